import { actionErrors, unreachable as never } from '../docs/evidence.ts'

/** An error that the emulator returns, or never returns. Without an action it is the gateway's. */
interface KnownError {
  readonly action?: string
  /** Status and code. */
  readonly refusal: string
  /** Absent: any text. */
  readonly message?: string
}

/** Whether a text is the documented one, in which `%s` and `{}` stand for any text. */
export const fitsText = (documented: string, text: string): boolean =>
  new RegExp(
    `^${documented
      .split(/%s|\{\}/)
      .map(RegExp.escape)
      .join('.*')}$`,
    's',
  ).test(text)

/** Every error of the catalogue. */
export const knownErrors: readonly KnownError[] = actionErrors.map(({ action, status, code, message }) => ({
  ...(action !== undefined && { action }),
  refusal: `${status} ${code}`,
  message,
}))

/** Documented errors that no state of the emulator causes, with the reason. */
export const unreachable: readonly (Required<KnownError> & { readonly reason: string })[] = Object.entries(
  never,
).flatMap(([action, rows]) =>
  rows.map(({ status, code, message, reason }) => ({ action, refusal: `${status} ${code}`, message, reason })),
)
