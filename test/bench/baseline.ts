import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processorTime } from '../support/process-figures.ts'
import { compareCalls } from './against.ts'
import { build, buildCommit } from './checkouts.ts'
import { printPairs } from './report.ts'
import { calls } from './rounds.ts'

/** The CPU time ratio to the baseline above which a call is measured again. */
const limit = 1.3

const compared = calls.filter(
  ([, kind, target]) => (kind === 'copyV1' && target === 'memory') || kind === 'describePage',
)

const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** The only line of `.ci/baseline` that is not a comment. */
const readCommit = (): string => {
  const lines = readFileSync('.ci/baseline', 'utf8').split('\n')
  return lines.find(line => line !== '' && !line.startsWith('#')) ?? ''
}

/** The baseline's command. If unavailable, prints the reason and returns undefined. */
const baselineProgram = (commit: string, folder: string): string | undefined => {
  try {
    if (processorTime(process.pid) === 0) throw new Error('CPU time is unavailable here')
    return buildCommit(commit, folder)
  } catch (error) {
    say(`Nothing was compared with the baseline ${commit}: ${(error as Error).message.split('\n', 1)[0]}.`)
    return undefined
  }
}

/**
 * Compares a copy and a page with the commit in `.ci/baseline`. A call above the limit is measured again in more rounds; if
 * it is above the limit again, the process exits with 1. If the baseline cannot be built, it prints the reason and passes.
 */
export const baseline = async (): Promise<void> => {
  const commit = readCommit()
  const folder = mkdtempSync(join(tmpdir(), 'bench-baseline-'))
  try {
    const here = build('.')
    const there = baselineProgram(commit, folder)
    if (there === undefined) return
    const namesAbove = async (rounds: number): Promise<readonly string[]> => {
      const plan = { calls: compared, programs: [here, there], rounds, count: 2000, progress: () => {} }
      const pairs = await compareCalls(plan)
      printPairs(commit, pairs)
      return pairs.filter(({ ratio }) => ratio.median > limit).map(({ name }) => name)
    }
    const once = await namesAbove(9)
    if (once.length === 0) return
    say(`Above ${limit}: ${once.join('; ')}. Measuring again.`)
    const twice = (await namesAbove(15)).filter(name => once.includes(name))
    if (twice.length === 0) return
    say(`Above ${limit} times the baseline's CPU time in two runs: ${twice.join('; ')}.`)
    process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}
