import t from 'tap'
import type { NotMetError, RemoteControl } from '../../src/client.ts'
import type { Emulator, Fault } from '../../src/index.ts'
import { controlDoors, controlled, refused, throughEveryDoor } from '../support/control-doors.ts'
import { type CallOptions, caller, emulatorFor, goodCopy, overSocket } from '../support/emulator.ts'

const own = '1000000000000001'

/** A delay that no test waits for. */
const long = { kind: 'delay', delayMs: 600_000 } as const

/** Makes a copy that faults delay, and waits until the journal shows it. */
const held = async (emulator: Emulator, control: RemoteControl, options: CallOptions = {}) => {
  const answer = caller(request => emulator.inject(request))('CopySnapshot', goodCopy, options)
  answer.catch(() => {})
  const [call] = await control.requests.waitFor({ outcome: 'pending' }, { timeoutMs: 10_000 })
  return { answer, call }
}

/** The faults that delay a call at each moment: on arrival, before its work, after it. */
const moments: readonly (readonly [moment: string, fault: Fault])[] = [
  ['on arrival', long],
  ['before its work', { ...long, account: own }],
  ['after its work', { ...long, at: 'after' }],
]

const copiesIn = async (control: RemoteControl): Promise<number> =>
  (await control.snapshots.list({ region: 'us-east-1' })).length

const closed = { code: 'ECONNRESET' }

/** Control calls that replace the world. A call under way belongs to the old one. */
const replacements: readonly (readonly [name: string, replace: (control: RemoteControl) => Promise<unknown>])[] = [
  ['a reset', control => control.reset()],
  ['a reset of its account', control => control.reset({ account: own })],
  ['an import', control => control.state.import({ accounts: [{ id: own }] })],
  ['a restored state', control => control.state.restore('before')],
]

for (const [name, replace] of replacements) {
  throughEveryDoor(t, `${name} ends delayed calls without an answer`, async (t, { emulator, control }) => {
    await control.state.save('before')
    for (const [moment, fault] of moments) {
      await control.faults.add(fault)
      const { answer } = await held(emulator, control)
      await replace(control)
      await t.rejects(answer, closed, moment)
      t.equal(await copiesIn(control), 0, moment)
      t.same(await control.requests.list(), [], moment)
      await control.reset()
    }
  })
}

throughEveryDoor(t, 'a reset of another account leaves a delayed call alone', async (t, { emulator, control }) => {
  const other = await control.accounts.create({ world: 'default' })
  await control.faults.add(long)
  const { answer } = await held(emulator, control)
  await control.reset({ account: other.id })
  t.match(await control.requests.list(), [{ outcome: 'pending', account: own }])
  await control.faults.clear()
  t.equal((await answer).status, 200)
})

throughEveryDoor(t, 'a refused import leaves a delayed call alone', async (t, { emulator, control }) => {
  await control.faults.add(long)
  const { answer } = await held(emulator, control)
  await t.rejects(control.state.import({ snapshots: [{ id: 's-1', account: 'nobody', region: 'cn-beijing' }] }))
  await control.faults.clear()
  t.equal((await answer).status, 200)
})

t.test('over a socket, a delayed call ends with a closed connection', async t => {
  const emulator = emulatorFor(t)
  const call = caller(await overSocket.open(emulator))
  emulator.faults.add(long)
  const answer = call('CopySnapshot', goodCopy)
  await emulator.requests.waitFor({ outcome: 'pending' }, { timeoutMs: 10_000 })
  emulator.reset()
  await t.rejects(answer, { message: 'fetch failed' })
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
})

throughEveryDoor(t, 'delayed calls go on at once when faults are cleared', async (t, { emulator, control }) => {
  for (const [moment, fault] of moments) {
    await control.reset()
    await control.faults.add({ ...fault, times: 1 })
    const { answer } = await held(emulator, control)
    await control.faults.clear()
    t.match(await control.requests.list(), [{ outcome: 'Success', fault: /^delay \w+ fault-1$/ }], moment)
    t.equal((await answer).status, 200)
    t.equal(await copiesIn(control), 1, moment)
  }
})

throughEveryDoor(t, 'clearing the faults of an account releases their calls only', async (t, { emulator, control }) => {
  const other = await control.accounts.create({ world: 'default' })
  const as = other.keys[0] as { id: string; secret: string }
  await control.faults.add({ ...long, account: other.id })
  await control.faults.add({ ...long, params: { RegionId: 'cn-chengdu' } })
  const { answer: mine } = await held(emulator, control)
  const call = caller(request => emulator.inject(request))
  const theirs = call('CopySnapshot', goodCopy, { as })
  await control.requests.waitFor({ outcome: 'pending', account: other.id }, { timeoutMs: 10_000 })
  await control.faults.clear({ account: other.id })
  t.equal((await theirs).status, 200)
  t.match(await control.requests.list(), [{ account: other.id }, { account: own, outcome: 'pending' }])
  await control.faults.clear()
  t.equal((await mine).status, 200)
})

throughEveryDoor(
  t,
  'removing a fault releases its calls, even when it is used up',
  async (t, { emulator, control }) => {
    for (const times of [{}, { times: 1 }]) {
      const id = await control.faults.add({ ...long, ...times })
      const { answer } = await held(emulator, control)
      await control.faults.remove(id)
      t.equal((await answer).status, 200)
      await refused(t, control.faults.remove(id), 404, `There is no fault ${id}.`)
    }
  },
)

