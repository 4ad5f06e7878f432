import { accountErrors } from './accounts.ts'
import { attachmentErrors } from './attachments.ts'
import { copyErrors } from './copies.ts'
import { diskCategoryErrors } from './disk-categories.ts'
import { diskErrors } from './disks.ts'
import { encryptionErrors } from './encryption.ts'
import { gatewayErrors } from './gateway.ts'
import { imageErrors } from './images.ts'
import { instanceErrors } from './instances.ts'
import { multiAttachErrors } from './multi-attach.ts'
import { parameterErrors } from './parameters.ts'
import { regionErrors } from './regions.ts'
import { snapshotErrors } from './snapshots.ts'
import { tagErrors } from './tags.ts'
import { zoneErrors } from './zones.ts'

export type { ErrorRow, Evidence } from './row.ts'

/** The edition of the CopySnapshot documentation to follow. */
export type Contract = '2021' | '2025'

/** All errors of the catalogue. */
export const errorRows = [
  ...gatewayErrors,
  ...parameterErrors,
  ...accountErrors,
  ...regionErrors,
  ...zoneErrors,
  ...snapshotErrors,
  ...copyErrors,
  ...encryptionErrors,
  ...diskErrors,
  ...diskCategoryErrors,
  ...attachmentErrors,
  ...multiAttachErrors,
  ...instanceErrors,
  ...imageErrors,
  ...tagErrors,
] as const

/** A code of the catalogue, with the row's word where an action has several rows of one code: `OperationDenied#zone`. */
export type ErrorCode = (typeof errorRows)[number][0]

/** The codes of the catalogue. */
export const errorCodes: ReadonlySet<string> = new Set(errorRows.map(([code]) => code))

/** Returns the code as answered, without the row's word. */
export const answeredCode = (code: string): string => code.replace(/#.*/, '')

/** The code, status and message of an error. */
export interface KnownError {
  readonly code: string
  readonly status: number
  /** The refusal's detail, a name or a text, replaces `{}`. */
  readonly message: string
}

/** Errors by `Action Contract Code`, `Action Code` and `* Code`. The code alone has its first row. */
const index = new Map<string, KnownError>()
for (const [code, status, message, evidence] of errorRows) {
  const known: KnownError = { code: answeredCode(code), status, message }
  if (!index.has(code)) index.set(code, known)
  for (const key of Object.keys(evidence)) index.set(`${key} ${code}`, known)
}

/**
 * Returns the most specific row of a code for an action under a contract. A fault may give an action a code that only
 * other actions have; the first row of the code is then used.
 */
export const findError = (code: ErrorCode, action: string, contract: Contract): KnownError =>
  (index.get(`${action} ${contract} ${code}`) ??
    index.get(`${action} ${code}`) ??
    index.get(`* ${code}`) ??
    index.get(code)) as KnownError

/** Returns the text of a refusal: the row's message with the refusal's detail. */
export const messageOf = ({ message }: KnownError, { detail }: Pick<ApiError, 'detail'>): string =>
  // A function, so that a `$` in the detail is literal.
  message.replace('{}', () => detail)

/** Additional members of an error's answer. */
export type ErrorMembers = { readonly [member: string]: string | ErrorMembers }

/**
 * A refusal. Its status and text come from the catalogue's row for the current action. It is an answer, not a failure,
 * so it does not extend Error: capturing a stack that nobody reads costs as much as verifying a signature.
 */
export class ApiError {
  readonly code: ErrorCode
  /** The replacement of `{}` in the row's message. */
  readonly detail: string
  readonly members: ErrorMembers

  constructor(code: ErrorCode, detail = '', members: ErrorMembers = {}) {
    this.code = code
    this.detail = detail
    this.members = members
  }
}

/** A refusal with a status and a text of its own. Its code need not be in the catalogue. */
export class StubbedError extends ApiError {
  readonly row: KnownError

  constructor(row: KnownError) {
    // A `{}` in its text is literal.
    super(row.code as ErrorCode, '{}')
    this.row = row
  }
}

/**
 * Refuses the current call.
 *
 * @param code a code of the catalogue
 * @param detail the replacement of `{}` in its message
 * @throws {ApiError} always
 */
export const refuse = (code: ErrorCode, detail?: string): never => {
  throw new ApiError(code, detail)
}
