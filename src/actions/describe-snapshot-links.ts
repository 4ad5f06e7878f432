import type { Disk } from '../model/disk.ts'
import type { Instance } from '../model/instance.ts'
import type { SnapshotLink } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { pageToken, readPageToken } from '../wire/page-token.ts'
import { integer, jsonArray, optional, required, text, withDefault } from '../wire/params.ts'
import { type Answer, defineAction, type MemberTable } from './action.ts'
import { instanceOf, regionExists } from './shared-rules.ts'

/** Facts for the rules. */
interface Facts {
  readonly region: Region | undefined
  /** The disks of the call's instance; undefined when the call names none. */
  readonly attached: readonly Disk[] | undefined
  /** The id of the last chain of the page before; undefined when NextToken is invalid. */
  readonly after: string | undefined
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
const describe = (link: SnapshotLink, regionId: string, disk: Disk | undefined, instance?: Instance): Answer => ({
  SnapshotLinkId: link.id,
  RegionId: regionId,
  SourceDiskId: link.diskId,
  SourceDiskName: disk?.name ?? '',
  SourceDiskSize: link.diskSize,
  SourceDiskType: link.diskType,
  InstanceId: instance?.id ?? '',
  InstanceName: instance?.name ?? '',
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
    NextToken: optional(text(), 'sdk: @alicloud/ecs20140526'),
    MaxResults: optional(integer({ min: 1 }), 'sdk: below 10 is 10 and above 100 is 100, in @alicloud/ecs20140526'),
  },
  members: {
    PageNumber: '2024',
    TotalCount: '2024',
    PageSize: '2024',
    NextToken: 'sdk: @alicloud/ecs20140526; empty on the last page, as of DescribeSnapshots',
    SnapshotLinks: { SnapshotLink: [linkMembers] },
  },
  find: ({ account, state, now }, { RegionId, InstanceId, NextToken }): Facts => ({
    region: state.regions.find(RegionId),
    attached:
      InstanceId === undefined
        ? undefined
        : state.disks.ofInstance(account.id, InstanceId, now).filter(({ regionId }) => regionId === RegionId),
    after: NextToken === undefined ? '' : readPageToken<[string]>(NextToken, part => typeof part === 'string', 1)?.[0],
  }),
  rules: [
    { ...regionExists, evidence: '2024', refusal: 'InvalidRegionId' },
    {
      says: 'The instance has a disk in the region.',
      evidence: '2024',
      refusal: 'InvalidInstanceId.NotFound',
      holds: ({ attached }) => attached?.length !== 0,
    },
    {
      says: 'NextToken is a token of an earlier page.',
      evidence: 'assumed: decision “Pages by token”',
      refusal: 'InvalidParameter',
      detail: 'NextToken',
      holds: ({ after }) => after !== undefined,
    },
  ],
  handle({ account, state, now }, params, facts) {
    const { attached, after } = facts as Facts & { after: string }
    const { RegionId, NextToken, MaxResults } = params
    const byToken = NextToken !== undefined || MaxResults !== undefined
    const PageNumber = byToken ? 1 : params.PageNumber
    const PageSize = byToken ? Math.min(Math.max(10, MaxResults ?? 0), 100) : params.PageSize
    const filter = { ids: params.SnapshotLinkIds, diskIds: inBoth(params.DiskIds, attached) }
    const page = { after, offset: (PageNumber - 1) * PageSize, limit: PageSize + 1 }
    const { total, links } = state.snapshots.links(account.id, RegionId, filter, page, now)
    const shown = links.slice(0, PageSize)
    const last = byToken && links.length > PageSize ? shown.at(-1) : undefined
    return {
      PageNumber,
      TotalCount: total,
      PageSize,
      NextToken: last === undefined ? '' : pageToken([last.id]),
      SnapshotLinks: {
        SnapshotLink: shown.map(link => {
          const disk = state.disks.find(account.id, link.diskId)
          return describe(link, RegionId, disk, instanceOf(disk, state, now))
        }),
      },
    }
  },
})
