import fc from 'fast-check'
import t from 'tap'
import { createEmulator } from '../../src/index.ts'
import { caller, testTime } from '../support/emulator.ts'
import { seeded } from './settings.ts'

/** The searchable members of a world's snapshot. */
interface Made {
  readonly minutesAgo: number
  readonly region: string
  readonly status: 'accomplished' | 'failed' | 'progressing'
  readonly tags: readonly { readonly key: string; readonly value: string }[]
  /** Whether it has expired. */
  readonly expired: boolean
}

interface Search {
  readonly status: Made['status'] | undefined
  readonly tag: { readonly key: string; readonly value: string | undefined } | undefined
}

const region = 'cn-beijing'
const key = fc.constantFrom('a', 'b')
const value = fc.constantFrom('', '1', '2')
const status = fc.constantFrom('accomplished' as const, 'failed' as const, 'progressing' as const)

const made: fc.Arbitrary<Made> = fc.record({
  // Few distinct times, so that many are equal.
  minutesAgo: fc.integer({ min: 0, max: 3 }),
  region: fc.constantFrom(region, region, 'cn-shanghai'),
  status,
  tags: fc.uniqueArray(fc.record({ key, value }), { selector: tag => tag.key, maxLength: 2 }),
  expired: fc.boolean(),
})

const search: fc.Arbitrary<Search> = fc.record({
  status: fc.option(status, { nil: undefined }),
  tag: fc.option(fc.record({ key, value: fc.option(fc.constantFrom('1', '2'), { nil: undefined }) }), {
    nil: undefined,
  }),
})

const worldOf = (snapshots: readonly Made[]) => ({
  accounts: [{ id: '1', keys: [{ id: 'testid', secret: 'testsecret' }] }],
  snapshots: snapshots.map(({ minutesAgo, region, status, tags, expired }, i) => ({
    id: `s-${i}`,
    account: '1',
    region,
    status,
    tags,
    createdAt: expired ? `now-${24 * 60 + minutesAgo}m` : `now-${minutesAgo}m`,
    ...(expired && { retentionDays: 1 }),
  })),
})

/** The expected result of a search, newest first; at equal times the last one made is first. */
const expected = (snapshots: readonly Made[], { status, tag }: Search): string[] =>
  snapshots
    .map((snapshot, i) => ({ ...snapshot, i }))
    .filter(one => one.region === region && !one.expired)
    .filter(one => status === undefined || one.status === status)
    .filter(one => {
      const found = one.tags.find(({ key }) => key === tag?.key)
      return tag === undefined || (found !== undefined && (tag.value === undefined || found.value === tag.value))
    })
    .sort((a, b) => a.minutesAgo - b.minutesAgo || b.i - a.i)
    .map(({ i }) => `s-${i}`)

const paramsOf = ({ status, tag }: Search) => ({
  RegionId: region,
  ...(status && { Status: status }),
  ...(tag && { 'Tag.1.Key': tag.key, ...(tag.value && { 'Tag.1.Value': tag.value }) }),
})

type Call = ReturnType<typeof caller>

const idsOf = (json: { Snapshots: { Snapshot: { SnapshotId: string }[] } }): string[] =>
  json.Snapshots.Snapshot.map(({ SnapshotId }) => SnapshotId)

const byNumber = async (call: Call, params: ReturnType<typeof paramsOf>, size: number) => {
  const ids: string[] = []
  const totals = new Set<number>()
  for (let page = 1; page === 1 || ids.length === (page - 1) * size; page++) {
    const { json } = await call('DescribeSnapshots', { ...params, PageSize: String(size), PageNumber: String(page) })
    totals.add(json.TotalCount)
    ids.push(...idsOf(json))
  }
  return { ids, totals: [...totals] }
}

const byToken = async (call: Call, params: ReturnType<typeof paramsOf>): Promise<string[]> => {
  const ids: string[] = []
  let NextToken = ''
  do {
    const { json } = await call('DescribeSnapshots', { ...params, MaxResults: '10', NextToken })
    ids.push(...idsOf(json))
    NextToken = json.NextToken
  } while (NextToken !== '')
  return ids
}

await t.test('pages by number and by token contain each expected result once and in order', async t => {
  const snapshots = fc.array(made, { maxLength: 40, size: 'max' })
  await fc.assert(
    fc.asyncProperty(snapshots, search, fc.integer({ min: 1, max: 12 }), async (all, wanted, size) => {
      await using emulator = createEmulator({
        world: worldOf(all),
        clock: new Date(testTime),
        machineClock: () => testTime,
      })
      const call = caller(request => emulator.inject(request))
      const ids = expected(all, wanted).join()
      const numbered = await byNumber(call, paramsOf(wanted), size)
      const counted = numbered.totals.join() === String(expected(all, wanted).length)
      return counted && numbered.ids.join() === ids && (await byToken(call, paramsOf(wanted))).join() === ids
    }),
    { ...seeded, numRuns: 60 },
  )
  t.pass('for every example')
})
