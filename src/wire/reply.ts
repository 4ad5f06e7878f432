import { type ApiError, type KnownError, messageOf } from '../errors/index.ts'
import type { Format } from './call.ts'
import { cdata, renderXml, type XmlTree } from './xml.ts'

/** An HTTP answer. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The ids in an answer. */
export interface ReplyIds {
  readonly requestId: string
  readonly traceId: string
}

/** These exact strings: clients compare them literally. */
const contentTypes = { JSON: 'application/json;charset=utf-8', XML: 'text/xml;charset=utf-8' }

const reply = (status: number, format: Format, ids: ReplyIds, body: string): Reply => ({
  status,
  headers: {
    'content-type': contentTypes[format],
    'x-acs-request-id': ids.requestId,
    'x-acs-trace-id': ids.traceId,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': '*',
  },
  body,
})

/** Renders the answer of a successful action. It has no `Code`: clients take any answer with one for an error. */
export const renderAnswer = (action: string, answer: XmlTree, format: Format, ids: ReplyIds): Reply => {
  const members = { RequestId: ids.requestId, ...answer }
  return reply(
    200,
    format,
    ids,
    format === 'JSON' ? JSON.stringify(members) : renderXml({ [`${action}Response`]: members }),
  )
}

/** The additions of a refusal to its row. */
type Refusal = Pick<ApiError, 'detail' | 'members'>

/** Renders the answer to a refused call. */
export const renderError = (row: KnownError, refusal: Refusal, host: string, format: Format, ids: ReplyIds): Reply => {
  const { requestId } = ids
  const recommend = `https://api.aliyun.com/troubleshoot?q=${row.code}&product=Ecs&requestId=${requestId}`
  const members = { RequestId: requestId, HostId: host, Code: row.code, Message: messageOf(row, refusal) }
  return reply(
    row.status,
    format,
    ids,
    format === 'JSON'
      ? JSON.stringify({ ...members, Recommend: recommend, ...refusal.members })
      : renderXml({ Error: { ...members, Recommend: cdata(recommend), ...refusal.members } }),
  )
}
