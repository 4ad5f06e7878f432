import t from 'tap'
import type { World } from '../../src/index.ts'
import { caller, doors, emulatorFor, goodCopy, started } from '../support/emulator.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import type { Params } from '../support/oracle.ts'
import { checkRefusal, invalid } from '../support/refusals.ts'

/** Four snapshots with one-letter ids; `a` is the newest. */
const world: World = {
  accounts: [{ id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }],
  snapshots: [
    { id: 'a', tags: [] },
    { id: 'b', status: 'failed' as const, tags: [{ key: 'env', value: 'test' }] },
    {
      id: 'c',
      status: 'progressing' as const,
      tags: [
        { key: 'env', value: 'live' },
        { key: 'team', value: 'x' },
      ],
    },
    {
      id: 'd',
      tags: [
        { key: 'env', value: 'test' },
        { key: 'team', value: 'x' },
        { key: 'Env', value: '' },
      ],
    },
  ].map((snapshot, i) => ({ ...snapshot, account: '1001', region: 'cn-chengdu', createdAt: `now-${i + 1}h` })),
}

/** The expected ids, as one word. */
const found: readonly (readonly [what: string, params: Params, ids: string])[] = [
  ['no filter', {}, 'abcd'],
  ['an empty SnapshotIds', { SnapshotIds: '' }, 'abcd'],
  ['one id', { SnapshotIds: '["b"]' }, 'b'],
  ['several ids in any order, one of them twice', { SnapshotIds: ' [ "d", "a", "d" ] ' }, 'ad'],
  ['an id that is not there', { SnapshotIds: '["z"]' }, ''],
  ['some ids that are not there', { SnapshotIds: '["z", "b", ""]' }, 'b'],
  ['an id in another case', { SnapshotIds: '["A"]' }, ''],
  ['a text that looks like SQL', { SnapshotIds: '["\' OR 1=1 --"]' }, ''],
  ['99 ids', { SnapshotIds: JSON.stringify([...Array(98).fill('z'), 'c']) }, 'c'],
  ['100 ids', { SnapshotIds: JSON.stringify([...Array(99).fill('z'), 'c']) }, 'c'],
  ['every status', { Status: 'all' }, 'abcd'],
  ['an empty Status', { Status: '' }, 'abcd'],
  ['accomplished ones', { Status: 'accomplished' }, 'ad'],
  ['progressing ones', { Status: 'progressing' }, 'c'],
  ['failed ones', { Status: 'failed' }, 'b'],
  ['a tag', { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' }, 'bd'],
  ['a tag in lower-case spelling', { 'Tag.1.key': 'env', 'Tag.1.value': 'test' }, 'bd'],
  ['a tag key alone', { 'Tag.1.Key': 'team' }, 'cd'],
  ['a tag key alone in lower-case spelling', { 'Tag.1.key': 'team' }, 'cd'],
  ['a tag key in another case', { 'Tag.1.Key': 'Env' }, 'd'],
  ['a part of a tag key', { 'Tag.1.Key': 'en' }, ''],
  ['a part of a tag value', { 'Tag.1.Key': 'env', 'Tag.1.Value': 'tes' }, ''],
  ['two tags', { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', 'Tag.2.Key': 'team', 'Tag.2.Value': 'x' }, 'd'],
  ['a tag and a tag key', { 'Tag.1.Key': 'team', 'Tag.2.Key': 'env', 'Tag.2.Value': 'live' }, 'c'],
  ['three tags', { 'Tag.1.Key': 'team', 'Tag.2.Key': 'env', 'Tag.3.Key': 'Env' }, 'd'],
  [
    'two values of one key',
    { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', 'Tag.2.Key': 'env', 'Tag.2.Value': 'live' },
    '',
  ],
  ['tags with a gap in N', { 'Tag.20.Key': 'env', 'Tag.7.Key': 'team' }, 'cd'],
  ['twenty tags', Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`Tag.${i + 1}.Key`, 'team'])), 'cd'],
  ['a bare Tag.N', { 'Tag.1': 'env', 'Tag.21': 'env' }, 'abcd'],
  ['fields that tags do not have', { 'Tag.1.Colour': 'red', 'Tag.21.Colour': 'red' }, 'abcd'],
  ['ids, status and tags together', { SnapshotIds: '["b","d"]', Status: 'failed', 'Tag.1.Key': 'env' }, 'b'],
  ['filters that no snapshot meets together', { SnapshotIds: '["a"]', Status: 'failed' }, ''],
  ['unknown parameters', { Filter: 'x', constructor: 'x', 'Filter.1': 'x' }, 'abcd'],
]

const notMatched = '400 InvalidTag.Mismatch'
const tooMany = '400 InvalidTagCount'
const tooManyIds = '403 InvalidSnapshotIds.Malformed'
const noStatus = '404 InvalidStatus.NotFound'

const refused: readonly (readonly [what: string, params: Params, expected: string])[] = [
  ['a bare id', { SnapshotIds: 'b' }, invalid('SnapshotIds')],
  ['ids with commas alone', { SnapshotIds: 'a,b' }, invalid('SnapshotIds')],
  ['a list that does not end', { SnapshotIds: '["a"' }, invalid('SnapshotIds')],
  ['a JSON text', { SnapshotIds: '"a"' }, invalid('SnapshotIds')],
  ['a JSON object', { SnapshotIds: '{"0":"a"}' }, invalid('SnapshotIds')],
  ['a JSON null', { SnapshotIds: 'null' }, invalid('SnapshotIds')],
  ['a list of numbers', { SnapshotIds: '["a", 1]' }, invalid('SnapshotIds')],
  ['a list of lists', { SnapshotIds: '[["a"]]' }, invalid('SnapshotIds')],
  ['101 ids', { SnapshotIds: JSON.stringify(Array(101).fill('a')) }, tooManyIds],
  ['an unknown status', { Status: 'deleted' }, noStatus],
  ['a tag value without a key', { 'Tag.1.Value': 'test' }, notMatched],
  ['a tag value without a key beside a tag', { 'Tag.1.Key': 'env', 'Tag.2.Value': 'x' }, notMatched],
  ['an empty tag key', { 'Tag.1.Key': '', 'Tag.1.Value': 'test' }, notMatched],
  ['an N of 21', { 'Tag.21.Key': 'env' }, tooMany],
  ['an N of 21 in lower-case spelling', { 'Tag.21.key': 'env' }, tooMany],
  ['an N of 0', { 'Tag.0.Key': 'env' }, tooMany],
  ['twenty-one tags', Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`Tag.${i + 1}.Key`, 'team'])), tooMany],
]

