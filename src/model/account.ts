import { boolean, defaultsOf, integer, json, oneOf, orNull, type RecordOf, real, text, withDefault } from './members.ts'

/** The states of key management: activated, not activated, or closed to ECS. */
export const kmsStates = ['enabled', 'disabled', 'unauthorized'] as const

/** An account, with the states that CopySnapshot checks. */
export const accountMembers = {
  /** The account's number, such as `1000000000000001`. */
  id: text(),
  /** Whether the account is on the white list for copying snapshots. */
  copyWhitelisted: withDefault(boolean(), true),
  /** The balance. An account with 0 or less cannot pay for a copy. */
  balance: withDefault(real(), 100),
  /** Whether the snapshot service is activated. */
  snapshotService: withDefault(boolean(), true),
  /** The maximum number of snapshots in all regions; null: no limit. */
  snapshotQuota: orNull(integer()),
  /** Whether the account has an outstanding payment. */
  arrears: withDefault(boolean(), false),
  /** The maximum number of disks in all regions; null: no limit. */
  diskQuota: orNull(integer()),
  /** The maximum size of all disks together, in GiB; null: no limit. */
  diskCapacityQuota: orNull(integer()),
  /** The maximum number of images in a region; null: no limit. */
  imageQuota: orNull(integer()),
  /** Whether new disks and copied images have to be encrypted. */
  encryptsDisks: withDefault(boolean(), false),
  /** The state of the account's key management. */
  kms: withDefault(oneOf(...kmsStates), 'enabled'),
  /** Whether the account is invited to name roles of other accounts (`Arn.N`). */
  mayAssumeRoles: withDefault(boolean(), false),
}

export type Account = RecordOf<typeof accountMembers>

/** Default values of an account's members. */
export const accountDefaults = defaultsOf(accountMembers)

/** A RAM user of an account. */
export interface RamUser {
  readonly id: string
  readonly name: string
  /** Denied actions, such as `ecs:CopySnapshot`. */
  readonly denied: readonly string[]
}

/** An access key of an account: permanent, or temporary (STS) when it has a token. */
export const accessKeyMembers = {
  id: text(),
  secret: text(),
  accountId: text(),
  /** The security token that every call with this key must carry; null: the key is permanent. */
  token: orNull(text()),
  /** When a temporary key expires, in epoch milliseconds; null: never. */
  expiresAt: orNull(integer()),
  active: withDefault(boolean(), true),
  /** The RAM user that owns the key; null: the account itself. */
  ramUser: orNull(json<RamUser>()),
}

export type AccessKey = RecordOf<typeof accessKeyMembers>

/** Default values of a key's members: permanent, active, owned by the account itself. */
export const accessKeyDefaults = defaultsOf(accessKeyMembers)
