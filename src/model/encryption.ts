import { boolean, defaultsOf, type RecordOf, text, withDefault } from './members.ts'

/** A key of the key management service. */
export const kmsKeyMembers = {
  accountId: text(),
  regionId: text(),
  id: text(),
  enabled: withDefault(boolean(), true),
  symmetric: withDefault(boolean(), true),
  /** Whether ECS may put its tags on the key. */
  authorized: withDefault(boolean(), true),
  /** Whether a data key can be made under it. */
  makesDataKeys: withDefault(boolean(), true),
}

export type KmsKey = RecordOf<typeof kmsKeyMembers>

/** What a key is where nothing says otherwise. */
export const kmsKeyDefaults = defaultsOf(kmsKeyMembers)

/** The id that stands for a region's own service key. */
export const serviceKeyId = (regionId: string): string => `alias/acs/ecs@${regionId}`

/** A place of an account's own that a copy can be kept in. */
export const storageLocationMembers = {
  arn: text(),
  accountId: text(),
  regionId: text(),
  authorized: withDefault(boolean(), true),
}

export type StorageLocation = RecordOf<typeof storageLocationMembers>

/** A pair of regions between which copies are against regulations. */
export const nonCompliantCopyMembers = { from: text(), to: text() }

export type NonCompliantCopy = RecordOf<typeof nonCompliantCopyMembers>
