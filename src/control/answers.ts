import type { WorldAccount } from '../world/accounts.ts'
import type { WorldDisk } from '../world/disks.ts'
import type { WorldImage } from '../world/images.ts'
import type { WorldInstance } from '../world/instances.ts'
import type { WorldSnapshot } from '../world/snapshots.ts'

type Quota = 'snapshotQuota' | 'diskQuota' | 'diskCapacityQuota' | 'imageQuota'

/** An account with its keys and secrets. All fields are present, but for quotas that there are not. */
export type ControlAccount = Required<Omit<WorldAccount, Quota>> & Pick<WorldAccount, Quota>

/** A resource in the format of worlds, with its current status; snapshots and images with their progress too. */
export type ControlSnapshot = WorldSnapshot
export type ControlDisk = WorldDisk
export type ControlImage = WorldImage
export type ControlInstance = WorldInstance

/** How a request should have been signed, and whether its signature is valid. */
export interface Explanation {
  /** Signature version of the request; `none`: it is not signed. */
  readonly signatureVersion: 'V1' | 'V3' | 'none'
  /** Access key id in the request; empty when it has none. */
  readonly accessKeyId: string
  /** V1: the canonical query. V3: the canonical request. */
  readonly canonical: string
  /** Text over which the signature is computed. */
  readonly stringToSign: string
  /** Signature in the request; empty when it has none. */
  readonly received: string
  /** Correct signature of the request; absent when the secret of its key is unknown. */
  readonly expected?: string
  /** Whether the emulator accepts the signature. */
  readonly holds: boolean
  /** Why the signature is rejected, such as "`~` was encoded as `%7E`"; absent when it is accepted. */
  readonly difference?: string
}
