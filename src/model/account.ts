/** The states of an account that CopySnapshot asks about. */
export interface Account {
  /** The account's number, such as `1000000000000001`. */
  readonly id: string
  /** Whether the account is on the white list of copying snapshots. */
  readonly copyWhitelisted: boolean
  /** Money left; an account with none (0 or less) can pay for no copy. */
  readonly balance: number
  /** Whether the snapshot service has been opened. */
  readonly snapshotService: boolean
  /** How many snapshots the account may have in all; null: any number. */
  readonly snapshotQuota: number | null
  /** The account's key management: open, not opened, or closed to ECS. */
  readonly kms: 'enabled' | 'disabled' | 'unauthorized'
  /** Whether the account was invited to name roles of others (`Arn.N`). */
  readonly mayAssumeRoles: boolean
}

/** A user within an account. */
export interface RamUser {
  readonly id: string
  readonly name: string
  /** Actions that are denied to it, such as `ecs:CopySnapshot`. */
  readonly denied: readonly string[]
}

/** An access key of an account: permanent, or temporary (STS) when it has a token. */
export interface AccessKey {
  readonly id: string
  readonly secret: string
  readonly accountId: string
  /** The security token every call with this key must bear. */
  readonly token: string | null
  /** When a temporary key ends, in epoch milliseconds; null: never. */
  readonly expiresAt: number | null
  readonly active: boolean
  /** The user whose key it is; null: the account's own. */
  readonly ramUser: RamUser | null
}
