import type { Test } from 'tap'
import { type Answer, type caller, type Door, inProcess } from './emulator.ts'
import type { Credentials } from './oracle.ts'

/** What a refused call is answered with. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

export const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message })

export const missing = (name: string): Refusal =>
  refusal(
    400,
    'MissingParameter',
    `The input parameter "${name}" that is mandatory for processing this request is not supplied.`,
  )

export const invalid = (name: string): Refusal =>
  refusal(400, 'InvalidParameter', `The specified parameter "${name}" is not valid.`)

export const formats = ['JSON', 'XML'] as const
export type Format = (typeof formats)[number]

/** The HostId of answers that come through a door. */
export const hostBehind = (door: Door): string => (door === inProcess ? 'localhost' : '127.0.0.1')

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[c] as string)

/** Checks what every answer has, and returns its request id. */
export const checkEnvelope = (t: Test, { headers, body }: Answer, format: Format): string => {
  const requestId = headers['x-acs-request-id'] ?? ''
  t.match(requestId, /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/)
  t.equal(
    headers['content-type'],
    format === 'JSON' ? 'application/json;charset=utf-8' : 'text/xml;charset=utf-8',
    'the content type is exact',
  )
  t.equal(headers['content-length'], String(Buffer.byteLength(body)), 'the length is given')
  return requestId
}

/** Checks that a call was refused so, to the letter. */
export const checkRefusal = (
  t: Test,
  answer: Answer,
  { status, code, message }: Refusal,
  { format = 'JSON', host = 'localhost' }: { format?: Format; host?: string } = {},
): void => {
  const requestId = checkEnvelope(t, answer, format)
  const recommend = `https://api.aliyun.com/troubleshoot?q=${code}&product=Ecs&requestId=${requestId}`
  t.equal(answer.status, status)
  if (format === 'JSON') {
    t.strictSame(JSON.parse(answer.body), {
      RequestId: requestId,
      HostId: host,
      Code: code,
      Message: message,
      Recommend: recommend,
    })
  } else {
    t.equal(
      answer.body,
      `<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>${requestId}</RequestId><HostId>${host}</HostId>` +
        `<Code>${code}</Code><Message>${escaped(message)}</Message>` +
        `<Recommend><![CDATA[${recommend}]]></Recommend></Error>`,
    )
  }
}

/** How many snapshots an account has, region by region: what a refused copy must not change. */
export const totals = async (call: ReturnType<typeof caller>, as?: Credentials): Promise<number[]> => {
  const counts: number[] = []
  for (const RegionId of ['cn-chengdu', 'cn-hangzhou', 'us-east-1']) {
    const { json } = await call('DescribeSnapshots', { RegionId }, { ...(as && { as }) })
    counts.push(json.TotalCount)
  }
  return counts
}