throughEveryDoor(t, 'a deleted account releases the calls that its faults delay', async (t, { emulator, control }) => {
  await control.faults.add({ ...long, account: own })
  const { answer } = await held(emulator, control)
  await control.accounts.delete(own)
  t.equal((await answer).json.Code, 'InvalidAccessKeyId.NotFound')
})

throughEveryDoor(t, 'the journal shows a delayed call from its arrival', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  for (const [moment, fault] of moments) {
    await control.reset()
    await control.faults.add({ action: 'CopySnapshot', ...fault })
    const { answer, call: shown } = await held(emulator, control)
    t.match(
      shown,
      {
        at: '2026-11-24T08:00:00.000Z',
        action: 'CopySnapshot',
        params: goodCopy,
        account: own,
        region: 'cn-chengdu',
        outcome: 'pending',
        requestId: /^[\dA-F-]{36}$/,
        signatureVersion: 'V1',
        milliseconds: 0,
        ineffective: [],
        fault: /^delay \w+ fault-1$/,
      },
      moment,
    )
    await call('DescribeRegions')
    t.match(await control.requests.list(), [{ action: 'DescribeRegions' }, { outcome: 'pending' }], 'it comes last')
    t.equal(await control.requests.count(), 2, 'it counts')
    t.equal(await control.requests.count({ outcome: 'pending' }), 1)
    t.equal(await control.requests.count({ outcome: 'Success' }), 1)
    await control.faults.clear()
    await answer
    t.equal(await control.requests.count(), 2, 'it is one call')
    t.match(await control.requests.list({ outcome: 'Success', action: 'CopySnapshot' }), [
      { requestId: shown?.requestId },
    ])
  }
})

throughEveryDoor(t, 'a call that is delayed twice is one call', async (t, { emulator, control }) => {
  await control.faults.add(long)
  const after = await control.faults.add({ ...long, at: 'after' })
  const { answer, call } = await held(emulator, control)
  await control.faults.remove('fault-1')
  t.match(await control.requests.list(), [
    { outcome: 'pending', requestId: call?.requestId, fault: 'delay before fault-1, delay after fault-2' },
  ])
  await control.faults.remove(after)
  t.equal((await answer).status, 200)
  t.match(await control.requests.list(), [{ outcome: 'Success' }])
})

throughEveryDoor(t, 'a delayed call that was cleared from the journal stays out', async (t, { emulator, control }) => {
  for (const scope of [{}, { account: own }]) {
    await control.faults.add(long)
    const after = await control.faults.add({ ...long, at: 'after' })
    const { answer } = await held(emulator, control)
    await control.requests.clear({ account: 'another' })
    t.equal(await control.requests.count(), 1)
    await control.requests.clear(scope)
    t.equal(await control.requests.count(), 0)
    await control.faults.clear()
    t.equal((await answer).status, 200, after)
    t.equal(await control.requests.count(), 0)
  }
})

t.test('a cleared call stays out of the journal through a second delay', async t => {
  const { emulator, control } = await controlled(t, controlDoors[0] as never)
  const first = emulator.faults.add(long)
  emulator.faults.add({ ...long, at: 'after' })
  const { answer } = await held(emulator, control)
  emulator.requests.clear()
  emulator.faults.remove(first)
  t.equal(emulator.requests.count(), 0)
  emulator.faults.clear()
  t.equal((await answer).status, 200)
  t.equal(emulator.requests.count(), 0)
})

throughEveryDoor(t, 'a wait names a call under way among its closest misses', async (t, { emulator, control }) => {
  await control.faults.add(long)
  const { answer } = await held(emulator, control)
  const missOf = async (query: object): Promise<NotMetError> =>
    (await control.requests.waitFor(query, { timeoutMs: 1 }).catch((error: unknown) => error)) as NotMetError
  for (const query of [{}, { action: 'CopySnapshot' }, { outcome: 'Success' }]) {
    const { message, closest } = await missOf(query)
    t.match(message, /^0 of 1 calls .*\n {2}CopySnapshot at \S+: one is under way, delayed by fault fault-1$/)
    t.match(closest, [{ call: { outcome: 'pending' }, differences: ['one is under way, delayed by fault fault-1'] }])
  }
  t.same((await missOf({ region: 'cn-beijing' })).closest[0]?.differences, [
    'one is under way, delayed by fault fault-1',
    'region was "cn-chengdu", not "cn-beijing"',
  ])
  const waiting = control.requests.waitFor({ action: 'CopySnapshot' }, { timeoutMs: 10_000 })
  await control.faults.clear()
  t.match(await waiting, [{ outcome: 'Success' }], 'it counts when it is answered')
  t.equal((await answer).status, 200)
})

t.test('a full journal keeps its calls beside those under way', async t => {
  const emulator = emulatorFor(t, { journalSize: 1 })
  const call = caller(request => emulator.inject(request))
  emulator.faults.add({ ...long, action: 'CopySnapshot' })
  const copies = [call('CopySnapshot', goodCopy), call('CopySnapshot', goodCopy)]
  await call('DescribeRegions')
  t.match(emulator.requests.list(), [{ action: 'DescribeRegions' }, { outcome: 'pending' }, { outcome: 'pending' }])
  emulator.faults.clear()
  await Promise.all(copies)
  t.match(emulator.requests.list(), [{ action: 'CopySnapshot', outcome: 'Success' }])
})
