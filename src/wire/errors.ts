import type { Contract, ErrorRow } from './error-row.ts'
import { copySnapshotErrors } from './errors-copy-snapshot.ts'
import { copySnapshot2025Errors } from './errors-copy-snapshot-2025.ts'
import { createSnapshotErrors } from './errors-create-snapshot.ts'
import { deleteSnapshotErrors } from './errors-delete-snapshot.ts'
import { describeRegionsErrors } from './errors-describe-regions.ts'
import { describeSnapshotLinksErrors } from './errors-describe-snapshot-links.ts'
import { describeSnapshotsErrors } from './errors-describe-snapshots.ts'
import { describeSnapshotsUsageErrors } from './errors-describe-snapshots-usage.ts'
import { gatewayErrors } from './errors-gateway.ts'
import { listTagResourcesErrors } from './errors-list-tag-resources.ts'
import { modifySnapshotAttributeErrors } from './errors-modify-snapshot-attribute.ts'
import { resetDiskErrors } from './errors-reset-disk.ts'
import { tagResourcesErrors } from './errors-tag-resources.ts'
import { untagResourcesErrors } from './errors-untag-resources.ts'
import type { XmlTree } from './xml.ts'

export type { Contract, ErrorRow, Evidence } from './error-row.ts'

/** Every error there is. A row's key is action, contract and code. */
export const errorCatalogue = [
  ...gatewayErrors,
  ...copySnapshotErrors,
  ...copySnapshot2025Errors,
  ...createSnapshotErrors,
  ...deleteSnapshotErrors,
  ...describeSnapshotsErrors,
  ...modifySnapshotAttributeErrors,
  ...describeRegionsErrors,
  ...tagResourcesErrors,
  ...untagResourcesErrors,
  ...listTagResourcesErrors,
  ...describeSnapshotsUsageErrors,
  ...describeSnapshotLinksErrors,
  ...resetDiskErrors,
] as const

export type ErrorCode = (typeof errorCatalogue)[number]['code']

const keyOf = (action: string, contract: string, code: string): string => `${action} ${contract} ${code}`

const index = new Map<string, ErrorRow>(
  errorCatalogue.map((row: ErrorRow) => [keyOf(row.action ?? '', row.contract ?? '', row.code), row]),
)

/**
 * The row of a code for an action under a contract: the narrowest that there is. A fault may give an action a code that
 * only another one has; that one's row it is then.
 */
export const findError = (code: ErrorCode, action: string, contract: Contract): ErrorRow =>
  (index.get(keyOf(action, contract, code)) ??
    index.get(keyOf(action, '', code)) ??
    index.get(keyOf('', contract, code)) ??
    index.get(keyOf('', '', code)) ??
    errorCatalogue.find(row => row.code === code)) as ErrorRow

/**
 * A refusal: its status and text are those of the catalogue's row for the action at hand. It is an answer, not a failure:
 * an Error would take down its stack, which costs as much as verifying a signature and which nobody reads.
 */
export class ApiError {
  readonly code: ErrorCode
  /** What takes the place of `{}` in the row's message. */
  readonly detail: string
  /** What the answer says beside the usual members. */
  readonly members: XmlTree

  constructor(code: ErrorCode, detail = '', members: XmlTree = {}) {
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
