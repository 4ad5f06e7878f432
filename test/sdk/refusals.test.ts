import Ecs from '@alicloud/ecs20140526'
import { $OpenApiUtil } from '@alicloud/openapi-core'
import PopCore from '@alicloud/pop-core'
import t from 'tap'
import { clientOf, signatures } from '../support/ecs-client.ts'
import type { Params } from '../support/oracle.ts'
import {
  bodyOf,
  goodCallOf,
  keyOf,
  nameOf,
  onlyByPopCore,
  paramsOf,
  type Row,
  senderOf,
  stagesFor,
} from '../support/refusal-table.ts'

const stages = await stagesFor(t, { clock: 'real', machineClock: Date.now })

/** Makes a row's call by an official client. */
type Client = (url: string, row: Row, params: Params) => Promise<unknown>

/** The ECS client's generic call, which each of its methods uses. */
const ecs =
  (signature: object): Client =>
  (url, row, { Action, Version, ...query }) => {
    const { id, secret, token } = keyOf(row)
    const key = { accessKeyId: id, accessKeySecret: secret, ...(token !== undefined && { securityToken: token }) }
    const params = new $OpenApiUtil.Params({
      action: Action ?? row.action,
      version: Version ?? '2014-05-26',
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    })
    // biome-ignore lint/suspicious/noExplicitAny: the runtime options are a class that only the client's own package has
    return clientOf(url, signature, key).callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), {} as any)
  }

/** The value of a typed field. */
const typed = (name: string, value: string): unknown =>
  ({ Encrypted: value === 'true', RetentionDays: Number(value) })[name] ?? value

/** CopySnapshot's request with fields as its class has them; a list is filled up to the number of each parameter. */
const requestOf = (params: Params): Ecs.CopySnapshotRequest => {
  const fields: Record<string, unknown> = {}
  const lists: Record<string, Record<string, unknown>[]> = { arn: [], tag: [] }
  for (const [name, value] of Object.entries(params)) {
    const [list = '', number, member = ''] = name.split('.')
    const field = `${list.charAt(0).toLowerCase()}${list.slice(1)}`
    if (number === undefined) fields[list === 'KMSKeyId' ? 'KMSKeyId' : field] = typed(list, value)
    else {
      const entries = lists[field] ?? []
      for (let i = entries.length; i < Number(number); i++) entries[i] = field === 'tag' ? { key: `k${i}` } : {}
      const entry = entries[Number(number) - 1] as Record<string, unknown>
      entry[`${member.charAt(0).toLowerCase()}${member.slice(1)}`] = value
    }
  }
  return new Ecs.CopySnapshotRequest({
    ...fields,
    arn: lists.arn?.map(entry => new Ecs.CopySnapshotRequestArn(entry)),
    tag: lists.tag?.map(entry => new Ecs.CopySnapshotRequestTag(entry)),
  })
}

/** The ECS client's own method. */
const typedEcs: Client = (url, row, params) => {
  const { id, secret, token } = keyOf(row)
  const key = { accessKeyId: id, accessKeySecret: secret, ...(token !== undefined && { securityToken: token }) }
  return clientOf(url, signatures.V3, key).copySnapshot(requestOf(params))
}

const popCore =
  (method: 'GET' | 'POST'): Client =>
  (url, row, { Action, Version, ...params }) => {
    const { id, secret, token } = keyOf(row)
    const client = new PopCore({
      accessKeyId: id,
      accessKeySecret: secret,
      ...(token !== undefined && { securityToken: token }),
      endpoint: url,
      apiVersion: Version ?? '2014-05-26',
    })
    return client.request(Action ?? row.action, params, { method })
  }

interface ClientError {
  readonly name: string
  readonly code: string
  readonly message: string
  readonly data: { readonly RequestId: string }
}

type Check = (error: ClientError, row: Row, url: string) => readonly [found: unknown, wanted: unknown]

