import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkRefusal } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const region = { RegionId: 'cn-hangzhou' }

/** Resources with the tag `a: b`, and others without, by type. */
const resources = {
  disk: ['d-data', 'd-free'],
  image: ['m-plain', 'm-used'],
  instance: ['i-web', 'i-idle'],
} as const

type Call = ReturnType<typeof caller>

const listed = async (call: Call, params: Params): Promise<string[]> =>
  (await call('ListTagResources', { ...region, ...params })).json.TagResources.TagResource.map(
    ({ ResourceId, TagKey, TagValue }: Params) => `${ResourceId} ${TagKey}=${TagValue}`,
  )

for (const door of doors) {
  for (const [ResourceType, [tagged, other]] of Object.entries(resources)) {
    t.test(`a ${ResourceType} is tagged, listed by tags and untagged, ${door.name}`, async t => {
      const emulator = emulatorFor(t, { world: restoreWorld })
      const call = caller(await door.open(emulator))
      const type = { ResourceType }
      const both = { 'ResourceId.1': tagged, 'ResourceId.2': other }
      t.same(await listed(call, type), [`${tagged} a=b`])
      const tags = { 'Tag.1.Key': 'a', 'Tag.1.Value': 'c', 'Tag.2.Key': 'd' }
      t.equal((await call('TagResources', { ...region, ...type, ...both, ...tags })).status, 200)
      t.same(new Set(await listed(call, type)), new Set([tagged, other].flatMap(id => [`${id} a=c`, `${id} d=`])))
      t.same(await listed(call, { ...type, 'ResourceId.1': other }), [`${other} a=c`, `${other} d=`])
      t.same(await listed(call, { ...type, 'ResourceId.1': other, 'Tag.1.Key': 'd' }), [`${other} d=`])
      t.same(await listed(call, { ...type, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' }), [])
      const either = { 'TagFilter.1.TagKey': 'a', 'TagFilter.1.TagValues.1': 'b', 'TagFilter.1.TagValues.2': 'c' }
      t.equal((await listed(call, { ...type, ...either })).length, 2)
      await call('UntagResources', { ...region, ...type, 'ResourceId.1': other, 'TagKey.1': 'a', 'TagKey.2': 'x' })
      await call('UntagResources', { ...region, ...type, 'ResourceId.1': tagged, All: 'true' })
      t.same(await listed(call, type), [`${other} d=`])
      const before = emulator.state.export()
      emulator.state.import(before)
      t.same(emulator.state.export(), before)
    })
  }
}

t.test('the tags of every type have the rules of those of snapshots', async t => {
  const { call } = started(t, { world: restoreWorld })
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`]))
  for (const [ResourceType, [tagged = '']] of Object.entries(resources)) {
    const named = { ...region, ResourceType, 'ResourceId.1': tagged }
    checkRefusal(t, await call('TagResources', { ...named, ...many }), '400 OperationDenied.QuotaExceed')
    checkRefusal(t, await call('TagResources', { ...named, 'Tag.1.Key': 'A' }), '403 TagKey.Duplication')
    for (const id of ['x-none', 's-system']) {
      const none = { ...named, 'ResourceId.2': id, 'Tag.1.Key': 'x' }
      checkRefusal(t, await call('TagResources', none), '404 InvalidResourceId.NotFound')
    }
    const elsewhere = { ...named, RegionId: 'us-east-1', 'Tag.1.Key': 'x' }
    checkRefusal(t, await call('TagResources', elsewhere), '404 InvalidResourceId.NotFound')
  }
})

t.test('a page of the tags of disks follows a token', async t => {
  const tags = Array.from({ length: 20 }, (_, i) => ({ key: `k${i}`, value: String(i) }))
  const here = { account: '1001', region: region.RegionId, tags }
  const disks = Array.from({ length: 51 }, (_, i) => ({ id: `d-${i}`, ...here }))
  const { call } = started(t, { world: { ...restoreWorld, disks, images: [] } })
  const type = { ...region, ResourceType: 'disk' }
  const first = (await call('ListTagResources', type)).json
  t.equal(first.TagResources.TagResource.length, 1000)
  const rest = (await call('ListTagResources', { ...type, NextToken: first.NextToken })).json
  t.same(
    rest.TagResources.TagResource.map(({ ResourceId, TagKey }: Params) => `${ResourceId} ${TagKey}`),
    tags.map(({ key }) => `d-50 ${key}`),
  )
  t.equal(rest.NextToken, '')
})
