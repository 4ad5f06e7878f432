import t, { type Test } from 'tap'
import type { InjectReply, InjectRequest } from '../../src/index.ts'
import { deviationsOf } from '../support/conformance.ts'
import { doors, emulatorFor, type Send, testTime } from '../support/emulator.ts'
import { type Params, query, rpcSign } from '../support/oracle.ts'

/** A server in front of a right one that spoils what passes through it. */
type Wrong = (t: Test) => Send

const right = (t: Test): Send => {
  const emulator = emulatorFor(t)
  return request => emulator.inject(request)
}

/** Spoils the answers. */
const answering =
  (spoil: (reply: InjectReply, request: InjectRequest) => Partial<InjectReply>): Wrong =>
  t => {
    const send = right(t)
    return async request => {
      const reply = await send(request)
      return { ...reply, ...spoil(reply, request) }
    }
  }

const paramsOf = ({ url }: InjectRequest): Params => Object.fromEntries(new URLSearchParams(url.slice(2)))

/** Understands some sound calls otherwise than they were meant, and signs them again, so that nothing else is noticed. */
const misreading =
  (misread: (params: Params) => Params): Wrong =>
  t => {
    const send = right(t)
    return request => {
      const { Signature, ...params } = paramsOf(request)
      if (Signature !== rpcSign('GET', params, 'testsecret')) return send(request)
      const misunderstood = misread(params)
      const signed = { ...misunderstood, Signature: rpcSign('GET', misunderstood, 'testsecret') }
      return send({ url: `/?${query(signed)}` })
    }
  }

/** A wrong clock for everyone who calls. */
const timeless: Wrong = t => {
  let at = testTime
  const emulator = emulatorFor(t, { clock: 'real', machineClock: () => at })
  return request => {
    at = Date.parse(paramsOf(request).Timestamp ?? '')
    return emulator.inject(request)
  }
}

/** A server that loses the copies it answers: they go to another one. */
const forgetful: Wrong = t => {
  const [first, second] = [right(t), right(t)]
  return request => (paramsOf(request).Action === 'CopySnapshot' ? first : second)(request)
}

let nonces = 0

const wrongServers: readonly (readonly [what: string, wrong: Wrong, noticed: string])[] = [
  [
    'does not verify signatures',
    t => {
      const emulator = emulatorFor(t, { auth: 'off' })
      return request => emulator.inject(request)
    },
    'a wrong signature is refused',
  ],
  ['forgets nonces', misreading(params => ({ ...params, SignatureNonce: `fresh-${++nonces}` })), 'a nonce works once'],
  ['takes any time for now', timeless, 'an old timestamp is refused'],
  ['loses copies', forgetful, 'an answered copy is there'],
  [
    'forgets client tokens',
    misreading(({ ClientToken: _, ...params }) => params),
    'a client token is answered with one id',
  ],
  ['takes bad tags', misreading(({ 'Tag.1.Key': _, ...params }) => params), 'a refused copy leaves nothing'],
  [
    'begins pages one too early',
    misreading(params =>
      params.PageNumber === undefined
        ? params
        : { ...params, PageNumber: String(Math.max(1, Number(params.PageNumber) - 1)) },
    ),
    'pages hold everything once, newest first',
  ],
  [
    'asks for the source before the region',
    misreading(params =>
      params.SnapshotId === 's-no' && params.DestinationRegionId === 'nowhere-1'
        ? { ...params, DestinationRegionId: 'us-east-1' }
        : params,
    ),
    'of two broken rules the earlier one is named',
  ],
  [
    'asks the rules before the parameters',
    misreading(({ RetentionDays, ...params }) =>
      params.SnapshotId === 's-no' ? params : { ...params, ...(RetentionDays && { RetentionDays }) },
    ),
    'parameters are judged before rules',
  ],
  ['knows JSON only', misreading(params => ({ ...params, Format: 'JSON' })), 'XML comes when it is asked for'],
  [
    'puts a Code into successes',
    answering(({ body }) => ({ body: body.replace(/^\{/, '{"Code":"OK",') })),
    'a success and a refusal have the shape of the service',
  ],
  [
    'answers refusals with 200',
    answering(() => ({ status: 200 })),
    'a success and a refusal have the shape of the service',
  ],
  [
    'gives every copy one id',
    answering(({ body }) => ({
      body: body.replace(/"SnapshotId":"s-[a-z0-9]{20}"/, '"SnapshotId":"s-aaaaaaaaaaaaaaaaaaaa"'),
    })),
    'no id is given twice',
  ],
  [
    'takes a plus for a plus',
    t => {
      const send = right(t)
      return request => send({ ...request, url: request.url.replaceAll('+', '%2B') })
    },
    'a plus in a query is a space',
  ],
]

for (const door of doors) {
  t.test(`the emulator does as the service does, ${door.name}`, async t => {
    t.same(await deviationsOf(await door.open(emulatorFor(t))), [])
  })
}

t.test('a server that is wrong is noticed', async t => {
  for (const [what, wrong, noticed] of wrongServers) {
    const deviations = await deviationsOf(wrong(t))
    t.ok(deviations.includes(noticed), `one that ${what}: ${deviations.join('; ')}`)
  }
})
