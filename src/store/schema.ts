import { createHash } from 'node:crypto'
import { accessKeyMembers, accountMembers } from '../model/account.ts'
import { clientTokenMembers } from '../model/client-token.ts'
import { diskMembers } from '../model/disk.ts'
import { kmsKeyMembers, nonCompliantCopyMembers, storageLocationMembers } from '../model/encryption.ts'
import { imageMembers } from '../model/image.ts'
import { instanceMembers } from '../model/instance.ts'
import { integer, text } from '../model/members.ts'
import { regionMembers } from '../model/region.ts'
import { dayMs, snapshotMembers } from '../model/snapshot.ts'
import { stubMembers } from '../model/stub.ts'
import { tagMembers } from '../model/tag.ts'
import { transitionMembers } from '../model/transition.ts'
import { Table } from './table.ts'

/** Identifies a data file of this program: "CSEm". */
export const applicationId = 0x4353456d

/**
 * The tables. A table comes after the tables that it refers to. Tags repeat account, region and creation because an
 * index needs them; these never change. Every index for pages ends with the order of the pages: the creation, and the
 * row key that SQLite itself appends.
 */
export const tables = {
  meta: new Table('meta', { name: text(), value: text() }, { more: ['UNIQUE (name)'] }),
  worlds: new Table('worlds', { name: text() }, { more: ['UNIQUE (name)'] }),
  regions: new Table('regions', regionMembers, { more: ['UNIQUE (id)', 'UNIQUE (cell)'] }),
  nonCompliantCopies: new Table('non_compliant_copies', nonCompliantCopyMembers, { more: ['UNIQUE ("from", "to")'] }),
  accounts: new Table('accounts', accountMembers, { more: ['UNIQUE (id)'] }),
  accessKeys: new Table('access_keys', accessKeyMembers, {
    more: ['UNIQUE (id)', 'FOREIGN KEY (accountId) REFERENCES accounts (id)'],
  }),
  kmsKeys: new Table('kms_keys', kmsKeyMembers, { more: ['UNIQUE (accountId, regionId, id)'] }),
  storageLocations: new Table('storage_locations', storageLocationMembers, { more: ['UNIQUE (arn)'] }),
  clientTokens: new Table('client_tokens', clientTokenMembers, {
    more: ['UNIQUE (accountId, action, token)'],
    indexes: ['INDEX client_tokens_by_expiry ON client_tokens (expiresAt)'],
  }),
  snapshots: new Table('snapshots', snapshotMembers, {
    more: [`expiresAt INTEGER AS (createdAt + retentionDays * ${dayMs})`],
    indexes: [
      'UNIQUE INDEX snapshots_by_id ON snapshots (accountId, id)',
      'INDEX snapshots_by_time ON snapshots (accountId, regionId, createdAt)',
      'INDEX snapshots_by_disk ON snapshots (accountId, regionId, diskId, createdAt)',
      'INDEX snapshots_by_link ON snapshots (accountId, regionId, linkId, createdAt)',
      'INDEX snapshots_by_expiry ON snapshots (expiresAt) WHERE expiresAt IS NOT NULL',
    ],
  }),
  tags: new Table(
    'tags',
    { snapshot: integer(), accountId: text(), regionId: text(), ...tagMembers, createdAt: integer() },
    {
      more: ['FOREIGN KEY (snapshot) REFERENCES snapshots (seq) ON DELETE CASCADE'],
      indexes: [
        'UNIQUE INDEX tags_by_snapshot ON tags (snapshot, key)',
        'INDEX tags_by_text ON tags (accountId, regionId, key, value, createdAt, snapshot)',
      ],
    },
  ),
  disks: new Table('disks', diskMembers, {
    more: ['UNIQUE (accountId, id)', 'FOREIGN KEY (accountId) REFERENCES accounts (id)'],
    indexes: [
      'INDEX disks_by_instance ON disks (accountId, instanceId) WHERE instanceId IS NOT NULL',
      'INDEX disks_by_region ON disks (accountId, regionId)',
      'INDEX disks_by_snapshot ON disks (accountId, sourceSnapshotId)',
    ],
  }),
  images: new Table('images', imageMembers, {
    more: ['UNIQUE (accountId, id)', 'FOREIGN KEY (accountId) REFERENCES accounts (id)'],
    indexes: ['INDEX images_by_region ON images (accountId, regionId)'],
  }),
  instances: new Table('instances', instanceMembers, {
    more: ['UNIQUE (accountId, id)', 'FOREIGN KEY (accountId) REFERENCES accounts (id)'],
    indexes: ['INDEX instances_by_region ON instances (accountId, regionId)'],
  }),
  transitions: new Table('transitions', transitionMembers),
  stubs: new Table('stubs', stubMembers, {
    more: ['UNIQUE (number)'],
    indexes: ['INDEX stubs_by_action ON stubs (action)'],
  }),
}

/** The SQL that creates all tables. */
export const schema = Object.values(tables)
  .map(table => table.ddl)
  .join('\n')

/** Raise it when the JSON in a column changes: the tables do not show that. */
export const jsonVersion = 3

/** Returns the version of the tables and of their JSON, stored as a data file's `user_version`: 32 bits of a digest. */
export const versionOf = (schema: string): number =>
  createHash('sha256').update(`${jsonVersion} ${schema}`).digest().readInt32BE()
