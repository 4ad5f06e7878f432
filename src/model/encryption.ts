import { boolean, defaultsOf, type RecordOf, text, withDefault } from './members.ts'

/** A key of the key management service (KMS). */
export const kmsKeyMembers = {
  accountId: text(),
  regionId: text(),
  id: text(),
  enabled: withDefault(boolean(), true),
  symmetric: withDefault(boolean(), true),
  /** Whether ECS may put its tags on the key. */
  authorized: withDefault(boolean(), true),
  /** Whether the key can generate data keys. */
  makesDataKeys: withDefault(boolean(), true),
}

export type KmsKey = RecordOf<typeof kmsKeyMembers>

/** Default values of a KMS key's members. */
export const kmsKeyDefaults = defaultsOf(kmsKeyMembers)

/** Returns the id of a region's service key. */
export const serviceKeyId = (regionId: string): string => `alias/acs/ecs@${regionId}`

/** A storage location of an account, where copies can be stored. */
export const storageLocationMembers = {
  arn: text(),
  accountId: text(),
  regionId: text(),
  authorized: withDefault(boolean(), true),
}

export type StorageLocation = RecordOf<typeof storageLocationMembers>

/** A pair of regions between which regulations forbid copies. */
export const nonCompliantCopyMembers = { from: text(), to: text() }

export type NonCompliantCopy = RecordOf<typeof nonCompliantCopyMembers>
