import { integer, type Kind } from '../wire/params.ts'
import { isName, nameThat } from './names.ts'

const snapshotNameThat = (matches: (name: string) => boolean): Kind<string> =>
  nameThat(matches, 'InvalidSnapshotName.Malformed')

const isSnapshotName = (name: string): boolean => /^[A-Za-z\p{Script=Han}][A-Za-z\p{Script=Han}0-9:_-]*$/u.test(name)

/** "Begins with an upper- or lower-case letter or a Chinese character; may hold digits, `:`, `_` and `-`." */
export const snapshotName = snapshotNameThat(isSnapshotName)

/** The later documentation allows every Unicode letter and the full stop. */
export const snapshotName2025 = snapshotNameThat(isName)

/** "To prevent conflicts with the names of automatic snapshots, the name cannot start with auto." */
export const manualSnapshotName = snapshotNameThat(name => isSnapshotName(name) && !name.startsWith('auto'))

/** CreateSnapshot has the letters of the later documentation. */
export const createdSnapshotName = snapshotNameThat(name => isName(name) && !name.startsWith('auto'))

/** Days until automatic release. */
export const retentionDays = integer({ min: 1, max: 65536, refusal: 'InvalidRetentionDays.Malformed' })

/** Snapshots created before 15 July 2013 cannot be used, in epoch milliseconds. */
export const oldestUsable = Date.parse('2013-07-15T00:00:00Z')
