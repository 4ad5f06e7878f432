import t from 'tap'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { emulatorFor } from '../support/emulator.ts'

const own = '1000000000000001'
const throttling = { kind: 'error', code: 'Throttling' } as const

throughEveryDoor(
  t,
  'the number of faults is bounded',
  async (t, { control }) => {
    for (let i = 0; i < 3; i++) await control.faults.add({ ...throttling, account: own })
    await refused(t, control.faults.add(throttling), 409, 'There are 3 faults already (maxFaults).')
    t.equal((await control.faults.list()).length, 3)
    await control.faults.remove('fault-2')
    t.equal(await control.faults.add(throttling), 'fault-4')
    await control.faults.clear()
    for (let i = 0; i < 3; i++) await control.faults.add(throttling)
  },
  { maxFaults: 3 },
)

throughEveryDoor(
  t,
  'the size of all faults together is bounded',
  async (t, { control }) => {
    const fault = { ...throttling, params: { SnapshotId: '快'.repeat(200) } }
    await control.faults.add(fault)
    const sentence = /^The faults would take 1\d{3} bytes; at most 1024 fit \(maxFaultBytes\)\.$/
    await refused(t, control.faults.add(fault), 409, sentence)
    t.equal((await control.faults.list()).length, 1)
    await control.faults.add(throttling)
  },
  { maxFaultBytes: 1024 },
)

throughEveryDoor(
  t,
  'the number of saved states is bounded',
  async (t, { control }) => {
    await control.state.save('one')
    await control.state.save('two')
    await refused(t, control.state.save('three'), 409, 'There are 2 saved states already (maxStates).')
    await control.state.save('two')
    t.same(await control.state.names(), ['one', 'two'], 'a name can be saved again')
    await control.state.delete('one')
    await control.state.save('three')
    t.same(await control.state.names(), ['two', 'three'])
  },
  { maxStates: 2 },
)

const description = '快'.repeat(240)

const world = {
  accounts: [{ id: own }],
  snapshots: [{ id: 's-long', account: own, region: 'cn-beijing', description }],
}

throughEveryDoor(
  t,
  'the size of all saved states together is bounded',
  async (t, { control }) => {
    const size = Buffer.byteLength(JSON.stringify(await control.state.export()))
    const fitting = Math.floor(16_384 / size)
    for (let i = 1; i <= fitting; i++) await control.state.save(`${i}`)
    await control.state.save('1')
    const sentence = /^The saved states would take \d{5} bytes; at most 16384 fit \(maxStateBytes\)\.$/
    await refused(t, control.state.save('more'), 409, sentence)
    t.equal((await control.state.names()).length, fitting)
    await control.state.delete('1')
    await control.state.save('more')
  },
  { maxStateBytes: 16_384, world },
)

throughEveryDoor(
  t,
  'a state that is exported can be imported, and a larger one is not exported',
  async (t, { emulator, control }) => {
    const sentence = /^The state would take \d+ bytes; at most 4096 fit \(maxStateBytes\)\.$/
    let largest = 0
    for (let i = 0; i < 100; i++) {
      emulator.snapshots.create({ account: own, region: 'cn-beijing', description: description.slice(0, i) })
      try {
        const state = await control.state.export()
        largest = Buffer.byteLength(JSON.stringify(state))
        await control.state.import(state)
      } catch {
        break
      }
    }
    t.ok(largest > 3000 && largest <= 4096, `the largest has ${largest} bytes`)
    await refused(t, control.state.export(), 409, sentence)
    await refused(t, control.state.save('large'), 409, /^The saved states would take/)
    t.same(await control.state.names(), [])
  },
  { maxStateBytes: 4096, world: { ...world, regions: [{ id: 'cn-beijing' }] } },
)

t.test('a body over HTTP may be as large as a state', async t => {
  const emulator = emulatorFor(t, { maxStateBytes: 4096 })
  const put = (size: number) => {
    const body = '{}'.padEnd(size)
    return emulator.inject({
      method: 'PUT',
      url: '/_emulator/state',
      headers: { 'content-type': 'application/json' },
      body,
    })
  }
  t.match(await put(4097), { status: 413, body: /^{"message":".*too large/ })
  t.equal((await put(4096)).status, 204)
})

t.test('a state of more than 64 MiB goes out and in over HTTP', async t => {
  const emulator = emulatorFor(t)
  const long = { account: own, region: 'cn-beijing', description: 'x'.repeat(2 ** 20) }
  emulator.seed({ snapshots: Array.from({ length: 64 }, (_, i) => ({ ...long, id: `s-${i}` })) })
  const { status, body } = await emulator.inject({ url: '/_emulator/state' })
  t.equal(status, 200)
  t.ok(body.length > 2 ** 26)
  const headers = { 'content-type': 'application/json' }
  t.equal((await emulator.inject({ method: 'PUT', url: '/_emulator/state', headers, body })).status, 204)
  t.equal(emulator.snapshots.list({ region: 'cn-beijing' }).length, 64)
})

throughEveryDoor(t, 'a saved state is deleted', async (t, { control }) => {
  for (const name of ['one', '状态 %2F?#&', '长'.repeat(64)]) {
    await control.state.save(name)
    await control.state.delete(name)
    t.same(await control.state.names(), [])
    await refused(t, control.state.restore(name), 404, `There is no saved state ${name}.`)
    await refused(t, control.state.delete(name), 404, `There is no saved state ${name}.`)
  }
})
