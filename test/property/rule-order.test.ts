import fc from 'fast-check'
import t from 'tap'
import { goodCopy, started } from '../support/emulator.ts'
import { seeded } from './settings.ts'

/** What can be wrong with a copy, in the order in which it is noticed: parameters as documented, then the rules. */
const faults = [
  ['SnapshotId', 'MissingParameter'],
  ['RegionId', 'MissingParameter'],
  ['DestinationRegionId', 'MissingParameter'],
  ['name', 'InvalidSnapshotName.Malformed'],
  ['description', 'InvalidDescription.Malformed'],
  ['retention', 'InvalidRetentionDays.Malformed'],
  ['tag key', 'InvalidTagKey.Malformed'],
  ['token', 'InvalidParameter'],
  ['service', 'InvalidAccountStatus.SnapshotServiceUnavailable'],
  ['white list', 'InvalidUser.NotInWhiteList'],
  ['balance', 'InvalidAccountStatus.NotEnoughBalance'],
  ['origin', 'InvalidRegionId.MalFormed'],
  ['destination', 'InvalidRegionId.NotExists'],
  ['same region', 'InvalidOperation.NotSupportCopyInSameRegion'],
  ['source', 'InvalidSnapshotId.NotFound'],
  ['ready', 'InvalidSnapshotId.NotReady'],
  ['category', 'InvalidSnapshotCategory.NotSupportCopy'],
  ['encrypted', 'InvalidSnapshotId.EncryptedNotSupport'],
] as const

type Fault = (typeof faults)[number][0]

const origin = 'cn-chengdu'
const combinations = Array.from(
  { length: 8 },
  (_, i) => [i & 1, i & 2, i & 4].map(Boolean) as [boolean, boolean, boolean],
)

/** An account and a snapshot for every combination of what can be wrong with them. */
const world = {
  accounts: combinations.map(([closed, unlisted, poor], i) => ({
    id: String(i),
    keys: [{ id: `key-${i}`, secret: 'testsecret' }],
    snapshotService: !closed,
    copyWhitelisted: !unlisted,
    balance: poor ? 0 : 100,
  })),
  snapshots: combinations.flatMap((_, account) =>
    combinations.map(([pending, local, encrypted], i) => ({
      id: `s-${i}`,
      account: String(account),
      region: origin,
      status: pending ? ('progressing' as const) : ('accomplished' as const),
      category: local ? ('local' as const) : ('standard' as const),
      encrypted,
    })),
  ),
}

const indexOf = (...flags: readonly boolean[]): number => flags.reduce((sum, flag, i) => sum + (flag ? 2 ** i : 0), 0)

const callOf = (has: (fault: Fault) => boolean) => {
  const source = has('source') ? 's-none' : `s-${indexOf(has('ready'), has('category'), has('encrypted'))}`
  const region = has('origin') ? 'nowhere-1' : origin
  const destination = has('same region') ? region : 'us-east-1'
  return {
    key: `key-${indexOf(has('service'), has('white list'), has('balance'))}`,
    params: {
      ...goodCopy,
      SnapshotId: has('SnapshotId') ? '' : source,
      RegionId: has('RegionId') ? '' : region,
      DestinationRegionId: has('DestinationRegionId') ? '' : has('destination') ? 'nowhere-2' : destination,
      ...(has('name') && { DestinationSnapshotName: '1' }),
      ...(has('description') && { DestinationSnapshotDescription: 'http://a' }),
      ...(has('retention') && { RetentionDays: '0' }),
      ...(has('tag key') && { 'Tag.1.Key': 'acs:a' }),
      ...(has('token') && { ClientToken: '\u00e9' }),
    },
  }
}

/** What a call with these faults is answered with. */
const noticed = (chosen: ReadonlySet<Fault>): string => {
  const first = faults.find(([fault]) => chosen.has(fault))
  return first?.[1] ?? 'Success'
}

await t.test(
  'of any faults at once the first in the order of the documentation is named, and nothing is stored',
  async t => {
    const { call } = started(t, { world })
    const sound = { as: { id: 'key-0', secret: 'testsecret' } }
    let copies = 0
    await fc.assert(
      fc.asyncProperty(fc.subarray(faults.map(([fault]) => fault)), async chosen => {
        const wrong = new Set(chosen)
        const { key, params } = callOf(fault => wrong.has(fault))
        const { json } = await call('CopySnapshot', params, { as: { id: key, secret: 'testsecret' } })
        if (json.Code === undefined) copies++
        const { TotalCount } = (await call('DescribeSnapshots', { RegionId: 'us-east-1' }, sound)).json
        return (json.Code ?? 'Success') === noticed(wrong) && TotalCount === copies
      }),
      { ...seeded, numRuns: 500 },
    )
    t.ok(copies > 0, 'some had no fault')
  },
)
