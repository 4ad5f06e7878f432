import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processorTime } from '../support/process-figures.ts'
import { compareCalls } from './against.ts'
import { build, buildCommit } from './checkouts.ts'
import { printPairs } from './report.ts'
import { calls } from './rounds.ts'
import type { Pair } from './statistics.ts'

/** Processor time of a call beside the baseline's, above which it is measured once more. */
const limit = 1.3

const compared = calls.filter(
  ([, kind, target]) => (kind === 'copyV1' && target === 'memory') || kind === 'describePage',
)

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const readCommit = (): string => {
  const lines = readFileSync('.ci/baseline', 'utf8').split('\n')
  return lines.find(line => line !== '' && !line.startsWith('#')) ?? ''
}

/** The baseline's command, or why there is none. */
const programOrReason = (commit: string, folder: string): { program: string } | { reason: string } => {
  if (processorTime(process.pid) === 0) return { reason: 'processor time cannot be read here' }
  try {
    return { program: buildCommit(commit, folder) }
  } catch (error) {
    return { reason: (error as Error).message.split('\n', 1)[0] as string }
  }
}

/**
 * Compares a copy and a page with the commit that `.ci/baseline` names. One comparison above the limit is repeated with more
 * rounds; a call that is above it in both ends the process with 1. Says so and goes on where the baseline cannot be built.
 */
export const baseline = async (): Promise<void> => {
  const commit = readCommit()
  const folder = mkdtempSync(join(tmpdir(), 'bench-baseline-'))
  const compare = async (there: string, rounds: number): Promise<readonly Pair[]> => {
    const plan = { calls: compared, programs: [here, there], rounds, count: 2000, progress: () => {} }
    const pairs = await compareCalls(plan)
    printPairs(commit, pairs)
    return pairs.filter(({ ratio }) => ratio.median > limit)
  }
  const here = build('.')
  try {
    const there = programOrReason(commit, folder)
    if ('reason' in there) return say(`Nothing was compared with the baseline ${commit}: ${there.reason}.`)
    const above = (await compare(there.program, 9)).map(({ name }) => name)
    if (above.length === 0) return
    say(`Above ${limit}: ${above.join('; ')}. Measuring again.`)
    const again = (await compare(there.program, 15)).map(({ name }) => name).filter(name => above.includes(name))
    if (again.length === 0) return
    say(`Above ${limit} times the baseline's processor time, twice: ${again.join('; ')}.`)
    process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}
