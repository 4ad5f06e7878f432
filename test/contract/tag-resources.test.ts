import t from 'tap'
import { described } from '../support/copies.ts'
import { type Answer, caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope } from '../support/refusals.ts'

const world = lifeWorld
const here = { RegionId: 'cn-chengdu', ResourceType: 'snapshot' }
const sound = { ...here, 'ResourceId.1': 's-sound' }

/** The tags of an answer, as `resource key=value`. */
const listed = ({ json }: Answer): string[] =>
  json.TagResources.TagResource.map((tag: Record<string, string>) => `${tag.ResourceId} ${tag.TagKey}=${tag.TagValue}`)

for (const door of doors) {
  t.test(`snapshots are tagged, listed and untagged, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world })))
    const two = { ...sound, 'ResourceId.7': 's-forever' }
    const tagged = await call('TagResources', {
      ...two,
      'Tag.1.Key': 'team',
      'Tag.1.Value': 'x',
      'Tag.20.Key': 'empty',
    })
    t.strictSame(tagged.json, { RequestId: checkEnvelope(t, tagged, 'JSON') })
    t.match(await described(call, { ...here, SnapshotIds: '["s-forever"]' }), {
      Tags: {
        Tag: [
          { TagKey: 'team', TagValue: 'x' },
          { TagKey: 'empty', TagValue: '' },
        ],
      },
    })
    const json = await call('ListTagResources', sound)
    t.strictSame(json.json, {
      RequestId: checkEnvelope(t, json, 'JSON'),
      NextToken: '',
      TagResources: {
        TagResource: [
          { ResourceId: 's-sound', ResourceType: 'snapshot', TagKey: 'team', TagValue: 'x' },
          { ResourceId: 's-sound', ResourceType: 'snapshot', TagKey: 'empty', TagValue: '' },
        ],
      },
    })
    const xml = await call('ListTagResources', { ...sound, 'Tag.1.Key': 'team', Format: 'XML' })
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><ListTagResourcesResponse>" +
        `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId><NextToken></NextToken><TagResources><TagResource>` +
        '<ResourceId>s-sound</ResourceId><ResourceType>snapshot</ResourceType><TagKey>team</TagKey>' +
        '<TagValue>x</TagValue></TagResource></TagResources></ListTagResourcesResponse>',
    )
    const untagged = await call('UntagResources', { ...two, 'TagKey.1': 'team', 'TagKey.2': 'never-there' })
    t.strictSame(untagged.json, { RequestId: checkEnvelope(t, untagged, 'JSON') })
    t.same(listed(await call('ListTagResources', two)), ['s-sound empty=', 's-forever empty='])
    await call('UntagResources', { ...sound, All: 'true' })
    t.same(listed(await call('ListTagResources', two)), ['s-forever empty='])
  })
}

t.test('without tags the list is empty', async t => {
  const { call } = started(t, { world })
  t.same((await call('ListTagResources', sound)).json.TagResources, { TagResource: [] })
})

t.test('a new value replaces the old one and keeps its position', async t => {
  const { call } = started(t, { world })
  await call('TagResources', { ...sound, 'Tag.1.Key': 'a', 'Tag.1.Value': '1', 'Tag.2.Key': 'b' })
  await call('TagResources', { ...sound, 'Tag.1.Key': 'a', 'Tag.1.Value': '2' })
  t.same(listed(await call('ListTagResources', sound)), ['s-sound a=2', 's-sound b='])
  t.equal((await described(call, { ...here, 'Tag.1.Key': 'a', 'Tag.1.Value': '1' }))?.SnapshotId, undefined)
  t.equal((await described(call, { ...here, 'Tag.1.Key': 'a', 'Tag.1.Value': '2' })).SnapshotId, 's-sound')
})

t.test('a snapshot with twenty tags may have one changed and one replaced', async t => {
  const { call } = started(t, { world })
  const full = { ...here, 'ResourceId.1': 's-tagged' }
  t.equal((await call('TagResources', { ...full, 'Tag.1.Key': 'k1', 'Tag.1.Value': 'new' })).status, 200)
  t.equal((await call('TagResources', { ...full, 'Tag.1.Key': 'k21' })).json.Code, 'OperationDenied.QuotaExceed')
  await call('UntagResources', { ...full, 'TagKey.1': 'k2' })
  t.equal((await call('TagResources', { ...full, 'Tag.1.Key': 'k21' })).status, 200)
})

t.test('a call tags all resources or none', async t => {
  const { call } = started(t, { world })
  const both = { ...sound, 'ResourceId.2': 's-tagged', 'Tag.1.Key': 'k21' }
  t.equal((await call('TagResources', both)).json.Code, 'OperationDenied.QuotaExceed')
  t.same(listed(await call('ListTagResources', sound)), [])
})

t.test('two keys of a call that differ only in case are duplicates', async t => {
  const { call } = started(t, { world })
  const code = async (key: string) =>
    (await call('TagResources', { ...sound, 'Tag.1.Key': 'Env', 'Tag.2.Key': key })).json.Code
  t.equal(await code('ENV'), 'TagKey.Duplication')
  t.equal(await code('Env'), 'Duplicate.TagKey')
})

t.test('ListTagResources selects by tag and by resource', async t => {
  const { call } = started(t, { world })
  const tag = (id: string, tags: Params) => call('TagResources', { ...here, 'ResourceId.1': id, ...tags })
  await tag('s-sound', { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', 'Tag.2.Key': 'team', 'Tag.2.Value': 'x' })
  await tag('s-forever', { 'Tag.1.Key': 'env', 'Tag.1.Value': 'live', 'Tag.2.Key': 'team', 'Tag.2.Value': 'x' })
  await tag('s-done', { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' })
  const table: readonly (readonly [string, Params, string[]])[] = [
    ['a key', { 'Tag.1.Key': 'env' }, ['s-sound env=test', 's-forever env=live', 's-done env=test']],
    ['a tag', { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' }, ['s-sound env=test', 's-done env=test']],
    [
      'two tags',
      { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', 'Tag.2.Key': 'team', 'Tag.2.Value': 'x' },
      ['s-sound env=test', 's-sound team=x'],
    ],
    ['a resource', { 'ResourceId.1': 's-done' }, ['s-done env=test']],
    ['a resource and a tag', { 'ResourceId.1': 's-sound', 'Tag.1.Key': 'team' }, ['s-sound team=x']],
    ['a resource that lacks the tag', { 'ResourceId.1': 's-done', 'Tag.1.Key': 'team' }, []],
    ['one resource twice', { 'ResourceId.1': 's-done', 'ResourceId.2': 's-done' }, ['s-done env=test']],
    ['a filter of a key', { 'TagFilter.1.TagKey': 'team' }, ['s-sound team=x', 's-forever team=x']],
    [
      'a filter of values',
      { 'TagFilter.1.TagKey': 'env', 'TagFilter.1.TagValues.1': 'live', 'TagFilter.1.TagValues.5': 'other' },
      ['s-forever env=live'],
    ],
    [
      'two filters',
      { 'TagFilter.1.TagKey': 'team', 'TagFilter.5.TagKey': 'env', 'TagFilter.5.TagValues.1': 'live' },
      ['s-forever env=live', 's-forever team=x'],
    ],
    ['an unknown tag', { 'Tag.1.Key': 'nothing' }, []],
  ]
  for (const [what, params, expected] of table) {
    t.same(listed(await call('ListTagResources', { ...here, ...params })), expected, what)
  }
})

t.test('filters outside their bounds are refused', async t => {
  const { call } = started(t, { world })
  const code = async (params: Params) => (await call('ListTagResources', { ...here, ...params })).json.Code
  t.equal(await code({ 'TagFilter.6.TagKey': 'a' }), 'InvalidTagFilter.Malformed')
  t.equal(await code({ 'TagFilter.0.TagKey': 'a' }), 'InvalidTagFilter.Malformed')
  t.equal(await code({ 'TagFilter.1.TagKey': '' }), 'InvalidTagFilter.Malformed')
  t.equal(await code({ 'TagFilter.1.TagKey': 'a', 'TagFilter.1.TagValues.0': 'x' }), 'NumberExceed.TagValues')
  t.equal(await code({ 'TagFilter.1.Colour': 'red', TagFilter: 'x' }), undefined, 'unknown parameters are ignored')
})

t.test('tags come in pages of a thousand, which stay stable while tags are added and removed', async t => {
  const tags = Array.from({ length: 10 }, (_, i) => ({ key: `k${i}`, value: 'x' }))
  const owner = { account: '1000000000000001', region: 'cn-chengdu' }
  const snapshots = Array.from({ length: 101 }, (_, i) => ({ id: `s-${String(i).padStart(3, '0')}`, ...owner, tags }))
  const { call } = started(t, { world: ['default', { snapshots }] })
  const all = { RegionId: 'cn-chengdu', ResourceType: 'snapshot' }
  const first = await call('ListTagResources', all)
  t.equal(listed(first).length, 1000, 'neither resources nor tags are named')
  const { NextToken } = first.json
  t.not(NextToken, '')
  const last = listed(first).at(-1) as string
  await call('UntagResources', { ...all, 'ResourceId.1': last.split(' ')[0] as string, All: 'true' })
  await call('TagResources', { ...all, 'ResourceId.1': 's-100', 'Tag.1.Key': 'new', 'Tag.1.Value': 'y' })
  const second = await call('ListTagResources', { ...all, NextToken })
  t.equal(listed(second).at(-1), 's-100 new=y')
  t.equal(second.json.NextToken, '')
  const before = snapshots.flatMap(({ id }) => tags.map(({ key }) => `${id} ${key}=x`))
  const seen = new Set([...listed(first), ...listed(second)])
  t.same(
    before.filter(tag => !seen.has(tag) && !tag.startsWith(last.split(' ')[0] as string)),
    [],
  )

  const refused = { status: 403, json: { Code: 'Invalid.NextToken' } }
  for (const token of [`${NextToken}A`, `x${NextToken}`, 'caeba0bbb2be03f84eb48b699f0a4883']) {
    t.match(await call('ListTagResources', { ...all, NextToken: token }), refused, token)
  }
  t.same(listed(await call('ListTagResources', { ...all, RegionId: 'us-east-1', NextToken })), [])
  const as = { id: 'testid-not-whitelisted', secret: 'testsecret' }
  t.same(listed(await call('ListTagResources', { ...all, NextToken }, { as })), [], 'of another account')
})

t.test("another account's, another region's and expired snapshots are not found", async t => {
  const { call, at } = startedOnMovingClock(t, { world })
  const as = { id: 'testid-not-whitelisted', secret: 'testsecret' }
  for (const action of ['TagResources', 'UntagResources', 'ListTagResources']) {
    const params = { ...sound, 'Tag.1.Key': 'a', ...(action === 'UntagResources' && { 'TagKey.1': 'a' }) }
    const code = async (more: Params = {}, options = {}) =>
      (await call(action, { ...params, ...more }, options)).json.Code
    t.equal(await code(), undefined)
    t.equal(await code({}, { as }), 'InvalidResourceId.NotFound')
    t.equal(await code({ RegionId: 'us-east-1' }), 'InvalidResourceId.NotFound')
    at(29 * 86_400_000)
    t.equal(await code(), 'InvalidResourceId.NotFound')
    at(0)
  }
})
