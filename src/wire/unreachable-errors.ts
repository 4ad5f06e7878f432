/** Errors that no state of this emulator leads to, and why. */
interface Unreachable {
  readonly reason: string
  /** Status and code. */
  readonly errors: readonly string[]
}

/** By action, what its documentation lists and this emulator never answers. */
export const unreachableErrors: Readonly<Record<string, readonly Unreachable[]>> = {
  CreateSnapshot: [
    {
      reason: 'no key management is emulated for disks',
      errors: [
        '400 InvalidParameter.KMSKeyId.NotFound',
        '403 InvalidParameter.KMSKeyId.CMKUnauthorized',
        '403 InvalidParameter.KMSKeyId.CMKNotEnabled',
        '403 InvalidParameter.KMSKeyId.KMSUnauthorized',
      ],
    },
    { reason: 'the table has the code twice; 403 is answered', errors: ['400 IncorrectInstanceStatus'] },
    {
      reason: 'a failure shows later, as the status failed',
      errors: ['400 CreateSnapshot.Failed', '403 CreateSnapshot.Failed'],
    },
    { reason: 'nothing is throttled', errors: ['403 Throttling'] },
    { reason: 'worlds do not say whether a disk was ever written to', errors: ['403 IncorrectDiskStatus.NeverUsed'] },
    {
      reason: 'disks of worlds have no kind that snapshots exclude but the local ones',
      errors: ['403 DiskId.ValueNotSupported'],
    },
    {
      reason: 'volumes, which were before disks, are not emulated',
      errors: ['403 IncorrectVolumeStatus', '404 InvalidVolumeId.NotFound'],
    },
    {
      reason: 'the same condition is answered with IncorrectDiskStatus',
      errors: ['403 IncorrectDiskStatus.Invalid', '403 IncorrectDiskStatus.Transferring'],
    },
    {
      reason: 'the same condition is answered with DiskCategory.OperationNotSupported',
      errors: ['403 IncorrectDiskType.NotSupport'],
    },
    { reason: 'one call is over before the next begins', errors: ['403 IdempotentProcessing'] },
    { reason: 'the action is open to every account', errors: ['403 InvalidAction.Unauthorized'] },
    { reason: 'every region has instant access', errors: ['403 InvalidRegion.NotSupportSnapshotInstantAccessRegion'] },
    {
      reason: 'the same condition is answered with IncorrectDiskStatus.CreatingSnapshot',
      errors: ['403 DISK_HAS_CREATING_SNAPSHOT'],
    },
    {
      reason: 'worlds describe an instance by its disk alone',
      errors: ['403 HibernationConfigured.InstanceOperationForbidden', '404 InvalidInstanceId.NotFound'],
    },
    { reason: 'there are no channel partners', errors: ['403 QuotaExceed.SnapshotQuota'] },
    { reason: 'CloudBoxes are not emulated', errors: ['403 CloudBoxNotSupportSnapshotWithInstantAccess'] },
    { reason: 'worlds list no resource groups: any id is taken', errors: ['404 InvalidResourceGroup.NotFound'] },
  ],
  DeleteSnapshot: [
    { reason: 'one call is over before the next begins', errors: ['403 Operation.Conflict'] },
    {
      reason: 'local and standard snapshots are not related to each other',
      errors: ['403 InvalidOperation.RelatedSnapshotNotFinished'],
    },
    {
      reason: 'snapshots are not shared between accounts',
      errors: ['403 InvalidOperation.DeleteSharedSnapshotUnsupported'],
    },
  ],
  DescribeRegions: [{ reason: 'every account has every region', errors: ['403 Unauthorized.EmptyRegion'] }],
  TagResources: [
    { reason: 'the same condition is answered with NumberExceed.Tags', errors: ['400 InvalidTagCount'] },
    {
      reason: "for the service's own operators: users cannot set a scope or a tag owner",
      errors: [
        '400 Invalid.Scope',
        '403 PermissionDenied.TagOwnerBid',
        '403 PermissionDenied.TagOwnerUid',
        '403 PermissionDenied.Scope',
        '403 NoPermissionKey.Scope',
        '403 NoPermission.Tag',
        '404 MissingParameter.TagOwnerUid',
        '404 MissingParameter.TagOwnerBid',
      ],
    },
    { reason: 'every snapshot can be tagged', errors: ['403 InvalidResourceId.NotSupported'] },
    { reason: 'the same condition is answered with OperationDenied.QuotaExceed', errors: ['403 QuotaExceed.Tags'] },
    { reason: 'a failure of the real service, not a state of an account', errors: ['500 ServiceUnavailable'] },
  ],
  UntagResources: [
    { reason: 'it takes no values', errors: ['400 InvalidTagValue.Malformed', '400 InvalidTag.Mismatch'] },
    { reason: 'it only takes tags away', errors: ['400 OperationDenied.QuotaExceed'] },
    { reason: 'the same condition is answered with NumberExceed.Tags', errors: ['400 InvalidTagCount'] },
    {
      reason: "for the service's own operators: users cannot set a scope or a tag owner",
      errors: [
        '400 Invalid.Scope',
        '403 PermissionDenied.TagOwnerBid',
        '403 PermissionDenied.TagOwnerUid',
        '403 PermissionDenied.Scope',
        '403 NoPermissionKey.Scope',
        '403 NoPermission.Tag',
        '404 MissingParameter.TagOwnerUid',
        '404 MissingParameter.TagOwnerBid',
      ],
    },
    { reason: 'every snapshot can be tagged', errors: ['403 InvalidResourceId.NotSupported'] },
  ],
  ListTagResources: [
    {
      reason: 'resource groups are not emulated',
      errors: ['400 InvalidDefaultResourceGroup.NotSupported', '400 InvalidTag.NotSupported'],
    },
    { reason: 'it adds no tags', errors: ['400 OperationDenied.QuotaExceed'] },
    { reason: 'the same condition is answered with NumberExceed.Tags', errors: ['400 InvalidTagCount'] },
    {
      reason: "for the service's own operators: users cannot set a scope or a tag owner",
      errors: [
        '400 Invalid.Scope',
        '403 PermissionDenied.TagOwnerBid',
        '403 PermissionDenied.TagOwnerUid',
        '403 PermissionDenied.Scope',
        '403 NoPermission.Tag',
        '404 MissingParameter.TagOwnerUid',
        '404 MissingParameter.TagOwnerBid',
      ],
    },
    { reason: 'every snapshot can be tagged', errors: ['403 InvalidResourceId.NotSupported'] },
    { reason: 'a pattern is an ordinary text that no tag has', errors: ['403 PermissionDenied.TagsFuzzyQuery'] },
    {
      reason: 'the same condition is answered with InvalidTagFilter.Malformed',
      errors: ['403 InvalidFilter.Malformed'],
    },
    { reason: 'ResourceId may be left out', errors: ['404 MissingParameter.ResourceIds'] },
    { reason: 'Tag may be left out', errors: ['404 MissingParameter.Tags'] },
    { reason: 'a failure of the real service, not a state of an account', errors: ['500 ServiceUnavailable'] },
  ],
  ResetDisk: [
    { reason: 'it takes no RegionId', errors: ['400 InvalidRegionId.MalFormed'] },
    { reason: 'one call is over before the next begins', errors: ['403 Operation.Conflict'] },
    { reason: 'there is no white list of disks', errors: ['403 UserNotInTheWhiteList'] },
    {
      reason: 'no key management is emulated for disks',
      errors: [
        '403 InvalidParameter.KMSKeyId.CMKUnauthorized',
        '403 InvalidParameter.KMSKeyId.CMKNotEnabled',
        '403 InvalidParameter.KMSKeyId.KMSUnauthorized',
        '404 InvalidParameter.KMSKeyId.NotFound',
      ],
    },
    { reason: 'the same condition is answered with InvalidDiskId.NotFound', errors: ['404 Disk.NotFound'] },
    { reason: 'worlds describe an instance by its disk alone', errors: ['404 InvalidInstanceId.NotFound'] },
  ],
}
