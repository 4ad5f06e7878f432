/** The version of the tables below, kept in the data file's `user_version`. */
export const schemaVersion = 1

/** Marks a file as this program's: "CSEm". */
export const applicationId = 0x4353456d

/**
 * The tables. Rows have an integer key that only grows, so that a new row costs little in a file; a snapshot's own key,
 * account and id, is unique beside it. Account, region and time of creation stand in the tags again because an index needs
 * them there; they never change. Every index that pages are read from ends with the order of the pages: the
 * creation, and the key that SQLite itself puts behind it.
 */
export const schema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE worlds (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE regions (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, endpoint TEXT NOT NULL, cell TEXT NOT NULL UNIQUE,
  local_name TEXT NOT NULL, encrypted_copies INTEGER NOT NULL, byok INTEGER NOT NULL
);
CREATE TABLE non_compliant (origin TEXT NOT NULL, destination TEXT NOT NULL, PRIMARY KEY (origin, destination))
  WITHOUT ROWID;
CREATE TABLE accounts (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, copy_whitelisted INTEGER NOT NULL, balance REAL NOT NULL,
  snapshot_service INTEGER NOT NULL, snapshot_quota INTEGER, kms TEXT NOT NULL, may_assume_roles INTEGER NOT NULL
);
CREATE TABLE access_keys (
  id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), secret TEXT NOT NULL, token TEXT,
  expires_at INTEGER, active INTEGER NOT NULL, ram_user TEXT
) WITHOUT ROWID;
CREATE TABLE kms_keys (
  account TEXT NOT NULL, region TEXT NOT NULL, id TEXT NOT NULL, enabled INTEGER NOT NULL, symmetric INTEGER NOT NULL,
  authorized INTEGER NOT NULL, makes_data_keys INTEGER NOT NULL, PRIMARY KEY (account, region, id)
) WITHOUT ROWID;
CREATE TABLE storage_locations (
  arn TEXT PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, authorized INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE client_tokens (
  seq INTEGER PRIMARY KEY, account TEXT NOT NULL, action TEXT NOT NULL, token TEXT NOT NULL, request TEXT NOT NULL,
  answer TEXT NOT NULL, expires_at INTEGER NOT NULL, UNIQUE (account, action, token)
);
CREATE INDEX client_tokens_by_expiry ON client_tokens (expires_at);
CREATE TABLE snapshots (
  seq INTEGER PRIMARY KEY, account TEXT NOT NULL, id TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL,
  description TEXT NOT NULL, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, ends_at INTEGER,
  outcome TEXT NOT NULL, progress INTEGER NOT NULL, retention_days INTEGER, expires_at INTEGER, disk_id TEXT NOT NULL,
  disk_type TEXT NOT NULL, disk_size INTEGER NOT NULL, category TEXT NOT NULL, encrypted INTEGER NOT NULL,
  kms_key_id TEXT NOT NULL, type TEXT NOT NULL, usage TEXT NOT NULL, link_id TEXT NOT NULL, source_snapshot_id TEXT,
  source_region_id TEXT, copy_limits TEXT NOT NULL, busy_until INTEGER, storage_location TEXT NOT NULL,
  describes INTEGER, describes_left INTEGER, resource_group_id TEXT NOT NULL, instant_access_days INTEGER
);
CREATE UNIQUE INDEX snapshots_by_id ON snapshots (account, id);
CREATE INDEX snapshots_by_time ON snapshots (account, region, created_at);
CREATE INDEX snapshots_by_disk ON snapshots (account, region, disk_id, created_at);
CREATE INDEX snapshots_by_link ON snapshots (account, region, link_id, created_at);
CREATE INDEX snapshots_by_expiry ON snapshots (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE tags (
  position INTEGER PRIMARY KEY, snapshot INTEGER NOT NULL REFERENCES snapshots (seq) ON DELETE CASCADE,
  account TEXT NOT NULL, region TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX tags_by_snapshot ON tags (snapshot, key);
CREATE INDEX tags_by_text ON tags (account, region, key, value, created_at, snapshot);
CREATE TABLE disks (
  position INTEGER PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), id TEXT NOT NULL, region TEXT NOT NULL,
  name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, category TEXT NOT NULL, status TEXT NOT NULL,
  instance_id TEXT, instance_name TEXT NOT NULL, instance_status TEXT NOT NULL, instance_locked INTEGER NOT NULL,
  ever_attached INTEGER NOT NULL, expired INTEGER NOT NULL
);
CREATE UNIQUE INDEX disks_by_id ON disks (account, id);
CREATE INDEX disks_by_instance ON disks (account, instance_id) WHERE instance_id IS NOT NULL;
CREATE TABLE transitions (
  position INTEGER PRIMARY KEY, account TEXT, from_region TEXT, to_region TEXT, snapshot TEXT, seconds REAL,
  seconds_per_gib REAL, after_describes INTEGER, fails_at INTEGER
);
`
