import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createEmulator, type Emulator, type World } from '../../src/index.ts'

/** A small and a large number of snapshots. */
const sizes = [1_000, 1_000_000] as const
const start = Date.parse('2026-11-24T08:00:00Z')
const rounds = 30
const callsARound = 20
const tagged = 100

const world: World = { accounts: [{ id: '1', keys: [{ id: 'testid', secret: 'testsecret' }] }] }
const region = 'cn-chengdu'
const idOf = (n: number): string => `s-2vcbench${String(n).padStart(12, '0')}`

/** Makes a data file with this number of snapshots in one region: ten at each moment, a hundred with a unique tag. */
const fill = async (file: string, count: number): Promise<void> => {
  await createEmulator({ data: file, world, clock: new Date(start) }).close()
  const db = new Database(file)
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  const bound = { count, start, region, every: Math.floor(count / tagged) }
  db.transaction(() => {
    db.prepare(
      `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
       INSERT INTO snapshots (accountId, id, regionId, name, description, createdAt, modifiedAt, endsAt, outcome,
         finalProgress, diskId, diskType, diskSize, category, encrypted, kmsKeyId, type, usage, linkId,
         resourceGroupId, copyLimits, storageLocationArn)
       SELECT '1', printf('s-2vcbench%012d', n), :region, 'bench', '', :start - 86400000 + n / 10,
         :start - 86400000, :start - 86400000, 'accomplished', 100, 'd-' || n / 100, 'data', 40, 'standard', 0, '',
         'user', 'none', 'sl-' || n / 100, '', '[]', '' FROM numbers`,
    ).run({ count, start, region })
    const tag = `INSERT INTO tags (snapshot, accountId, regionId, key, value, createdAt)
      SELECT seq, accountId, regionId, :key, 'x', createdAt FROM snapshots WHERE seq % :every = 0`
    db.prepare(tag).run({ key: 'env', every: 1 })
    db.prepare(tag).run({ key: 'bench', every: bound.every })
  })()
  db.close()
}

type Params = Readonly<Record<string, string>>

const call = async (emulator: Emulator, action: string, params: Params) => {
  const query = new URLSearchParams({ Action: action, Version: '2014-05-26', Format: 'JSON', ...params })
  const { status, body } = await emulator.inject({ url: `/?${query}` })
  if (status !== 200) throw new Error(body)
  return JSON.parse(body)
}

/** The token of the middle page, reached page by page. */
const middleToken = async (emulator: Emulator, count: number): Promise<string> => {
  let NextToken = ''
  for (let seen = 0; seen < count / 2; seen += 100) {
    const params = { RegionId: region, MaxResults: '100', NextToken }
    NextToken = (await call(emulator, 'DescribeSnapshots', params)).NextToken
  }
  return NextToken
}

/** One measurement: the call for an emulator with a number of snapshots. */
interface Work {
  readonly what: string
  readonly action: string
  readonly params: (count: number, round: number, token: string) => Params
  /** Exempt from the bound: an exact TotalCount needs a count. */
  readonly exempt?: true
}

const somewhere = (count: number, round: number): string => idOf(1 + ((round * 7919) % count))
const describe = (more: Params): Params => ({ RegionId: region, ...more })

const works: readonly Work[] = [
  {
    what: 'CopySnapshot',
    action: 'CopySnapshot',
    params: (count, round) => describe({ SnapshotId: somewhere(count, round), DestinationRegionId: 'us-east-1' }),
  },
  {
    what: 'DescribeSnapshots by id',
    action: 'DescribeSnapshots',
    params: (count, round) => describe({ SnapshotIds: JSON.stringify([somewhere(count, round)]) }),
  },
  {
    what: 'DescribeSnapshots by a tag with 100 hits',
    action: 'DescribeSnapshots',
    params: () => describe({ 'Tag.1.Key': 'bench', 'Tag.1.Value': 'x' }),
  },
  {
    what: 'DescribeSnapshots, a page in the middle by token',
    action: 'DescribeSnapshots',
    params: (_count, _round, token) => describe({ NextToken: token, MaxResults: '10' }),
  },
  {
    what: 'DescribeSnapshots, the first page by number',
    action: 'DescribeSnapshots',
    params: () => describe({}),
    exempt: true,
  },
  {
    what: 'DescribeSnapshots, a page in the middle by number',
    action: 'DescribeSnapshots',
    params: count => describe({ PageNumber: String(count / 20) }),
    exempt: true,
  },
]

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number

/** Milliseconds per call for each emulator. They alternate, so that disturbances affect both. */
const measure = async (work: Work, emulators: readonly Emulator[], tokens: readonly string[]): Promise<number[]> => {
  const times: number[][] = emulators.map(() => [])
  const calls = work.exempt ? 1 : callsARound
  for (let round = 0; round < (work.exempt ? 5 : rounds); round++) {
    for (const [i, emulator] of emulators.entries()) {
      const begin = performance.now()
      for (let n = 0; n < calls; n++) {
        const params = work.params(sizes[i] as number, round * calls + n, tokens[i] as string)
        await call(emulator, work.action, params)
      }
      if (round > 0) times[i]?.push((performance.now() - begin) / calls)
    }
  }
  return times.map(median)
}

/** Prints the ratio of call times with many snapshots to few, in one run. */
export const scale = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'copysnapshot-bench-'))
  const emulators: Emulator[] = []
  try {
    const tokens: string[] = []
    for (const count of sizes) {
      const data = join(folder, `${count}.db`)
      await fill(data, count)
      const emulator = createEmulator({ data, world, auth: 'off', clock: new Date(start) })
      emulators.push(emulator)
      tokens.push(await middleToken(emulator, count))
    }
    console.log(
      `${'ms a call'.padEnd(52)}${sizes.map(size => size.toLocaleString('en').padStart(12)).join('')}   ratio`,
    )
    for (const work of works) {
      const [few = 0, many = 0] = await measure(work, emulators, tokens)
      const ratio = many / few
      const verdict = work.exempt ? 'exempt' : ratio <= 2 ? 'within 2' : 'ABOVE 2'
      const cells = [few, many].map(ms => ms.toFixed(3).padStart(12)).join('')
      console.log(`${work.what.padEnd(52)}${cells}${ratio.toFixed(2).padStart(8)}  ${verdict}`)
    }
  } finally {
    for (const emulator of emulators) await emulator.close()
    rmSync(folder, { recursive: true })
  }
}
