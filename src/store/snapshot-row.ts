import { expiresAt, type Snapshot } from '../model/snapshot.ts'

/** What `fromRow` reads of a snapshot `s`. */
export const columns = `s.*, (SELECT json_group_array(json_array(key, value) ORDER BY position) FROM tags WHERE snapshot = s.seq) AS tags`

/** A snapshot as a row. Times in epoch milliseconds; `tags` is a JSON list of keys and values. */
export interface SnapshotRow {
  readonly account: string
  readonly id: string
  readonly region: string
  readonly name: string
  readonly description: string
  readonly created_at: number
  readonly modified_at: number
  readonly ends_at: number | null
  readonly outcome: Snapshot['outcome']
  readonly progress: number
  readonly retention_days: number | null
  readonly expires_at: number | null
  readonly disk_id: string
  readonly disk_type: Snapshot['diskType']
  readonly disk_size: number
  readonly category: Snapshot['category']
  readonly encrypted: number
  readonly kms_key_id: string
  readonly type: Snapshot['type']
  readonly usage: Snapshot['usage']
  readonly link_id: string
  readonly source_snapshot_id: string | null
  readonly source_region_id: string | null
  readonly copy_limits: string
  readonly busy_until: number | null
  readonly storage_location: string
  readonly describes: number | null
  readonly describes_left: number | null
  readonly resource_group_id: string
  readonly instant_access_days: number | null
  readonly tags: string
}

export const toRow = (snapshot: Snapshot): Omit<SnapshotRow, 'tags'> => ({
  account: snapshot.accountId,
  id: snapshot.id,
  region: snapshot.regionId,
  name: snapshot.name,
  description: snapshot.description,
  created_at: snapshot.createdAt,
  modified_at: snapshot.modifiedAt,
  ends_at: snapshot.endsAt,
  outcome: snapshot.outcome,
  progress: snapshot.finalProgress,
  retention_days: snapshot.retentionDays,
  expires_at: expiresAt(snapshot),
  disk_id: snapshot.diskId,
  disk_type: snapshot.diskType,
  disk_size: snapshot.diskSize,
  category: snapshot.category,
  encrypted: snapshot.encrypted ? 1 : 0,
  kms_key_id: snapshot.kmsKeyId,
  type: snapshot.type,
  usage: snapshot.usage,
  link_id: snapshot.linkId,
  source_snapshot_id: snapshot.sourceSnapshotId,
  source_region_id: snapshot.sourceRegionId,
  copy_limits: JSON.stringify(snapshot.copyLimits),
  busy_until: snapshot.busyUntil,
  storage_location: snapshot.storageLocationArn,
  describes: snapshot.describesTotal,
  describes_left: snapshot.describesLeft,
  resource_group_id: snapshot.resourceGroupId,
  instant_access_days: snapshot.instantAccessDays,
})

export const fromRow = (row: SnapshotRow): Snapshot => ({
  accountId: row.account,
  id: row.id,
  regionId: row.region,
  name: row.name,
  description: row.description,
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
  endsAt: row.ends_at,
  outcome: row.outcome,
  finalProgress: row.progress,
  describesTotal: row.describes,
  describesLeft: row.describes_left,
  retentionDays: row.retention_days,
  diskId: row.disk_id,
  diskType: row.disk_type,
  diskSize: row.disk_size,
  category: row.category,
  encrypted: row.encrypted === 1,
  kmsKeyId: row.kms_key_id,
  type: row.type,
  usage: row.usage,
  linkId: row.link_id,
  resourceGroupId: row.resource_group_id,
  instantAccessDays: row.instant_access_days,
  sourceSnapshotId: row.source_snapshot_id,
  sourceRegionId: row.source_region_id,
  copyLimits: JSON.parse(row.copy_limits),
  busyUntil: row.busy_until,
  storageLocationArn: row.storage_location,
  tags: (JSON.parse(row.tags) as [string, string][]).map(([key, value]) => ({ key, value })),
})
