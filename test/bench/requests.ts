import { goodCopy } from '../support/emulator.ts'
import { acs3Headers, type Params, query, signedParams } from '../support/oracle.ts'

/** One request, ready to send. */
export interface Ready {
  readonly method: 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The host of signed V3 headers. All servers accept it, so each gets the same bytes. */
const host = 'ecs.cn-chengdu.localhost'
const agent = 'AlibabaCloud (linux; x64) Node.js/v24.0.0 Core/1.0.1 TeaDSL/2'

const named: Params = {
  ...goodCopy,
  DestinationSnapshotName: 'nightly',
  DestinationSnapshotDescription: 'copied by the benchmark',
}

const tagged: Params = {
  ...named,
  RetentionDays: '30',
  'Tag.1.Key': 'env',
  'Tag.1.Value': 'test',
  'Tag.2.Key': 'team',
  'Tag.2.Value': 'storage',
}

/** The headers of the current Node client. */
const v1 = (action: string, params: Params, secret = 'testsecret'): Ready => ({
  method: 'POST',
  path: `/?${query(signedParams({ Action: action, ...params }, { method: 'POST', as: { id: 'testid', secret } }))}`,
  headers: {
    host,
    'x-acs-version': '2014-05-26',
    'x-acs-action': action,
    'user-agent': agent,
    'x-acs-credentials-provider': 'static_ak',
    'Content-Length': '0',
  },
})

const v3 = (action: string, params: Params): Ready => ({
  method: 'POST',
  path: `/?${query(params)}`,
  headers: {
    ...acs3Headers(action, params, { host, extra: { 'x-acs-credentials-provider': 'static_ak' } }),
    'user-agent': agent,
    accept: 'application/json',
    'Content-Length': '0',
  },
})

/** The header that DynamoDB's emulators require but do not verify. */
export const awsCredentials = {
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a',
}

const attributes = { name: { S: 'nightly' }, description: { S: 'copied by the benchmark' } }
let items = 0

const putItem = (): Ready => ({
  method: 'POST',
  path: '/',
  headers: {
    host,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.PutItem',
    ...awsCredentials,
  },
  body: JSON.stringify({ TableName: 'copies', Item: { id: { S: `item ${process.pid} ${++items}` }, ...attributes } }),
})

/** The measured kinds of request. Each call makes one with a new nonce. */
export const kinds = {
  copyV1: () => v1('CopySnapshot', named),
  copyV3: () => v3('CopySnapshot', named),
  copyTagged: () => v1('CopySnapshot', tagged),
  // The source of the copies, since the id of a copy differs between servers.
  describeById: () =>
    v1('DescribeSnapshots', { RegionId: 'cn-chengdu', SnapshotIds: JSON.stringify([goodCopy.SnapshotId]) }),
  describePage: () => v1('DescribeSnapshots', { RegionId: 'us-east-1', PageNumber: '3', PageSize: '10' }),
  describeRegions: () => v1('DescribeRegions', {}),
  putItem,
  refused: () => v1('CopySnapshot', named, 'wrong secret'),
} as const satisfies Record<string, () => Ready>

export type Kind = keyof typeof kinds

/** A url that makes one copy. */
export const copyUrl = (base: string, params: Params = goodCopy): string =>
  `${base}/?${query(signedParams({ Action: 'CopySnapshot', ...params }))}`
