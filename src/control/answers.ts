import type { WorldAccount } from '../world/accounts.ts'
import type { WorldSnapshot } from '../world/snapshots.ts'

/** An account with its keys and their secrets. Every field is given; without `snapshotQuota` the account has no quota. */
export type ControlAccount = Required<Omit<WorldAccount, 'snapshotQuota'>> & Pick<WorldAccount, 'snapshotQuota'>

/** A snapshot as a world describes it, with its current status and progress. */
export type ControlSnapshot = WorldSnapshot

/** How a request should have been signed, and whether its signature holds. */
export interface Explanation {
  /** Signature version that the request uses; `none`: it is not signed. */
  readonly signatureVersion: 'V1' | 'V3' | 'none'
  /** Access key that the request names; empty when it names none. */
  readonly accessKeyId: string
  /** V1: the canonical query. V3: the canonical request. */
  readonly canonical: string
  /** Text that the signature is computed over. */
  readonly stringToSign: string
  /** Signature in the request; empty when it has none. */
  readonly received: string
  /** Signature that the request should have; absent when the secret of its key is unknown. */
  readonly expected?: string
  /** Whether the emulator accepts the signature. */
  readonly holds: boolean
  /** Why the signature does not hold, such as "`~` was encoded"; absent when it holds. */
  readonly difference?: string
}
