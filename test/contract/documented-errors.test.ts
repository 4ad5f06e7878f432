import t, { type Test } from 'tap'
import documented from '../../fixtures/documented-errors.json' with { type: 'json' }
import { actionErrors as catalogue, unreachable } from '../docs/evidence.ts'
import { brokenData } from '../support/broken-data.ts'
import { describeCases } from '../support/cases/describe.ts'
import { snapshotCases } from '../support/cases/snapshots.ts'
import { tagCases } from '../support/cases/tags.ts'
import { type Answer, caller, type Door, doors, emulatorFor } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import { checkRefusal, formats, hostBehind } from '../support/refusals.ts'

const cases = [...snapshotCases, ...describeCases, ...tagCases]
const neighbours = Object.keys(documented)

/** A way to call an emulator of the world that has everything, or of its broken data. */
const callerOf = async (t: Test, door: Door, broken: boolean) =>
  caller(await door.open(emulatorFor(t, { world: lifeWorld, ...(broken && { data: await brokenData(t, lifeWorld) }) })))

/** Everything that can be seen of the snapshots, their tags and their chains. */
const contents = async (call: ReturnType<typeof caller>): Promise<unknown[]> => {
  const seen: unknown[] = []
  for (const RegionId of ['cn-chengdu', 'us-east-1']) {
    for (const [action, params] of [
      ['DescribeSnapshots', { PageSize: '100' }],
      ['DescribeSnapshotLinks', { PageSize: '100' }],
      ['DescribeSnapshotsUsage', {}],
    ] as const) {
      const { RequestId, ...members } = (await call(action, { RegionId, ...params })).json
      seen.push(members)
    }
  }
  return seen
}

for (const door of doors) {
  for (const format of formats) {
    t.test(`every documented refusal comes to the letter in ${format}, ${door.name}, and nothing changes`, async t => {
      const calls = [await callerOf(t, door, false), await callerOf(t, door, true)] as const
      for (const { action, before } of cases) if (before) t.equal((await calls[0](action, before)).status, 200)
      const before = await contents(calls[0])
      for (const { action, when, params, key, broken, before: _, ...expected } of cases) {
        await t.test(`${action} ${expected.code}, when ${when}`, async t => {
          const as = { id: key, secret: 'testsecret' }
          const answer: Answer = await calls[broken ? 1 : 0](action, { Format: format, ...params }, { as })
          checkRefusal(t, answer, expected, { format, host: hostBehind(door) })
        })
      }
      t.strictSame(await contents(calls[0]), before)
    })
  }
}

t.test('every documented error is either answered or listed with the reason why it never is', async t => {
  for (const [action, rows] of Object.entries(documented)) {
    const answered = catalogue.filter(row => row.action === action).map(row => `${row.status} ${row.code}`)
    const never = (unreachable[action] ?? []).map(({ status, code }) => `${status} ${code}`)
    for (const { http, code, message } of rows) {
      const name = `${http} ${code}`
      t.equal([...answered, ...never].filter(one => one === name).length, 1, `${action} ${name} stands in one place`)
      const row = catalogue.find(row => row.action === action && `${row.status} ${row.code}` === name)
      if (row === undefined || message === '%s' || name === '400 MissingParameter') continue
      t.equal(row.message, message, `${action} ${name} has the text of the documentation`)
    }
    for (const name of never) {
      t.ok(
        rows.some(({ http, code }) => `${http} ${code}` === name),
        `${action} ${name} is documented`,
      )
    }
  }
})

t.test('every row of the catalogue for these actions is reached by a case', async t => {
  for (const { action = '', status, code } of catalogue.filter(row => neighbours.includes(row.action ?? ''))) {
    t.ok(
      cases.some(one => one.action === action && one.status === status && one.code === code),
      `${action} ${status} ${code}`,
    )
  }
})
