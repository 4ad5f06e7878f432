import { errorCatalogue } from '../../src/wire/errors.ts'
import { unreachableCopyErrors } from '../../src/wire/unreachable-copy-errors.ts'
import { unreachableErrors } from '../../src/wire/unreachable-errors.ts'

/** An error that the emulator has, or that it never answers; without an action, the gateway's. */
interface KnownError {
  readonly action?: string
  /** Status and code. */
  readonly refusal: string
  /** Absent: whatever the text. */
  readonly message?: string
}

/** Every error of the catalogue. */
export const knownErrors: readonly KnownError[] = errorCatalogue.map(
  (row: { action?: string; status: number; code: string }) => ({
    ...(row.action !== undefined && { action: row.action }),
    refusal: `${row.status} ${row.code}`,
  }),
)

/** Documented errors that no state of the emulator leads to, with the reason. */
export const unreachable: readonly (KnownError & { readonly reason: string })[] = [
  ...unreachableCopyErrors.map(({ status, code, message, reason }) => ({
    action: 'CopySnapshot',
    refusal: `${status} ${code}`,
    message,
    reason,
  })),
  ...Object.entries(unreachableErrors).flatMap(([action, groups]) =>
    groups.flatMap(({ reason, errors }) => errors.map(refusal => ({ action, refusal, reason }))),
  ),
]
