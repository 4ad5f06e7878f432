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
}
