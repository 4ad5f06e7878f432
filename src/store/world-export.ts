import { isDeepStrictEqual } from 'node:util'
import { latest } from '../clock.ts'
import type { AccessKey, Account, RamUser } from '../model/account.ts'
import type { Disk } from '../model/disk.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type {
  World,
  WorldAccount,
  WorldDisk,
  WorldKey,
  WorldRegion,
  WorldSnapshot,
  WorldTransition,
} from '../model/world.ts'
import type { Accounts } from './accounts.ts'
import type { ClientTokens } from './client-tokens.ts'
import type { Disks } from './disks.ts'
import type { Encryption } from './encryption.ts'
import type { Records } from './records.ts'
import type { Regions } from './regions.ts'
import type { Transitions } from './transitions.ts'
import { serviceRegions } from './world-rows.ts'

/** A time to the millisecond: what is read back is what was written. An end that no clock can reach is the last time. */
export const timeOf = (at: number): string => new Date(Math.min(at, latest)).toISOString()

const keyForm = ({ id, secret, token, expiresAt, active }: AccessKey): WorldKey => ({
  id,
  secret,
  ...(token !== null && { token }),
  ...(expiresAt !== null && { expiresAt: timeOf(expiresAt) }),
  active,
})

/** The users whose keys these are; one without a key can do nothing, and nothing is known of it. */
const ramUserForms = (keys: readonly AccessKey[]): NonNullable<WorldAccount['ramUsers']> => {
  const users = new Map<string, RamUser & { keys: WorldKey[] }>()
  for (const key of keys) {
    if (key.ramUser === null) continue
    const user = users.get(key.ramUser.id) ?? { ...key.ramUser, keys: [] }
    user.keys.push(keyForm(key))
    users.set(user.id, user)
  }
  // A name may be what no id can be; it is the id of whom it is the id of already.
  return [...users.values()].map(({ id, ...user }) => (id === user.name ? user : { id, ...user }))
}

/** An account as a world describes it, nothing left to a default. */
export const accountForm = ({ snapshotQuota, ...account }: Account, keys: readonly AccessKey[]) => ({
  ...account,
  ...(snapshotQuota !== null && { snapshotQuota }),
  keys: keys.filter(({ ramUser }) => ramUser === null).map(keyForm),
  ramUsers: ramUserForms(keys),
})

/** How a snapshot comes to its end, in such words that the same completion is read from them. */
const completionForm = (snapshot: Snapshot): Pick<WorldSnapshot, 'status' | 'progress' | 'readyAt' | 'describes'> => {
  const { endsAt: at, outcome, finalProgress: progress, createdAt } = snapshot
  const { describesTotal: all, describesLeft: left } = snapshot
  const describes = all === null || left === null ? null : { all, left }
  if (at === null && describes !== null) {
    return outcome === 'failed' ? { status: outcome, progress, describes } : { status: 'progressing', describes }
  }
  if (at === null) return { status: 'progressing', progress }
  const readyAt = at === createdAt ? {} : { readyAt: timeOf(at) }
  if (outcome === 'failed') return { status: outcome, progress, ...readyAt }
  return at > createdAt ? { status: 'progressing', ...readyAt } : { status: outcome, ...readyAt }
}

/** A snapshot as a world describes it: a world with this in it leads to the same row. */
export const snapshotForm = (snapshot: Snapshot): WorldSnapshot => ({
  id: snapshot.id,
  account: snapshot.accountId,
  region: snapshot.regionId,
  name: snapshot.name,
  description: snapshot.description,
  ...completionForm(snapshot),
  createdAt: timeOf(snapshot.createdAt),
  modifiedAt: timeOf(snapshot.modifiedAt),
  ...(snapshot.retentionDays !== null && { retentionDays: snapshot.retentionDays }),
  disk: { id: snapshot.diskId, type: snapshot.diskType, size: snapshot.diskSize },
  category: snapshot.category,
  encrypted: snapshot.encrypted,
  kmsKeyId: snapshot.kmsKeyId,
  type: snapshot.type,
  usage: snapshot.usage,
  linkId: snapshot.linkId,
  resourceGroupId: snapshot.resourceGroupId,
  ...(snapshot.instantAccessDays !== null && { instantAccessDays: snapshot.instantAccessDays }),
  ...(snapshot.sourceSnapshotId !== null && { sourceSnapshotId: snapshot.sourceSnapshotId }),
  ...(snapshot.sourceRegionId !== null && { sourceRegionId: snapshot.sourceRegionId }),
  tags: snapshot.tags,
  copyLimits: snapshot.copyLimits,
  ...(snapshot.busyUntil !== null && { busyUntil: timeOf(snapshot.busyUntil) }),
  storageLocationArn: snapshot.storageLocationArn,
})

const diskForm = ({
  accountId,
  regionId,
  instanceId,
  instanceName,
  instanceStatus,
  instanceLocked,
  ...disk
}: Disk): WorldDisk => ({
  ...disk,
  account: accountId,
  region: regionId,
  ...(instanceId !== null && { instanceId, instanceName, instanceStatus, instanceLocked }),
})

const transitionForm = ([scope, transition]: ReturnType<Transitions['list']>[number]): WorldTransition => {
  const { accountId: account, snapshotId: snapshot, ...regions } = scope
  const fields = Object.entries({ account, snapshot, ...regions, ...transition })
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
}

/** The regions, unless they are just the service's, which a world without regions has. */
const regionForms = (regions: readonly WorldRegion[]): { regions?: readonly WorldRegion[] } =>
  isDeepStrictEqual(regions, serviceRegions) ? {} : { regions }

/** Where the rows of a world are read. */
export interface Tables {
  readonly accounts: Accounts
  readonly regions: Regions
  readonly records: Records
  readonly disks: Disks
  readonly encryption: Encryption
  readonly transitions: Transitions
  readonly tokens: ClientTokens
}

/** Every account as a world describes it. */
export const accountForms = (accounts: Accounts) => {
  const keys = accounts.keys()
  return accounts.list().map(account => accountForm(account, keys.get(account.id) ?? []))
}

/** The whole state as one world; times are absolute, and what has expired is left out. */
export const exportWorld = (tables: Tables, now: number): World => ({
  accounts: accountForms(tables.accounts),
  disks: tables.disks.list().map(diskForm),
  snapshots: tables.records.snapshots(undefined, now).map(snapshotForm),
  ...regionForms(tables.regions.list()),
  kmsKeys: tables.encryption
    .keys()
    .map(({ accountId, regionId, ...key }) => ({ ...key, account: accountId, region: regionId })),
  storageLocations: tables.encryption
    .locations()
    .map(({ accountId, regionId, ...location }) => ({ ...location, account: accountId, region: regionId })),
  nonCompliantCopies: tables.encryption.nonCompliantCopies(),
  transitions: tables.transitions.list().map(transitionForm),
  clientTokens: tables.tokens.list(now).map(({ expiresAt, ...token }) => ({ ...token, expiresAt: timeOf(expiresAt) })),
})
