import { readFileSync } from 'node:fs'
import t from 'tap'
import { actionsOf } from '../../src/actions/index.ts'
import type { Row } from '../../src/compare/report.ts'
import { at, realOne, run } from './running.ts'

/** In what the contracts of 2021 and 2025 differ, as far as the free probes reach. Written by hand. */
const differences: Readonly<Record<string, readonly [in2021: string, in2025: string]>> = {
  'copy: a name with an accented letter': ['403 InvalidSnapshotName.Malformed', '403 InvalidSnapshotId.NotFound'],
  'copy: a name with a full stop': ['403 InvalidSnapshotName.Malformed', '403 InvalidSnapshotId.NotFound'],
  'copy: the same region, encrypted': [
    '403 InvalidOperation.NotSupportCopyInSameRegion',
    '403 InvalidSnapshotId.NotFound',
  ],
  'copy: Encrypted in words': ['403 InvalidSnapshotId.NotFound', '400 InvalidParameter'],
  'copy: a storage location and encryption': [
    '403 InvalidSnapshotId.NotFound',
    '403 InvalidParameterDestinationStorageLocationArn.Malformed',
  ],
}

/** The rules of one contract alone that these probes reach. */
const reached = [
  'The destination is another region.',
  'The destination is another region, unless the copy is made to encrypt.',
]

/** The other rules of one contract alone, by the class of probes that could reach them: a copy of a real snapshot. */
const needCopies = [
  'A copy to a storage location is not encrypted.',
  'An encrypted source is not copied to an unencrypted snapshot.',
  'Copies between the two regions comply with regulations.',
  'ECS may use KMS, when the copy is encrypted.',
  'ECS may use the key.',
  'Encrypted is true when KMSKeyId is given.',
  'KMS is enabled, when the copy is encrypted.',
  'No encrypted copy of the same disk to the same region is unfinished.',
  'No other copy of the same disk to the same region is unfinished.',
  'No other operation holds the source.',
  'The account has fewer snapshots than its quota.',
  'The account was invited to name roles, when Arn is given.',
  'The destination takes encrypted copies, when the copy is encrypted.',
  'The destination takes keys of customers, when KMSKeyId is given.',
  'The key can make data keys.',
  'The key exists in the destination and is the caller’s.',
  'The key is enabled.',
  'The key is symmetric.',
  'The source is a standard snapshot, not a local one.',
  'The source is a standard snapshot, not a local or flash one.',
  'The source is not archived.',
  'The source is not encrypted.',
  'The source is not kept in a storage location.',
  'The source may be copied across regions, when the destination is another.',
  'The source may be copied encrypted, when the copy is encrypted.',
  'The storage location is in the destination.',
  'The storage location is the caller’s, and ECS may use it.',
]

const rulesOf = (contract: '2021' | '2025'): string[] =>
  actionsOf(contract).flatMap(({ name, rules }) =>
    rules.map(({ says }) => (name === 'CopySnapshot' ? says : `${name} ${says}`)),
  )

t.test('every other difference of the contracts is listed with the class that it needs', async t => {
  const [older, newer] = [rulesOf('2021'), rulesOf('2025')]
  const apart = [...older.filter(rule => !newer.includes(rule)), ...newer.filter(rule => !older.includes(rule))]
  t.same(apart.sort(), [...reached, ...needCopies].sort())
})

const told = ({ there, here }: Row) => [there, here['--against']].map(reading => `${reading?.status} ${reading?.code}`)

t.test('between emulators of both contracts exactly their known differences are found', async t => {
  const older = await realOne(t, { contract: '2021' })
  const newer = await realOne(t, { contract: '2025' })
  const folder = t.testdir()
  const files = ['--json', `${folder}/rows.json`, '--markdown', `${folder}/report.md`]
  const { code, text } = await run(at(older.url, '--against', newer.url, ...files))
  t.equal(code, 1)
  const { rows }: { rows: Row[] } = JSON.parse(readFileSync(`${folder}/rows.json`, 'utf8'))
  const found = rows.filter(({ verdict }) => verdict !== 'same')
  t.same(Object.fromEntries(found.map(row => [row.probe, told(row)])), differences)
  t.ok(rows.length >= 120, 'about 120 free probes')
  const report = readFileSync(`${folder}/report.md`, 'utf8')
  for (const name of Object.keys(differences)) {
    t.match(text, `differs                ${name} — 403`)
    t.match(report, `| ${name} | differs | 403`)
  }
  t.match(text, '“Names” is otherwise.')
  t.match(report, '| Format | is as assumed |')
  t.notMatch(text, '“Format”')
})

t.test('an emulator of either contract is recognized, and nothing differs', async t => {
  for (const contract of ['2021', '2025'] as const) {
    const { url } = await realOne(t, { contract })
    const { code, text } = await run(at(url))
    t.equal(code, 0)
    t.match(text, new RegExp(`same as ${contract} +copy: a name with a full stop`))
    t.match(text, /\d{3} same as 2021 and 2025, 5 same as 20\d\d\./)
  }
})

t.test('no probe of the free class changes the state', async t => {
  for (const contract of ['2021', '2025'] as const) {
    const { emulator, url } = await realOne(t, { contract, clock: new Date() })
    const before = emulator.state.export()
    await run(at(url, '--with-auth'))
    t.same(emulator.state.export(), before)
  }
})
