import { integer, type Kind, text } from '../wire/params.ts'

const nameThat = (matches: (name: string) => boolean): Kind<string> =>
  text({ min: 2, max: 128, matches, refusal: 'InvalidSnapshotName.Malformed' })

const isSnapshotName = (name: string): boolean => /^[A-Za-z\p{Script=Han}][A-Za-z\p{Script=Han}0-9:_-]*$/u.test(name)

/** "Begins with an upper- or lower-case letter or a Chinese character; may hold digits, `:`, `_` and `-`." */
export const snapshotName = nameThat(isSnapshotName)

const isSnapshotName2025 = (name: string): boolean => /^\p{L}[\p{L}0-9:_.-]*$/u.test(name)

/** The later documentation allows every Unicode letter and the full stop. */
export const snapshotName2025 = nameThat(isSnapshotName2025)

/** "To prevent conflicts with the names of automatic snapshots, the name cannot start with auto." */
export const manualSnapshotName = nameThat(name => isSnapshotName(name) && !name.startsWith('auto'))

/** CreateSnapshot has the letters of the later documentation. */
export const createdSnapshotName = nameThat(name => isSnapshotName2025(name) && !name.startsWith('auto'))

/** "Must not begin with http:// or https://". Control characters are refused too: XML cannot carry them. */
export const snapshotDescription = text({
  min: 2,
  max: 256,
  matches: description => !/^https?:\/\//.test(description) && !/\p{Cc}/u.test(description),
  refusal: 'InvalidDescription.Malformed',
})

/** Days until automatic release. */
export const retentionDays = integer({ min: 1, max: 65536, refusal: 'InvalidRetentionDays.Malformed' })
