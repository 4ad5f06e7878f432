import t from 'tap'
import { actionsOf } from '../../src/actions/index.ts'
import { described } from '../support/copies.ts'
import { goodCopy, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import type { Params } from '../support/oracle.ts'

/** Every list of every action: its action, name and the field of its members. */
const lists = (['2021', '2025'] as const).flatMap(contract =>
  actionsOf(contract).flatMap(({ name, params }) =>
    Object.entries(params)
      .filter(([, { type }]) => type === 'list')
      .map(([list, { field }]) => ({ contract, action: name, list, end: field === undefined ? '' : `.${field}` })),
  ),
)

await t.test('every list names the members that it does not read as ineffective', async t => {
  t.ok(lists.length >= 10)
  for (const { contract, action, list, end } of lists) {
    const { call, emulator } = started(t, { contract })
    const odd = ['', '.01', '.001', '.00', '.-0', '.-01', '.1.', '.N', '.1.Colour', '.x']
    const unread = odd.map(number =>
      number.includes('Colour') ? `${list}${number}` : `${list}${number}${number && end}`,
    )
    const sent = Object.fromEntries([...unread, `${list}.2${end}`, `${list}.0${end}`].map(name => [name, 'a']))
    await call(action, sent)
    t.same(new Set(emulator.requests.list()[0]?.ineffective), new Set(unread), `${contract} ${action} ${list}`)
  }
})

await t.test('the names of fields keep their case, and a list with fields has no bare members', async t => {
  const { call, emulator } = started(t)
  await call('CopySnapshot', { ...goodCopy, 'Tag.1.Key': 'k', 'Tag.1.value': 'v', 'Tag.2': 'k', 'Tag.3.Key.1': 'k' })
  await call('ListTagResources', {
    'TagFilter.1.TagKey': 'k',
    'TagFilter.1.TagValues': 'v',
    'TagFilter.1.TagValues.1': 'v',
  })
  await call('ListTagResources', { 'TagFilter.1.TagValues.01': 'v', 'TagFilter.01.TagValues.1': 'v' })
  t.same(
    emulator.requests.list().map(({ ineffective }) => ineffective.toSorted()),
    [
      ['Tag.1.value', 'Tag.2', 'Tag.3.Key.1'],
      ['TagFilter.1.TagValues'],
      ['TagFilter.01.TagValues.1', 'TagFilter.1.TagValues.01'],
    ],
  )
})

await t.test('a member with leading zeros has no effect, whatever its number', async t => {
  const { call, emulator } = started(t, { world: lifeWorld, copySeconds: 0 })
  const zeros: Params = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`Tag.${'0'.repeat(1 + Math.floor(i / 20))}${1 + (i % 20)}.Key`, `k-${i}`]),
  )
  const here = { RegionId: 'cn-chengdu', ResourceType: 'snapshot' }
  const sound = { ...here, 'ResourceId.1': 's-sound' }
  t.equal((await call('TagResources', { ...sound, ...zeros, 'Tag.1.Key': 'one' }, { method: 'POST' })).status, 200)
  t.match(await described(call, { ...here, SnapshotIds: '["s-sound"]' }), { Tags: { Tag: [{ TagKey: 'one' }] } })
  t.equal((await call('TagResources', { ...sound, 'Tag.01.Key': 'two' })).json.Code, 'MissingParameter.Tags')
  t.equal((await call('UntagResources', { ...sound, 'TagKey.01': 'one' })).json.Code, 'MissingParameter.Tags')
  const listed = async (params: Params) =>
    (await call('ListTagResources', { ...here, ...params })).json.TagResources?.TagResource.length
  t.equal(await listed({ 'ResourceId.01': 's-sound', 'Tag.1.Key': 'one' }), 1)
  t.equal(await listed({ 'TagFilter.1.TagKey': 'one', 'TagFilter.1.TagValues.01': 'other' }), 1)
  t.equal(await emulator.requests.count({ tags: { 'k-0': '' } }), 0, 'and no query for tags finds it')
  t.equal(await emulator.requests.count({ tags: { one: '' } }), 2)
})
