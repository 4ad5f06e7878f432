import type { Probe } from '../probe.ts'

const name = { DestinationSnapshotName: 'http://no' }
const wrongName = 'InvalidSnapshotName.Malformed'

/** A copy of a real snapshot that two documented refusals forbid. */
const copy = (what: string, params: Probe['params'], guards: readonly string[]): Probe => ({
  name: `copy of the snapshot: ${what}`,
  action: 'CopySnapshot',
  params: {
    SnapshotId: '$snapshot',
    DestinationRegionId: '$other',
    RetentionDays: '1',
    ClientToken: '$name',
    ...params,
  },
  settles: ['Order of the rules'],
  class: 'snapshot',
  guards,
})

/** Calls that name one real snapshot, which none of them can copy or change. */
export const withSnapshotProbes: readonly Probe[] = [
  copy('a wrong name and the same region', { ...name, DestinationRegionId: '$region' }, [
    wrongName,
    'InvalidOperation.NotSupportCopyInSameRegion',
  ]),
  copy('a wrong name and an unknown region', { ...name, RegionId: 'xx-none-1' }, [
    wrongName,
    'InvalidRegionId.MalFormed',
  ]),
  copy('a wrong name and description', { ...name, DestinationSnapshotDescription: 'http://no' }, [
    wrongName,
    'InvalidDescription.Malformed',
  ]),
  copy(
    'a wrong description and the same region',
    { DestinationSnapshotDescription: 'http://no', DestinationRegionId: '$region' },
    ['InvalidDescription.Malformed', 'InvalidOperation.NotSupportCopyInSameRegion'],
  ),
  copy('a repeated tag key and a wrong name', { ...name, 'Tag.1.Key': 'k', 'Tag.2.Key': 'k' }, [
    wrongName,
    'Duplicate.TagKey',
  ]),
  {
    name: 'the snapshot',
    action: 'DescribeSnapshots',
    params: { SnapshotIds: '["$snapshot"]' },
    settles: ['What a copy looks like', 'Ids'],
    class: 'snapshot',
    guards: [],
  },
]
