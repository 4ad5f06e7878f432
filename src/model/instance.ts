import { boolean, defaultsOf, integer, json, oneOf, type RecordOf, text, withDefault } from './members.ts'
import { statusMembers } from './status.ts'
import type { Tag } from './tag.ts'

/** The statuses of an instance, spelled as on the wire. */
export const instanceStatuses = ['Running', 'Starting', 'Stopping', 'Stopped'] as const

export const stoppedModes = ['KeepCharging', 'StopCharging'] as const

/** An instance that disks are attached to. Worlds and control calls create instances; no action does. */
export const instanceMembers = {
  accountId: text(),
  id: text(),
  regionId: text(),
  zoneId: text(),
  name: withDefault(text(), ''),
  createdAt: integer(),
  status: withDefault(oneOf(...instanceStatuses), 'Stopped'),
  ...statusMembers,
  /** The instance type, such as `ecs.g6.large`. */
  type: withDefault(text(), 'ecs.g6.large'),
  /** The image that it was made from; empty: unknown. */
  imageId: withDefault(text(), ''),
  /** Whether it is paid for in advance. */
  prepaid: withDefault(boolean(), false),
  /** Whether it goes on being charged while it is stopped. */
  stoppedMode: withDefault(oneOf(...stoppedModes), 'KeepCharging'),
  /** Whether it takes ESSDs: `cloud_essd` and `cloud_auto`. */
  takesEssds: withDefault(boolean(), true),
  /** Whether it can be started. */
  ready: withDefault(boolean(), true),
  /** Whether it is locked for security. */
  locked: withDefault(boolean(), false),
  /** Whether it has expired or is in arrears. */
  expired: withDefault(boolean(), false),
  tags: withDefault(json<readonly Tag[]>(), []),
}

export type Instance = RecordOf<typeof instanceMembers>

/** Default values of an instance's members. */
export const instanceDefaults = defaultsOf(instanceMembers)
