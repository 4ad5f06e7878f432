import t from 'tap'
import neighbourErrors from '../../fixtures/documented-errors.json' with { type: 'json' }
import copyErrors from '../../fixtures/errors-copysnapshot.json' with { type: 'json' }
import documented from '../../fixtures/evidence/documented.json' with { type: 'json' }
import { actionsOf } from '../../src/actions/index.ts'
import { absentMembers, actionErrors, apart, decisions, membersOf, unreachable } from '../docs/evidence.ts'
import { fitsText } from '../support/known-errors.ts'

interface Edition {
  readonly parameters: readonly string[]
  readonly members: readonly string[]
}

/** The documented contents of each edition, from lists made independently of src. */
const editions: Readonly<Record<string, Readonly<Record<string, Edition>>>> = documented
const dated = ['2021', '2024', '2025']
const variants = (['2021', '2025'] as const).flatMap(contract =>
  actionsOf(contract).map(action => ({ ...action, contract })),
)

/** Ignores placeholders, curly or missing quotes, and spaces, which differ between editions. */
const plain = (status: number, code: string, message: string): string =>
  `${status} ${code} ${message
    .replaceAll('%s', '{}')
    .replace(/"?(?:SnapshotId|\{\})"?/, '{}')
    .replaceAll('  ', ' ')}`

/** Editions of errors. The years of the pages before 2021 count as 2021. */
const errorEditions = [...dated, '2026']
const editionOf = (year: string): string => (year < '2021' ? '2021' : year)

/** A documented row. One without years is of the metadata of 2024. */
interface DocumentedRow {
  readonly http: number
  readonly code: string
  readonly message: string
  readonly years?: readonly string[]
}

/** The documented errors, by action and edition. */
const documentedErrors = (action: string, edition: string): string[] => {
  const flag = ({ '2021': 'seed2021', '2024': 'meta2024_06', '2025': 'doc2025_03' } as const)[edition]
  if (action === 'CopySnapshot' && flag !== undefined) {
    return copyErrors.filter(row => row[flag]).map(row => plain(row.http, row.code, row.message))
  }
  return ((neighbourErrors as Record<string, readonly DocumentedRow[]>)[action] ?? [])
    .filter(({ years = ['2024'] }) => years.map(editionOf).includes(edition))
    .map(row => plain(row.http, row.code, row.message))
}

t.test('a parameter whose evidence names an edition is documented there', async t => {
  for (const { name, params, ignored } of variants) {
    for (const [parameter, { evidence }] of [...Object.entries(params), ...Object.entries(ignored)]) {
      const [edition] = apart(evidence)
      if (dated.includes(edition)) {
        t.ok(editions[name]?.[edition]?.parameters.includes(parameter), `${name} ${parameter} ${edition}`)
      }
    }
  }
})

t.test('every documented parameter is read, or listed with a reason', async t => {
  for (const { name, params, ignored } of variants) {
    for (const parameter of Object.values(editions[name] ?? {}).flatMap(({ parameters }) => parameters)) {
      const ways = [Object.hasOwn(params, parameter), (ignored[parameter]?.reason ?? '').length > 20].filter(Boolean)
      t.equal(ways.length, 1, `${name} ${parameter}`)
    }
  }
})

t.test('a member whose evidence names an edition is documented there, and every documented member exists', async t => {
  for (const { name, members } of variants) {
    const table = membersOf(members)
    for (const { path, evidence } of table) {
      const [edition] = apart(evidence)
      if (dated.includes(edition)) t.ok(editions[name]?.[edition]?.members.includes(path), `${name} ${path} ${edition}`)
    }
    const known = ['RequestId', ...table.map(({ path }) => path), ...Object.keys(absentMembers[name] ?? {})]
    for (const path of Object.values(editions[name] ?? {}).flatMap(({ members }) => members)) {
      t.equal(known.filter(one => one === path).length, 1, `${name} ${path}`)
    }
  }
})

t.test('an error whose evidence names an edition is documented there, with its status and text', async t => {
  for (const { action, code, status, message, evidence } of actionErrors) {
    const [edition] = apart(evidence)
    if (action === undefined || !errorEditions.includes(edition)) continue
    // No list has the page of CopySnapshot of 2026.
    if (action === 'CopySnapshot' && edition === '2026') continue
    const wanted = plain(status, code, message)
    t.ok(
      documentedErrors(action, edition).some(row => fitsText(row, wanted)),
      `${action} ${edition}: ${wanted}`,
    )
  }
})

t.test('every documented error is in the catalogue, or listed with a reason', async t => {
  for (const name of Object.keys(editions)) {
    const rows = [...actionErrors.filter(({ action }) => action === name), ...(unreachable[name] ?? [])]
    const known = rows.map(({ status, code, message }) => plain(status, code, message))
    for (const row of errorEditions.flatMap(edition => documentedErrors(name, edition)))
      t.ok(
        known.some(text => fitsText(row, text)),
        `${name} ${row}`,
      )
    for (const { code, reason } of unreachable[name] ?? []) t.ok(reason.length > 10, `${name} ${code} has a reason`)
  }
})

t.test('every rule is one sentence and refuses with an error of its action', async t => {
  for (const { name, contract, rules } of variants) {
    for (const { says, refusal, ...rule } of rules) {
      t.match(says, /^[A-Z][^.]*\.$/, `${name}: ${says}`)
      const row = actionErrors.find(
        error =>
          error.name === refusal &&
          (error.action ?? name) === name &&
          (error.contract === undefined || error.contract === contract),
      )
      t.ok(row, `${name} ${contract} has ${refusal}`)
      const texts = actionErrors.filter(error => error.name === refusal && (error.action ?? name) === name)
      const isWanted = [row, ...('detailOf' in rule ? texts : [])].some(text => text?.message.includes('{}'))
      t.equal('detail' in rule || 'detailOf' in rule, isWanted, `${name}: ${refusal} has the detail for its text`)
    }
  }
})

t.test('every kind of value refuses with an error of its action', async t => {
  for (const { name, contract, params } of variants) {
    for (const [parameter, { refusal }] of Object.entries(params)) {
      const own = actionErrors.some(
        error => (error.action ?? name) === name && (error.contract ?? contract) === contract && error.name === refusal,
      )
      t.ok(own, `${name} ${contract} ${parameter}: ${refusal}`)
    }
  }
})

t.test('every decision named by evidence exists', async t => {
  const subjects = decisions.map(({ subject }) => subject)
  const texts = JSON.stringify([variants, actionErrors])
  const named = [...texts.matchAll(/decision “([^”]+)”/g)].map(([, subject = '']) => subject)
  t.ok(named.length > 5)
  for (const subject of new Set(named)) t.ok(subjects.includes(subject), subject)
})
