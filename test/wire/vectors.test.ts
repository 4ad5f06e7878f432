import t from 'tap'
import { type IncomingRequest, parseCall } from '../../src/wire/call.ts'
import { verifyV1 } from '../../src/wire/signature-v1.ts'
import { verifyV3 } from '../../src/wire/signature-v3.ts'
import { alterations, type Kind } from '../support/alterations.ts'
import { incoming, nameOf, type Recorded, recorded, signed, unsigned } from '../support/recorded.ts'

const secretOf = ({ credentials }: Recorded): string => credentials.accessKeySecret as string

const readCall = (request: IncomingRequest) => {
  const call = parseCall(request)
  if (call.defect !== undefined) throw call.defect
  return call
}

const verified = (request: IncomingRequest, secret: string) => {
  const call = readCall(request)
  return call.authorization === undefined ? verifyV1(call, secret) : verifyV3(call, call.authorization, secret)
}

const verifies = (request: IncomingRequest, secret: string): boolean => verified(request, secret).holds

t.test('107 requests of nine client builds are recorded', async t => {
  t.equal(recorded.length, 107)
  t.equal(signed.length, 104)
  t.equal(unsigned.length, 3)
  t.equal(signed.filter(({ signatureVersion }) => signatureVersion === 'V1').length, 74)
  t.equal(signed.filter(({ signatureVersion }) => signatureVersion === 'V3').length, 30)
  t.equal(new Set(recorded.map(({ client, version }) => `${client} ${version}`)).size, 9)
})

t.test('every signed request verifies with its recorded string to sign', async t => {
  for (const record of signed) {
    t.equal(verified(incoming(record), secretOf(record)).stringToSign, record.stringToSign, nameOf(record))
    t.ok(verifies(incoming(record), secretOf(record)), nameOf(record))
  }
})

t.test('every altered request is refused', async t => {
  const counts: Partial<Record<Kind, number>> = {}
  for (const record of signed) {
    for (const { kind, what, request, secret } of alterations(record)) {
      counts[kind] = (counts[kind] ?? 0) + 1
      t.notOk(verifies(request, secret ?? secretOf(record)), `${nameOf(record)}: ${kind} ${what}`)
    }
  }
  t.strictSame(counts, {
    secret: 104,
    method: 104,
    value: 2085,
    parameter: 104,
    body: 104,
    nonce: 104,
    host: 30,
    header: 162,
  })
})

t.test('a value in the query is ignored if the body repeats it', async t => {
  const record = signed.find(
    ({ variant, client }) => variant === 'v1-body-params' && client.startsWith('aliyun-python'),
  )
  const request = incoming(record as Recorded)
  const altered = { ...request, url: request.url.replace('RegionId=cn-hangzhou', 'RegionId=cn-beijing') }
  t.not(altered.url, request.url)
  t.ok(verifies(altered, 'testsecret'))
  t.equal(parseCall(altered).params.get('RegionId'), 'cn-hangzhou')
})

t.test('the unsigned requests have no verifiable signature', async t => {
  for (const record of unsigned) {
    const call = readCall(incoming(record))
    t.equal(call.authorization, undefined, nameOf(record))
    t.notOk(call.params.has('Signature'), nameOf(record))
    t.notOk(verifies(incoming(record), 'testsecret'), nameOf(record))
  }
})
