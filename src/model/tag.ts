import { type RecordOf, text } from './members.ts'

/** A tag of a snapshot. The value may be empty, the key may not. */
export const tagMembers = { key: text(), value: text() }

export type Tag = RecordOf<typeof tagMembers>
