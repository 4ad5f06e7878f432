import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { RawReply } from './raw-http.ts'

const parser = new XMLParser({ parseTagValue: false, trimValues: false })

const uuid = /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/
const statuses = new Set([200, 400, 403, 404, 405, 408, 409, 413, 414, 415, 417, 429, 431, 500, 503])
const errorMembers = ['RequestId', 'HostId', 'Code', 'Message', 'Recommend']

type Members = Readonly<Record<string, unknown>>

/** The members of a body, or its error. */
const membersOf = (body: string, type: string | undefined): Members | string => {
  if (type === 'application/json;charset=utf-8') {
    try {
      const members: unknown = JSON.parse(body)
      return typeof members === 'object' && members !== null && !Array.isArray(members)
        ? (members as Members)
        : 'no object'
    } catch {
      return 'broken JSON'
    }
  }
  if (type !== 'text/xml;charset=utf-8') return `content type ${type}`
  if (!body.startsWith("<?xml version='1.0' encoding='UTF-8'?><")) return 'no XML declaration'
  const verdict = XMLValidator.validate(body)
  if (verdict !== true) return `broken XML: ${verdict.err.msg}`
  const { '?xml': _, ...elements } = parser.parse(body)
  const [root = '', ...others] = Object.keys(elements)
  if (others.length > 0 || !(root === 'Error' || /^[A-Z][A-Za-z]+Response$/.test(root))) return `root ${root}`
  return elements[root]
}

/**
 * Lists the differences between an answer and the service's format; empty if there are none.
 *
 * @param reply as received on the wire
 * @param method the method of the request; HEAD has no body to check
 */
export const faultsOfReply = ({ status, headers, body }: RawReply, method = 'GET'): string[] => {
  const faults: string[] = []
  const requestId = headers.get('x-acs-request-id') ?? ''
  if (!statuses.has(status)) faults.push(`status ${status}`)
  if (!uuid.test(requestId)) faults.push(`request id ${requestId}`)
  if (!/^[0-9a-f]{32}$/.test(headers.get('x-acs-trace-id') ?? '')) faults.push('trace id')
  if (!/^\d+$/.test(headers.get('content-length') ?? '')) faults.push('content length')
  if (method === 'HEAD') return faults
  const members = membersOf(body, headers.get('content-type'))
  if (typeof members === 'string') return [...faults, members]
  if (members.RequestId !== requestId) faults.push(`request id ${members.RequestId} in the body`)
  if (status === 200) {
    if ('Code' in members) faults.push('a Code in a success')
    return faults
  }
  for (const name of errorMembers) if (typeof members[name] !== 'string') faults.push(`no ${name}`)
  const { Code, Recommend } = members
  if (Recommend !== `https://api.aliyun.com/troubleshoot?q=${Code}&product=Ecs&requestId=${requestId}`) {
    faults.push(`recommend ${Recommend}`)
  }
  return faults
}
