import t from 'tap'
import ecsActions from '../../fixtures/ecs-actions.json' with { type: 'json' }
import { actions } from '../../src/actions/index.ts'
import type { Emulator, Fault } from '../../src/index.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, emulatorFor, goodCopy } from '../support/emulator.ts'
import { form, inQuery, regionsCall, v3Call, without } from '../support/gateway.ts'
import { query } from '../support/oracle.ts'

const own = '1000000000000001'
const unavailable = { kind: 'error', code: 'ServiceUnavailable' } as const

/** Calls that the gateway refuses, with their refusal. */
const refusedCalls = {
  'without an action': [{ url: '/' }, 'MissingParameter'],
  unsigned: [{ url: '/?Action=DescribeRegions&Version=2014-05-26&Format=JSON' }, 'MissingParameter'],
  'of an unknown key': [inQuery(regionsCall({}, { as: { id: 'nobody', secret: '' } })), 'InvalidAccessKeyId.NotFound'],
  'with a wrong signature': [
    inQuery(regionsCall({}, { as: { id: 'testid', secret: 'wrong' } })),
    'IncompleteSignature',
  ],
  expired: [inQuery(regionsCall({}, { now: 0 })), 'IllegalTimestamp'],
  'of an unknown action': [v3Call('DoSomething'), 'InvalidAction.NotFound'],
  'of an unknown version': [inQuery(regionsCall({ Version: '2016-03-14' })), 'InvalidAction.NotFound'],
  'without a nonce': [inQuery(without(regionsCall(), 'SignatureNonce')), 'SignatureNonceUsed'],
} as const

/** The code of the answer to a request, in JSON or XML. */
const codeOf = async (emulator: Emulator, request: Parameters<Emulator['inject']>[0]) =>
  /"Code":"([^"]+)"|<Code>([^<]+)/
    .exec((await emulator.inject(request)).body)
    ?.slice(1)
    .find(Boolean)

throughEveryDoor(t, 'a fault without account and parameters meets every call', async (t, { emulator, control }) => {
  for (const [name, [request, code]] of Object.entries(refusedCalls)) {
    const id = await control.faults.add(unavailable)
    t.equal(await codeOf(emulator, request), 'ServiceUnavailable', name)
    t.match((await control.requests.list()).at(-1), { outcome: 'ServiceUnavailable', fault: `error before ${id}` })
    await control.faults.remove(id)
    t.equal(await codeOf(emulator, request), code, `${name}, without a fault`)
  }
})

throughEveryDoor(
  t,
  'a fault with account or parameters meets authorized calls only',
  async (t, { emulator, control }) => {
    const his = { id: 'bob-key', secret: 'his' }
    await control.accounts.create({
      id: 'firm',
      ramUsers: [{ name: 'bob', keys: [his], denied: ['ecs:DescribeRegions'] }],
    })
    const denied = () => inQuery(regionsCall({}, { as: his }))
    for (const fault of [
      { ...unavailable, account: own },
      { ...unavailable, params: {} },
    ]) {
      const id = await control.faults.add(fault)
      for (const [name, [request, code]] of Object.entries(refusedCalls))
        t.equal(await codeOf(emulator, request), code, name)
      t.equal(await codeOf(emulator, denied()), 'Forbidden.RAM')
      t.equal(await codeOf(emulator, inQuery(regionsCall())), 'ServiceUnavailable')
      t.match((await control.faults.list())[0], { applied: 1 })
      await control.faults.remove(id)
    }
    await control.faults.add(unavailable)
    t.equal(await codeOf(emulator, denied()), 'ServiceUnavailable')
  },
)

throughEveryDoor(t, 'a request that is no call meets no fault', async (t, { emulator, control }) => {
  await control.faults.add({ kind: 'delay', delayMs: 600_000 })
  t.equal(await codeOf(emulator, { url: '/?Action=%zz' }), 'InvalidParameter.Format')
  t.equal(
    await codeOf(emulator, { method: 'POST', url: '/', headers: form, body: 'x'.repeat(2 ** 21) }),
    'RequestEntityTooLarge',
  )
  t.match(await control.faults.list(), [{ applied: 0 }])
})

