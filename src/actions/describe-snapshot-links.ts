import type { Disk } from '../model/disk.ts'
import type { SnapshotLink } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { integer, jsonArray, optional, required, text, withDefault } from '../wire/params.ts'
import { type Answer, defineAction, type MemberTable } from './action.ts'
import { regionExists } from './shared-rules.ts'

/** Facts for the rules. */
interface Facts {
  readonly region: Region | undefined
  /** The disks of the call's instance; undefined when the call names none. */
  readonly attached: readonly Disk[] | undefined
}

/** Returns the ids of disks in both lists. An absent list includes every disk. */
const inBoth = (ids: readonly string[] | undefined, attached: readonly Disk[] | undefined) => {
  if (attached === undefined) return ids
  const others = attached.map(disk => disk.id)
  return ids?.filter(id => others.includes(id)) ?? others
}

const linkMembers: MemberTable = {
  SnapshotLinkId: '2024',
  RegionId: '2024',
  SourceDiskId: '2024',
  SourceDiskName: '2024',
  SourceDiskSize: '2024',
  SourceDiskType: '2024',
  InstanceId: '2024',
  InstanceName: '2024',
  TotalCount: '2024',
  TotalSize: '2024',
  Category: '2024',
  InstantAccess: '2024',
}

/** Describes a chain. Members that come from the disk are empty when the disk no longer exists. */
const describe = (link: SnapshotLink, regionId: string, disk: Disk | undefined): Answer => ({
  SnapshotLinkId: link.id,
  RegionId: regionId,
  SourceDiskId: link.diskId,
  SourceDiskName: disk?.name ?? '',
  SourceDiskSize: link.diskSize,
  SourceDiskType: link.diskType,
  InstanceId: disk?.instanceId ?? '',
  InstanceName: disk?.instanceName ?? '',
  TotalCount: link.count,
  TotalSize: link.bytes,
  Category: link.category,
  InstantAccess: link.instantAccess,
})

/** Lists the snapshot chains of a region. */
export const describeSnapshotLinks = defineAction({
  name: 'DescribeSnapshotLinks',
  params: {
    RegionId: required(text(), '2024'),
    InstanceId: optional(text(), '2024'),
    DiskIds: optional(jsonArray({ max: 100, refusal: 'InvalidDiskIds', malformed: 'InvalidDiskIds' }), '2024'),
    SnapshotLinkIds: optional(
      jsonArray({ max: 100, refusal: 'InvalidSnapshotLinkIds', malformed: 'InvalidSnapshotLinkIds' }),
      '2024',
    ),
    PageNumber: withDefault(integer({ min: 1 }), '2024', 1),
    PageSize: withDefault(integer({ min: 1, max: 100 }), '2024', 10),
  },
  members: {
    PageNumber: '2024',
    TotalCount: '2024',
    PageSize: '2024',
    SnapshotLinks: { SnapshotLink: [linkMembers] },
  },
  find: ({ account, state }, { RegionId, InstanceId }): Facts => ({
    region: state.regions.find(RegionId),
    attached: InstanceId === undefined ? undefined : state.disks.ofInstance(account.id, RegionId, InstanceId),
  }),
  rules: [
    { ...regionExists, evidence: '2024', refusal: 'InvalidRegionId' },
    {
      says: 'The instance has a disk in the region.',
      evidence: '2024',
      refusal: 'InvalidInstanceId.NotFound',
      holds: ({ attached }) => attached?.length !== 0,
    },
  ],
  handle({ account, state, now }, params, { attached }) {
    const { RegionId, PageNumber, PageSize } = params
    const filter = { ids: params.SnapshotLinkIds, diskIds: inBoth(params.DiskIds, attached) }
    const page = { offset: (PageNumber - 1) * PageSize, limit: PageSize }
    const { total, links } = state.snapshots.links(account.id, RegionId, filter, page, now)
    return {
      PageNumber,
      TotalCount: total,
      PageSize,
      SnapshotLinks: {
        SnapshotLink: links.map(link => describe(link, RegionId, state.disks.find(account.id, link.diskId))),
      },
    }
  },
})
