import { createHash } from 'node:crypto'
import { accessKeyMembers, accountMembers } from '../model/account.ts'
import { clientTokenMembers } from '../model/client-token.ts'
import { diskMembers } from '../model/disk.ts'
import { kmsKeyMembers, nonCompliantCopyMembers, storageLocationMembers } from '../model/encryption.ts'
import { integer, text } from '../model/members.ts'
import { regionMembers } from '../model/region.ts'
import { dayMs, snapshotMembers } from '../model/snapshot.ts'
import { tagMembers } from '../model/tag.ts'
import { transitionMembers } from '../model/transition.ts'
import { Table } from './table.ts'

/** Marks a file as this program's: "CSEm". */
export const applicationId = 0x4353456d

/**
 * The tables; what refers to another comes after it. Account, region and creation stand in the tags again because an index
 * needs them there; they never change. Every index that pages are read from ends with the order of the pages: the creation,
 * and the key that SQLite itself puts behind it.
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
    indexes: ['INDEX disks_by_instance ON disks (accountId, instanceId) WHERE instanceId IS NOT NULL'],
  }),
  transitions: new Table('transitions', transitionMembers),
}

/** The SQL that makes all of them. */
export const schema = Object.values(tables)
  .map(table => table.ddl)
  .join('\n')

/** To be raised when the JSON in a column changes: it is no part of the tables. */
export const jsonVersion = 1

/** The version of tables and of the JSON in them, as a data file's `user_version`: 32 bits of a digest. */
export const versionOf = (schema: string): number =>
  createHash('sha256').update(`${jsonVersion} ${schema}`).digest().readInt32BE()