for (const door of doors) {
  t.test(`filters select snapshots, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world })))
    for (const [what, params, ids] of found) {
      const { json } = await call('DescribeSnapshots', { RegionId: 'cn-chengdu', ...params })
      t.equal(json.Snapshots?.Snapshot.map((s: { SnapshotId: string }) => s.SnapshotId).join(''), ids, what)
      t.equal(json.TotalCount, ids.length, `${what}: the total`)
    }
  })
}

t.test('malformed filters are refused', async t => {
  const { call } = started(t, { world })
  for (const [what, params, expected] of refused) {
    await t.test(what, async t => {
      checkRefusal(t, await call('DescribeSnapshots', { RegionId: 'cn-chengdu', ...params }), expected)
    })
  }
})

t.test('a snapshot is found in its own region only', async t => {
  const { call } = started(t, { world })
  const { json } = await call('DescribeSnapshots', { RegionId: 'cn-hangzhou', SnapshotIds: '["a"]' })
  t.equal(json.TotalCount, 0)
})

t.test('the status filter uses the current status', async t => {
  const { call, at } = startedOnMovingClock(t)
  await call('CopySnapshot', goodCopy)
  const total = async (Status: string) =>
    (await call('DescribeSnapshots', { RegionId: 'us-east-1', Status })).json.TotalCount
  for (const [ms, progressing, accomplished] of [
    [1999, 1, 0],
    [2000, 0, 1],
  ] as const) {
    at(ms)
    t.equal(await total('progressing'), progressing)
    t.equal(await total('accomplished'), accomplished)
  }
})

t.test('an empty list of ids does not filter, like an empty text', async t => {
  const { call } = started(t)
  const all = (await call('DescribeSnapshots', { RegionId: 'cn-chengdu' })).json.TotalCount
  for (const SnapshotIds of ['[]', '']) {
    t.equal((await call('DescribeSnapshots', { RegionId: 'cn-chengdu', SnapshotIds })).json.TotalCount, all)
  }
})
