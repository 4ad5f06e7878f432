import { type RecordOf, text } from './members.ts'

/** A tag of a snapshot. The value may be empty, the key may not. */
export const tagMembers = { key: text(), value: text() }

export type Tag = RecordOf<typeof tagMembers>

/** The maximum number of tags of a resource or a call. */
export const maxTags = 20

/** "At most 128 characters, must not begin with aliyun or acs:, must not contain http:// or https://." */
export const tagKey = /^(?!aliyun|acs:)(?![\s\S]*https?:\/\/)[\s\S]{1,128}$/u
/** The same, or empty. */
export const tagValue = /^(?!aliyun|acs:)(?![\s\S]*https?:\/\/)[\s\S]{0,128}$/u
