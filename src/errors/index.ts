import { accountErrors } from './accounts.ts'
import { copyErrors } from './copies.ts'
import { diskErrors } from './disks.ts'
import { encryptionErrors } from './encryption.ts'
import { gatewayErrors } from './gateway.ts'
import { parameterErrors } from './parameters.ts'
import { regionErrors } from './regions.ts'
import { snapshotErrors } from './snapshots.ts'
import { tagErrors } from './tags.ts'

export type { ErrorRow, Evidence } from './row.ts'

/** Which edition of the CopySnapshot documentation is followed. */
export type Contract = '2021' | '2025'

/** Every error there is. */
export const errorRows = [
  ...gatewayErrors,
  ...parameterErrors,
  ...accountErrors,
  ...regionErrors,
  ...snapshotErrors,
  ...copyErrors,
  ...encryptionErrors,
  ...diskErrors,
  ...tagErrors,
] as const

/** A code of the catalogue. */
export type ErrorCode = (typeof errorRows)[number][0]

/** One text of an error, as an answer needs it. */
export interface KnownError {
  readonly code: string
  readonly status: number
  /** `{}` stands for the name or text that the refusal adds. */
  readonly message: string
}

/** By `Action Contract Code`, `Action Code` and `* Code`; by the code alone, its first row. */
const index = new Map<string, KnownError>()
for (const [code, status, message, evidence] of errorRows) {
  const known: KnownError = { code, status, message }
  if (!index.has(code)) index.set(code, known)
  for (const key of Object.keys(evidence)) index.set(`${key} ${code}`, known)
}

/**
 * The error of a code for an action under a contract: the most specific row. A fault may give an action a code that only
 * another one has; the first row of the code is used then.
 */
export const findError = (code: ErrorCode, action: string, contract: Contract): KnownError =>
  (index.get(`${action} ${contract} ${code}`) ??
    index.get(`${action} ${code}`) ??
    index.get(`* ${code}`) ??
    index.get(code)) as KnownError

/** Members that an answer has beside the usual ones. */
export type ErrorMembers = { readonly [member: string]: string | ErrorMembers }

/**
 * A refusal: its status and text are those of the catalogue's row for the action at hand. It is an answer, not a failure:
 * an Error would take down its stack, which costs as much as verifying a signature and which nobody reads.
 */
export class ApiError {
  readonly code: ErrorCode
  /** What takes the place of `{}` in the row's message. */
  readonly detail: string
  readonly members: ErrorMembers

  constructor(code: ErrorCode, detail = '', members: ErrorMembers = {}) {
    this.code = code
    this.detail = detail
    this.members = members
  }
}

/**
 * Refuses the call at hand.
 *
 * @param code a code of the catalogue
 * @param detail what takes the place of `{}` in its message
 * @throws {ApiError} always
 */
export const refuse = (code: ErrorCode, detail?: string): never => {
  throw new ApiError(code, detail)
}
