import { readFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { Emulator, EmulatorOptions, InjectReply, InjectRequest } from '../../src/index.ts'
import { breakData } from './broken-data.ts'
import { emulatorFor, goodCopy, testTime } from './emulator.ts'
import { inQuery, reauthorized, v3Call } from './gateway.ts'
import { type Credentials, type Params, rpcSign, signedParams } from './oracle.ts'
import type { Format } from './refusals.ts'
import { restoreCalls, restoreWorld } from './restore-world.ts'

/** A row of fixtures/refusals.jsonl: a call and its exact refusal. */
export interface Row {
  readonly action: string
  /** The contract of the row; absent for both. */
  readonly contract?: '2021' | '2025'
  /** The signature version to which the row applies; none: both. */
  readonly signature?: 'V1' | 'V3'
  /** Status and code. */
  readonly refusal: string
  readonly message: string
  readonly when: string
  /** Changes to the valid call for an earlier call, which must succeed. */
  readonly before?: Params
  /** Changes to the valid call; null removes a parameter. */
  readonly change?: Readonly<Record<string, string | null>>
  /** Text appended unchanged to the signed URL. */
  readonly appended?: string
  /** The caller; an id alone has the secret `testsecret`. */
  readonly key?: string | Credentials
  /** Whether the data file must be damaged. */
  readonly broken?: true
}

/** Every refusal of a single call, written from the reference documents. */
export const refusalRows: readonly Row[] = readFileSync('fixtures/refusals.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line))

export const nameOf = ({ action, refusal, when }: Row): string => `${action} ${refusal}, when ${when}`

/**
 * Which clients can send a call: any official SDK; some, since others add RegionId themselves; those whose parameters have
 * no types; none.
 */
export type Sender = 'any' | 'some' | 'untyped' | 'none'

/** Parameters that every SDK sets itself. */
const setBySdk = ['Action', 'Version', 'AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureNonce', 'Timestamp']

/** Whether a call changes the method, time or nonce of its signature. Of the clients for Node only pop-core lets its caller. */
export const onlyByPopCore = ({ change = {} }: Row): boolean =>
  ['SignatureMethod', 'SignatureNonce', 'Timestamp'].some(name => name in change)

/** Which clients can send a row's call. */
export const senderOf = (row: Row): Sender => {
  const { change = {} } = row
  if (row.appended !== undefined || setBySdk.some(name => change[name] === null)) return 'none'
  if (onlyByPopCore(row)) return row.signature === 'V3' ? 'none' : 'untyped'
  if ('Action' in change || 'Version' in change || Number.isNaN(Number(change.RetentionDays ?? 0))) return 'untyped'
  return change.RegionId === null ? 'some' : 'any'
}

/** An emulator in the state that some rows need. */
export interface Stage {
  readonly name: string
  readonly emulator: Emulator
  readonly rows: readonly Row[]
  readonly broken: boolean
}

export const goodCallOf = (action: string): Params =>
  action === 'CopySnapshot' ? goodCopy : (restoreCalls[action] as Params)

/** The emulators for the rows of both contracts. CopySnapshot has separate worlds. */
export const stagesFor = async (t: Test, options: EmulatorOptions = {}): Promise<Stage[]> => {
  const dir = t.testdir()
  const stages: Stage[] = []
  for (const contract of ['2021', '2025'] as const) {
    for (const copies of [true, false]) {
      const world = copies ? (contract === '2021' ? 'default' : '2025') : restoreWorld
      for (const broken of [false, true]) {
        const rows = refusalRows.filter(
          row =>
            (row.contract ?? contract) === contract &&
            (row.action === 'CopySnapshot') === copies &&
            (row.broken ?? false) === broken,
        )
        const data = broken ? `${dir}/${stages.length}.db` : ':memory:'
        if (broken) await breakData(data, world)
        const emulator = emulatorFor(t, { contract, world, data, ...options })
        const what = copies ? 'CopySnapshot' : 'the other actions'
        stages.push({
          name: `${what}, contract ${contract}${broken ? ', broken data' : ''}`,
          emulator,
          rows,
          broken,
        })
      }
    }
  }
  return stages
}

export const keyOf = ({ key = 'testid' }: Row): Credentials =>
  typeof key === 'string' ? { id: key, secret: 'testsecret' } : key

/** The parameters of a row's call, without the removed ones. */
export const paramsOf = ({ action, change }: Row): Params =>
  Object.fromEntries(
    Object.entries({ ...goodCallOf(action), ...change }).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    ),
  )

const v1Request = (row: Row, params: Params): InjectRequest => {
  const as = keyOf(row)
  const { Signature: _, ...full } = signedParams({ Action: row.action, ...params }, { as, now: testTime })
  const sent = Object.fromEntries(Object.entries(full).filter(([name]) => row.change?.[name] !== null))
  return inQuery(row.change?.Signature === null ? sent : { ...sent, Signature: rpcSign('GET', sent, as.secret) })
}

/** The V3 equivalents of V1 parameters. */
const systemHeaders: Params = {
  Action: 'x-acs-action',
  Version: 'x-acs-version',
  Timestamp: 'x-acs-date',
  SignatureNonce: 'x-acs-signature-nonce',
}

const v3Request = (row: Row, params: Params): InjectRequest => {
  const { change = {} } = row
  const extra: Record<string, string> = {}
  for (const [name, header] of Object.entries(systemHeaders)) if (name in change) extra[header] = change[name] ?? ''
  const system = new Set([...Object.keys(systemHeaders), 'SignatureMethod'])
  const query = Object.fromEntries(Object.entries(params).filter(([name]) => !system.has(name)))
  const signed = v3Call(row.action, query, { as: keyOf(row), extra, unsigned: ['host'] })
  const { host: _, ...headers } = signed.headers as Record<string, string>
  return reauthorized({ ...signed, headers }, authorization => {
    if (change.AccessKeyId === null) return authorization.replace(/Credential=[^,]*/, '')
    if (change.Signature === null) return authorization.replace(/Signature=.*/, '')
    return authorization.replace('ACS3-HMAC-SHA256', `ACS3-${change.SignatureMethod ?? 'HMAC-SHA256'}`)
  })
}

/** A row's call with either signature version. */
export const requestOf = (row: Row, signature: 'V1' | 'V3', format: Format): InjectRequest => {
  const params = { Format: format, ...paramsOf(row) }
  const request = signature === 'V1' ? v1Request(row, params) : v3Request(row, params)
  return { ...request, url: `${request.url}${row.appended ?? ''}` }
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[c] as string)

/** The whole body of a refusal. */
export const bodyOf = (row: Row, requestId: string, format: Format, host: string): string => {
  const code = row.refusal.slice(4)
  const recommend = `https://api.aliyun.com/troubleshoot?q=${code}&product=Ecs&requestId=${requestId}`
  const { message } = row
  return format === 'JSON'
    ? JSON.stringify({ RequestId: requestId, HostId: host, Code: code, Message: message, Recommend: recommend })
    : `<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>${requestId}</RequestId><HostId>${host}</HostId>` +
        `<Code>${code}</Code><Message>${escaped(message)}</Message>` +
        `<Recommend><![CDATA[${recommend}]]></Recommend></Error>`
}

/** The compared parts of a reply. */
export const letterOf = ({ status, headers, body }: InjectReply) => ({
  status,
  type: headers['content-type'],
  length: headers['content-length'],
  body,
})
