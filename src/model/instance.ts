import { boolean, defaultsOf, integer, json, oneOf, type RecordOf, text, withDefault } from './members.ts'
import { statusMembers } from './status.ts'
import type { Tag } from './tag.ts'

/** The statuses of an instance, spelled as on the wire. */
export const instanceStatuses = ['Running', 'Starting', 'Stopping', 'Stopped'] as const

/** An instance that disks are attached to. Only worlds create instances. */
export const instanceMembers = {
  accountId: text(),
  id: text(),
  regionId: text(),
  zoneId: text(),
  name: withDefault(text(), ''),
  createdAt: integer(),
  status: withDefault(oneOf(...instanceStatuses), 'Stopped'),
  ...statusMembers,
  /** Whether it is locked for security. */
  locked: withDefault(boolean(), false),
  /** Whether it has expired or is in arrears. */
  expired: withDefault(boolean(), false),
  tags: withDefault(json<readonly Tag[]>(), []),
}

export type Instance = RecordOf<typeof instanceMembers>

/** Default values of an instance's members. */
export const instanceDefaults = defaultsOf(instanceMembers)