throughEveryDoor(t, 'the earlier moment decides between two faults', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await control.faults.add({ kind: 'error', code: 'Throttling.User', account: own, times: 1 })
  await control.faults.add({ kind: 'error', code: 'Throttling.Api', region: 'cn-chengdu', times: 1 })
  const codes = [await call('CopySnapshot', goodCopy), await call('CopySnapshot', goodCopy)].map(
    ({ json }) => json.Code,
  )
  t.same(codes, ['Throttling.Api', 'Throttling.User'])
})

throughEveryDoor(t, 'a fault after the work waits for a call that does work', async (t, { emulator, control }) => {
  for (const fault of [unavailable, { ...unavailable, account: own }]) {
    await control.faults.add({ ...fault, at: 'after', times: 1 })
    for (const [request, code] of Object.values(refusedCalls)) t.equal(await codeOf(emulator, request), code)
    t.equal(await codeOf(emulator, inQuery(regionsCall())), 'ServiceUnavailable')
    t.same(await control.faults.list(), [])
  }
})

t.test('without authentication a fault on arrival names the default account', async t => {
  const emulator = emulatorFor(t, { auth: 'off' })
  emulator.faults.add(unavailable)
  for (const key of ['', '&AccessKeyId=testid-no-balance', '&AccessKeyId=nobody'])
    await emulator.inject({ url: `/?Action=DescribeRegions&Version=2014-05-26${key}` })
  t.same(
    emulator.requests.list().map(({ account }) => account),
    [own, emulator.accounts.list().find(({ keys }) => keys.some(({ id }) => id === 'testid-no-balance'))?.id, own],
  )
})

t.test('the list of ECS actions has every emulated action', async t => {
  for (const { name } of actions) t.ok(ecsActions.includes(name), name)
})

throughEveryDoor(t, 'a fault can answer an action that is not emulated', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const bad = { id: 'testid', secret: 'wrong' }
  const outcomes = async (fault: Omit<Fault, 'kind'> = {}) => {
    if (fault.action !== undefined) await control.faults.add({ ...unavailable, ...fault })
    const run = async (options = {}) => (await call('RunInstances', { RegionId: 'cn-beijing' }, options)).json.Code
    const found = [await run(), await run({ as: bad })]
    await control.faults.clear()
    return found
  }
  const action = 'RunInstances'
  t.same(await outcomes({ action }), ['ServiceUnavailable', 'ServiceUnavailable'])
  t.same(await outcomes({ action, account: own }), ['ServiceUnavailable', 'IncompleteSignature'])
  t.same(await outcomes({ action, params: { RegionId: 'cn-beijing' } }), ['ServiceUnavailable', 'IncompleteSignature'])
  t.same(
    await outcomes({ action, account: 'another' }),
    ['InvalidAction.NotFound', 'IncompleteSignature'],
    'it exists while a fault names it',
  )
  t.same(await outcomes(), ['InvalidAction.NotFound', 'InvalidAction.NotFound'], 'no longer')
  await control.faults.add({ ...unavailable, action })
  const old = await call(action, { Version: '2016-03-14' })
  t.equal(old.json.Code, 'ServiceUnavailable', 'in any version')
  await control.faults.clear()
  await control.faults.add({ ...unavailable, action, account: own })
  t.equal((await call(action, { Version: '2016-03-14' })).json.Code, 'InvalidAction.NotFound')
  await control.faults.clear()
  await control.faults.add({ kind: 'delay', delayMs: 1, action })
  const late = await call(action)
  t.match(late, { headers: { 'x-emulator-not-emulated': action, 'x-emulator-fault': /^delay before fault-\d$/ } })
})

