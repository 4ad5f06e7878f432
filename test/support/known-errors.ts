import { actionErrors, unreachable as never } from '../docs/evidence.ts'

/** An error that the emulator has, or that it never answers; without an action, the gateway's. */
interface KnownError {
  readonly action?: string
  /** Status and code. */
  readonly refusal: string
  /** Absent: whatever the text. */
  readonly message?: string
}

/** Every error of the catalogue. */
export const knownErrors: readonly KnownError[] = actionErrors.map(({ action, status, code }) => ({
  ...(action !== undefined && { action }),
  refusal: `${status} ${code}`,
}))

/** Documented errors that no state of the emulator leads to, with the reason. */
export const unreachable: readonly (KnownError & { readonly reason: string })[] = Object.entries(never).flatMap(
  ([action, rows]) =>
    rows.map(({ status, code, message, reason }) => ({ action, refusal: `${status} ${code}`, message, reason })),
)
