/** A key of the key management service. */
export interface KmsKey {
  readonly id: string
  readonly accountId: string
  readonly regionId: string
  readonly enabled: boolean
  readonly symmetric: boolean
  /** Whether ECS may put its tags on the key. */
  readonly authorized: boolean
  /** Whether a data key can be made under it. */
  readonly makesDataKeys: boolean
}

/** The id that stands for a region's own service key. */
export const serviceKeyId = (regionId: string): string => `alias/acs/ecs@${regionId}`

/** A place of an account's own that a copy can be kept in. */
export interface StorageLocation {
  readonly arn: string
  readonly accountId: string
  readonly regionId: string
  readonly authorized: boolean
}
