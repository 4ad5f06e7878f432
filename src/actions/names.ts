import type { ErrorCode } from '../errors/index.ts'
import { type Kind, text } from '../wire/params.ts'

/** A name of 2 to 128 characters. */
export const nameThat = (matches: (name: string) => boolean, refusal: ErrorCode): Kind<string> =>
  text({ min: 2, max: 128, matches, refusal })

/** Whether a name has a letter first, then letters, digits, `:`, `_`, `.` and `-`. */
export const isName = (name: string): boolean => /^\p{L}[\p{L}0-9:_.-]*$/u.test(name)

/** "Must not begin with http:// or https://". Control characters are refused too: XML cannot carry them. */
export const description = text({
  min: 2,
  max: 256,
  matches: description => !/^https?:\/\//.test(description) && !/\p{Cc}/u.test(description),
  refusal: 'InvalidDescription.Malformed',
})
