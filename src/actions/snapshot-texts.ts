/** "Begins with an upper- or lower-case letter or a Chinese character; may hold digits, `:`, `_` and `-`." */
export const isSnapshotName = (name: string): boolean =>
  /^[A-Za-z\p{Script=Han}][A-Za-z\p{Script=Han}0-9:_-]*$/u.test(name)

/** The later documentation: every letter of Unicode, and the full stop. */
export const isSnapshotName2025 = (name: string): boolean => /^\p{L}[\p{L}0-9:_.-]*$/u.test(name)

/** "To prevent conflicts with the names of automatic snapshots, the name cannot start with auto." */
export const isManualSnapshotName = (name: string): boolean => isSnapshotName(name) && !name.startsWith('auto')

/** "Must not begin with http:// or https://"; control characters are refused too, which XML could not carry. */
export const isSnapshotDescription = (description: string): boolean =>
  !/^https?:\/\//.test(description) && !/\p{Cc}/u.test(description)
