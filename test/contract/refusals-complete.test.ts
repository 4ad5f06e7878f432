import { readFileSync } from 'node:fs'
import t from 'tap'
import others from '../../fixtures/documented-errors.json' with { type: 'json' }
import copySnapshot from '../../fixtures/errors-copysnapshot.json' with { type: 'json' }
import { actions } from '../../src/actions/index.ts'
import { fitsText, knownErrors, unreachable } from '../support/known-errors.ts'
import { refusalRows } from '../support/refusal-table.ts'

const documented: Readonly<Record<string, readonly { http: number; code: string; message: string }[]>> = {
  CopySnapshot: copySnapshot,
  ...others,
}

/** Errors that need more than one call, by the test that covers them. */
const reachedElsewhere: Readonly<Record<string, readonly string[]>> = {
  'test/gateway/v1-signatures.test.ts': ['400 SignatureDoesNotMatch', '400 IncompleteSignature'],
  'test/contract/copy-2025.test.ts': ['403 Forbidden.RAM'],
  'test/control/faults.test.ts': [
    '400 Throttling',
    '400 Throttling.User',
    '400 Throttling.Api',
    '503 ServiceUnavailable',
    '400 MissingSecurityToken',
    '403 Throttling',
    '403 InvalidOperation.NotSupportedEndpoint',
    '400 IdempotentFailed',
    '403 QuotaExceed.ConcurrentSnapshotQuota',
    '403 InvalidOperation.DiskHasUnfinishedSnapshotCopy',
    '403 InvalidOperation.DiskResetInProgress',
  ],
  'test/http/framing.test.ts': [
    '400 ContentLengthDoesNotMatch',
    '405 UnsupportedHTTPMethod',
    '413 RequestEntityTooLarge',
    '414 RequestUriTooLong',
    '415 UnsupportedMediaType',
    '417 ExpectationFailed',
    '431 RequestHeaderFieldsTooLarge',
  ],
  'test/http/limits.test.ts': ['408 RequestTimeout'],
}

const served = (action: string): boolean => actions.some(({ name }) => name === action)

for (const [action, errors] of Object.entries(documented).filter(([action]) => served(action))) {
  t.test(`every documented error of ${action} is returned, or listed with a reason`, async t => {
    for (const { http, code, message } of errors) {
      const refusal = `${http} ${code}`
      const isMeant = (one: { action?: string; refusal: string; message?: string }): boolean =>
        one.action === action && one.refusal === refusal && fitsText(message, one.message ?? message)
      // The documentation leaves these texts open, or gives them for one parameter only.
      const isOpen = message === '%s' || refusal === '400 MissingParameter'
      const isAnswered =
        refusalRows.some(row => isMeant(isOpen ? { ...row, message } : row)) ||
        reachedElsewhere['test/control/faults.test.ts']?.includes(refusal)
      const isListed = unreachable.some(one => isMeant(one) && one.message === message)
      t.not(isAnswered ?? false, isListed, `${refusal}: ${message}`)
    }
    for (const { refusal, reason } of unreachable.filter(one => one.action === action)) {
      t.ok(reason.length > 10, refusal)
      t.ok(
        errors.some(({ http, code }) => `${http} ${code}` === refusal),
        `${refusal} is documented`,
      )
    }
  })
}

t.test('every error of the catalogue is reached by the table or by a separate test', async t => {
  for (const { action, refusal, message = '' } of knownErrors.filter(
    ({ action }) => action === undefined || served(action),
  )) {
    // test/errors/table.test.ts reaches these by faults.
    if (unreachable.some(one => one.action === action && one.refusal === refusal && fitsText(one.message, message)))
      continue
    const inTable = refusalRows.some(row => row.refusal === refusal && (action === undefined || row.action === action))
    const [file] = Object.entries(reachedElsewhere).find(([, errors]) => errors.includes(refusal)) ?? []
    const elsewhere = file !== undefined && readFileSync(file, 'utf8').includes(refusal.slice(4))
    t.not(inTable, elsewhere, `${action ?? 'every action'}: ${refusal}`)
  }
})
