import { type RecordOf, text } from './members.ts'

/** A tag of a snapshot; a value may be empty, a key never is. */
export const tagMembers = { key: text(), value: text() }

export type Tag = RecordOf<typeof tagMembers>
