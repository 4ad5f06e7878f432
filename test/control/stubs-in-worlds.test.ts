import t from 'tap'
import { createEmulator, type World } from '../../src/index.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, emulatorFor, started } from '../support/emulator.ts'

const own = '1000000000000001'
const other = '1000000000000002'
const action = 'DescribeDisksFullStatus'
const withStubs: World = {
  stubs: [
    { action, reply: { From: 'own' }, account: own, times: 2 },
    { action, reply: { From: 'all' } },
  ],
}
const inWorld = { world: ['default', withStubs] } as const

throughEveryDoor(
  t,
  'a world can hold stubs, and a reset brings them back',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    const from = async () => (await call(action)).json.From
    const before = await control.stubs.list()
    t.match(before, [{ id: 'stub-1' }, { id: 'stub-2' }])
    t.same([await from(), await from(), await from()], ['own', 'own', 'all'])
    await control.stubs.clear()
    await control.stubs.add({ action: 'RunInstances', reply: {} })
    await control.reset()
    t.same(await control.stubs.list(), before)
    t.equal(await control.stubs.add({ action, reply: {} }), 'stub-3')
  },
  inWorld,
)

throughEveryDoor(
  t,
  'a reset of an account restores its stubs only',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    await call(action)
    await call(action)
    await control.stubs.add({ action, reply: { From: 'mine' }, account: own })
    await control.stubs.add({ action, reply: { From: 'theirs' }, account: other })
    const seen = async () => (await control.stubs.list()).map(({ reply, applied }) => `${reply?.From} ${applied}`)
    t.same(await seen(), ['all 0', 'mine 0', 'theirs 0'])
    await control.reset({ account: own })
    t.same(await seen(), ['all 0', 'theirs 0', 'own 0'])
    await control.accounts.delete(other)
    t.same(await seen(), ['all 0', 'own 0'])
  },
  inWorld,
)

throughEveryDoor(
  t,
  'a seeded world adds its stubs, and a reset of its account restores them',
  async (t, { control }) => {
    const stub = { action, reply: {}, account: 'more' }
    await control.seed({ accounts: [{ id: 'more' }], stubs: [stub] })
    await control.stubs.clear()
    await control.reset({ account: 'more' })
    t.same(await control.stubs.list(), [{ ...stub, id: 'stub-2', applied: 0 }])
    await refused(
      t,
      control.seed({ accounts: [{ id: 'yet' }], stubs: [stub, { action, account: 'yet' }] }),
      400,
      'stubs[1].reply should be given, or error.',
    )
    t.equal((await control.stubs.list()).length, 1, 'a refused world adds none')
  },
)

throughEveryDoor(t, 'an export has what is left of each stub', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await control.stubs.add({ action, reply: { From: 'first' }, skip: 2, times: 3 })
  await control.stubs.add({ action, error: { status: 400, code: 'Throttling' }, params: { RegionId: 'cn-beijing' } })
  const ask = async () => (await call(action, { RegionId: 'cn-beijing' })).json
  for (let i = 0; i < 3; i++) await ask()
  const before = await control.state.export()
  t.match(before.stubs, [
    { reply: { From: 'first' }, skip: 0, times: 2 },
    { error: { code: 'Throttling' }, params: { RegionId: 'cn-beijing' } },
  ])
  await control.state.save('mine')
  await control.stubs.clear()
  for (const restore of [() => control.state.import(before), () => control.state.restore('mine')]) {
    await restore()
    t.same(await control.state.export(), before)
    t.match(await control.stubs.list(), [{ id: 'stub-1', applied: 0 }, { id: 'stub-2' }])
    t.match([await ask(), await ask(), await ask()], [{ From: 'first' }, { From: 'first' }, { Code: 'Throttling' }])
  }
  await control.state.import({})
  t.same(await control.stubs.list(), [])
})

throughEveryDoor(t, 'an account gets the stubs of the world that it is made from', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const { id, keys } = await control.accounts.create({ world: withStubs })
  t.match(await control.stubs.list(), [
    { account: id, reply: { From: 'own' } },
    { account: id, reply: { From: 'all' } },
  ])
  t.equal((await call(action, {}, { as: keys[0] as never })).json.From, 'own')
  t.equal((await call(action)).json.Code, 'InvalidAction.NotFound')
})

t.test('stubs of a data file survive a restart, with their numbers', async t => {
  const data = `${t.testdir()}/emulator.db`
  const first = createEmulator({ data })
  first.stubs.add({ action, reply: {}, times: 1 })
  first.stubs.add({ action, reply: { From: 'file' }, times: 2 })
  await first.close()
  for (const [i, left] of [[{ id: 'stub-2' }], [{ id: 'stub-2', applied: 1 }], []].entries()) {
    const { emulator, call } = started(t, { data })
    await call(action)
    t.match(emulator.stubs.list(), left)
    t.equal(emulator.stubs.list().length, left.length, `after start ${i + 1}`)
    await emulator.close()
  }
})

t.test('a stub of an unknown account refuses its world', async t => {
  const world = { stubs: [{ action, reply: {}, account: 'nobody' }] }
  t.throws(() => emulatorFor(t, { world }), {
    message: /stubs\[0\]\.account should be the id of an account, not nobody/,
  })
})
