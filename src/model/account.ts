import { boolean, defaultsOf, integer, json, oneOf, orNull, type RecordOf, real, text, withDefault } from './members.ts'

/** The states of key management: open, not opened, or closed to ECS. */
export const kmsStates = ['enabled', 'disabled', 'unauthorized'] as const

/** The states of an account that CopySnapshot asks about. */
export const accountMembers = {
  /** The account's number, such as `1000000000000001`. */
  id: text(),
  /** Whether the account is on the white list of copying snapshots. */
  copyWhitelisted: withDefault(boolean(), true),
  /** Money left; an account with none (0 or less) can pay for no copy. */
  balance: withDefault(real(), 100),
  /** Whether the snapshot service has been opened. */
  snapshotService: withDefault(boolean(), true),
  /** How many snapshots the account may have in all; null: any number. */
  snapshotQuota: orNull(integer()),
  /** The account's key management. */
  kms: withDefault(oneOf(...kmsStates), 'enabled'),
  /** Whether the account was invited to name roles of others (`Arn.N`). */
  mayAssumeRoles: withDefault(boolean(), false),
}

export type Account = RecordOf<typeof accountMembers>

/** What an account is where nothing says otherwise. */
export const accountDefaults = defaultsOf(accountMembers)

/** A user within an account. */
export interface RamUser {
  readonly id: string
  readonly name: string
  /** Actions that are denied to it, such as `ecs:CopySnapshot`. */
  readonly denied: readonly string[]
}

/** An access key of an account: permanent, or temporary (STS) when it has a token. */
export const accessKeyMembers = {
  id: text(),
  secret: text(),
  accountId: text(),
  /** The security token every call with this key must bear. */
  token: orNull(text()),
  /** When a temporary key ends, in epoch milliseconds; null: never. */
  expiresAt: orNull(integer()),
  active: withDefault(boolean(), true),
  /** The user whose key it is; null: the account's own. */
  ramUser: orNull(json<RamUser>()),
}

export type AccessKey = RecordOf<typeof accessKeyMembers>

/** What a key is where nothing says otherwise: permanent, active and the account's own. */
export const accessKeyDefaults = defaultsOf(accessKeyMembers)