const dataOf = (row: Row, { data }: ClientError): unknown =>
  JSON.parse(bodyOf(row, data.RequestId, 'JSON', '127.0.0.1'))

const ecsError: Check = (error, row) => {
  const [status, code] = [Number(row.refusal.slice(0, 3)), row.refusal.slice(4)]
  const wanted = {
    name: status < 500 ? 'ClientError' : 'ServerError',
    code,
    statusCode: status,
    message: `${code}: code: ${status}, ${row.message} request id: ${error.data.RequestId}`,
    requestId: error.data.RequestId,
    description: 'undefined',
    detail: 'undefined',
    accessDeniedDetail: status < 500 ? null : undefined,
    retryAfter: undefined,
    data: dataOf(row, error),
  }
  const members = error as unknown as Record<string, unknown>
  return [Object.fromEntries(Object.keys(wanted).map(name => [name, members[name]])), wanted]
}

const popCoreError: Check = (error, row, url) => {
  const code = row.refusal.slice(4)
  const text = `${row.message}, URL: ${url}/`
  return [
    [error.name, error.code, error.message.slice(0, text.length), { ...error.data }],
    [`${code}Error`, code, text, dataOf(row, error)],
  ]
}

const byAny = (row: Row): boolean => senderOf(row) !== 'none'

const byEcs = (row: Row): boolean => byAny(row) && !onlyByPopCore(row)

const byTyped = (row: Row): boolean => row.action === 'CopySnapshot' && senderOf(row) !== 'untyped' && byEcs(row)

const clients: readonly (readonly [string, Client, Check, canSend: (row: Row) => boolean])[] = [
  ...Object.entries(signatures).map(
    ([version, signature]) => [`the ECS client under ${version}`, ecs(signature), ecsError, byEcs] as const,
  ),
  ["the ECS client's typed method", typedEcs, ecsError, byTyped],
  ...(['GET', 'POST'] as const).map(
    method => [`pop-core with ${method}`, popCore(method), popCoreError, byAny] as const,
  ),
]

for (const stage of stages) {
  const url = await stage.emulator.listen()
  for (const row of stage.rows.filter(({ before }) => before !== undefined)) {
    await popCore('GET')(url, row, { ...goodCallOf(row.action), ...row.before })
  }
  for (const [name, client, check, canSend] of clients) {
    if (!stage.rows.some(canSend)) continue
    t.test(`${name} reports every refusal: ${stage.name}`, async t => {
      for (const row of stage.rows.filter(canSend)) {
        const error = await client(url, row, paramsOf(row)).then(
          () => undefined,
          (error: unknown) => error as ClientError,
        )
        if (error === undefined) t.fail(`${nameOf(row)}: the call was answered`)
        else t.strictSame(...check(error, row, url), nameOf(row))
      }
    })
  }
}

t.test('clients report a wrong secret, and an action that is not emulated', async t => {
  const url = stages[0]?.emulator.url
  const wrong: Row = { ...(stages[0]?.rows[0] as Row), key: { id: 'testid', secret: 'wrong' } }
  for (const [name, client] of clients) {
    await t.rejects(client(url as string, wrong, {}), { code: /^(SignatureDoesNotMatch|IncompleteSignature)$/ }, name)
    if (client === typedEcs) continue
    const code = 'InvalidAction.NotFound'
    await t.rejects(client(url as string, { ...wrong, action: 'RebootInstance' }, {}), { code }, name)
  }
})

t.test('the ECS client under V3 reads an error in XML', async t => {
  const url = stages[0]?.emulator.url
  const globalParameters = { headers: { accept: 'application/xml' } }
  const row: Row = { ...(stages[0]?.rows[0] as Row), key: 'nobody' }
  const data = { HostId: '127.0.0.1', Code: 'InvalidAccessKeyId.NotFound' }
  const error = await ecs({ globalParameters })(url as string, row, {}).catch((error: unknown) => error)
  t.match(error, { statusCode: 404, data })
})