throughEveryDoor(t, 'a fault names an action of ECS', async (t, { control }) => {
  for (const action of ecsActions.slice(0, 20)) await control.faults.add({ ...unavailable, action })
  const sentence = (names: string): string => `action should be an ECS action, such as ${names}.`
  for (const [action, nearest] of [
    ['CopySnapshots', 'CopySnapshot, LockSnapshot, CreateSnapshot'],
    ['copysnapshot', 'CopySnapshot, LockSnapshot, CreateSnapshot'],
    ['RunInstance', 'RunInstances, RenewInstance, StopInstance'],
    [`CopySnapshot${' '.repeat(1_000_000)}`, ''],
    [5, ''],
  ] as const) {
    const message = nearest === '' ? /^action should be an ECS action, such as \w+, \w+, \w+\.$/ : sentence(nearest)
    await refused(t, control.faults.add({ ...unavailable, action } as never), 400, message)
  }
  await refused(
    t,
    control.faults.add({ ...unavailable, action: 'RunInstances', at: 'after' }),
    400,
    'at should be before: RunInstances is not emulated and has no stub, so it does no work.',
  )
})

/** Requests with one nonce each, to be sent more than once, by signature version. */
const requests = {
  V1: () => inQuery(regionsCall({ Action: 'CopySnapshot', ...goodCopy }, { nonce: 'once' })),
  V3: () => v3Call('CopySnapshot', goodCopy, { nonce: 'once' }),
  'V1 in a form': () => ({
    method: 'POST',
    url: '/',
    headers: form,
    body: query(regionsCall({ Action: 'CopySnapshot', ...goodCopy }, { nonce: 'once', method: 'POST' })),
  }),
}

for (const [version, request] of Object.entries(requests)) {
  t.test(`a call that was lost before its work can be sent again under ${version}`, async t => {
    for (const moment of [{}, { account: own }]) {
      for (const effect of [{ kind: 'reset' }, { kind: 'truncate' }, { kind: 'empty' }, unavailable] as const) {
        const emulator = emulatorFor(t)
        emulator.faults.add({ ...effect, ...moment, times: 1 })
        await emulator.inject(request()).catch(() => {})
        const outcomes = [await codeOf(emulator, request()), await codeOf(emulator, request())]
        t.same(outcomes, [undefined, 'SignatureNonceUsed'], `${effect.kind} ${Object.keys(moment)}`)
        t.equal(emulator.snapshots.list({ region: 'us-east-1' }).length, 1)
      }
    }
  })

  t.test(`a call whose answer was lost after its work has used its nonce under ${version}`, async t => {
    const emulator = emulatorFor(t)
    emulator.faults.add({ kind: 'reset', at: 'after', times: 1 })
    await t.rejects(emulator.inject(request()))
    t.equal(await codeOf(emulator, request()), 'SignatureNonceUsed')
    t.equal(emulator.snapshots.list({ region: 'us-east-1' }).length, 1)
  })
}

t.test('a call that an import ends during its delay can be sent again, unless its work was done', async t => {
  for (const [moment, code] of [
    [{}, undefined],
    [{ account: own }, undefined],
    [{ at: 'after' }, 'SignatureNonceUsed'],
  ] as const) {
    const emulator = emulatorFor(t)
    emulator.faults.add({ kind: 'delay', delayMs: 600_000, times: 1, ...moment })
    const answer = emulator.inject(requests.V1())
    await emulator.requests.waitFor({ outcome: 'pending' }, { timeoutMs: 10_000 })
    emulator.state.import(emulator.state.export())
    await t.rejects(answer)
    t.equal(await codeOf(emulator, requests.V1()), code, JSON.stringify(moment))
  }
})

t.test('without authentication a lost call has no nonce to give back', async t => {
  const emulator = emulatorFor(t, { auth: 'off' })
  emulator.faults.add({ kind: 'empty', account: own, times: 1 })
  const url = '/?Action=DescribeRegions&Version=2014-05-26&Format=JSON'
  t.equal((await emulator.inject({ url })).body, '')
  t.equal((await emulator.inject({ url })).status, 200)
})
