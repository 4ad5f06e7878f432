import { readFileSync } from 'node:fs'
import t from 'tap'
import { unreachable } from '../docs/evidence.ts'
import { cases2025, copy2025 } from '../support/copy-2025.ts'
import { caller, doors, emulatorFor } from '../support/emulator.ts'

for (const door of doors) {
  await t.test(`${door.name}, every row of 2025 comes by the state that it documents`, async t => {
    const call = caller(await door.open(emulatorFor(t, { contract: '2025', world: '2025' })))
    for (const { code, status, message, change, as } of cases2025) {
      const before = await call('DescribeSnapshots', { RegionId: 'us-east-1' })
      const answer = await call('CopySnapshot', { ...copy2025, ...change }, { ...(as && { as }) })
      t.match(answer.json, { Code: code, Message: message }, code)
      t.equal(answer.status, status, code)
      const after = await call('DescribeSnapshots', { RegionId: 'us-east-1' })
      t.equal(after.json.TotalCount, before.json.TotalCount, 'nothing was made')
    }
  })
}

interface DocumentedRow {
  readonly http: number
  readonly code: string
  readonly message: string
  readonly doc2025_03: boolean
}

/** Rows that a test of their own reaches, since no state of a world does. */
const reachedElsewhere = [
  ['InternalError', 'test/store/undone.test.ts'],
  ['InvalidSnapshotId.EncryptedNotSupport', 'test/contract/copy-snapshot-errors.test.ts'],
] as const

await t.test('every documented row is reached by a test, or listed with the reason why none can', async t => {
  const documented: DocumentedRow[] = JSON.parse(readFileSync('fixtures/errors-copysnapshot.json', 'utf8'))
  t.equal(documented.length, 50)
  for (const { http, code, message } of documented) {
    const isRow = (known: { code: string; status: number; message: string }): boolean =>
      known.code === code && known.status === http && known.message === message
    const ways = [
      cases2025.some(isRow),
      unreachable.CopySnapshot?.some(known => isRow(known) && known.reason.length > 20),
      reachedElsewhere.some(([name, file]) => name === code && readFileSync(file, 'utf8').includes(code)),
    ].filter(Boolean)
    t.equal(ways.length, 1, `${http} ${code}: ${message}`)
  }
})
