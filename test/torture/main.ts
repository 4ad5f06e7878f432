import { parseArgs } from 'node:util'
import { disk } from './disk.ts'
import { drift } from './drift.ts'
import { hostile } from './hostile.ts'
import { idle } from './idle.ts'
import { kills } from './kills.ts'
import { outputs } from './outputs.ts'
import { randomFrom } from './random.ts'
import { starts } from './starts.ts'
import { stops } from './stops.ts'

/**
 * `npm run torture`: stress tests on the loopback interface. The last lines summarize them.
 *
 * `--short`: for the gate; `--full`: the full counts; `--only kills,starts,disk,outputs,stops,hostile,drift,idle`;
 * `--seed N`; `--kills N`, `--starts N`, `--hostile N`, `--drift N`: custom counts. Exits with 1 after a loss, a crash or a malformed answer.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    full: { type: 'boolean' },
    only: { type: 'string' },
    seed: { type: 'string' },
    kills: { type: 'string' },
    starts: { type: 'string' },
    hostile: { type: 'string' },
    drift: { type: 'string' },
  },
})

const size = values.short ? 'short' : values.full ? 'full' : 'usual'
const counts = {
  short: { kills: 10, starts: 10, logged: 8000, hostile: 20_000, slow: 20, drift: 8000 },
  usual: { kills: 50, starts: 200, logged: 20_000, hostile: 100_000, slow: 100, drift: 200_000 },
  full: { kills: 200, starts: 500, logged: 100_000, hostile: 1_000_000, slow: 200, drift: 2_000_000 },
}[size]
const count = (name: 'kills' | 'starts' | 'hostile' | 'drift'): number => Number(values[name] ?? counts[name])
const seed = Number(values.seed ?? 20_261_124)
const judges = size !== 'short'

const parts: Readonly<Record<string, () => Promise<{ figures: string; faults: readonly string[] }>>> = {
  kills: () => kills(count('kills'), randomFrom(seed)),
  starts: () => starts(count('starts'), randomFrom(seed)),
  disk: () => disk(),
  outputs: () => outputs(counts.logged),
  stops: () => stops(),
  hostile: () => hostile(count('hostile'), counts.slow, randomFrom(seed)),
  drift: () => drift(count('drift'), judges),
  idle: () => idle(500, 50, judges),
}

const lines: string[] = []
for (const name of values.only?.split(',') ?? Object.keys(parts)) {
  process.stderr.write(`${name} …\n`)
  const began = performance.now()
  const { figures, faults } = (await parts[name]?.()) ?? { figures: '', faults: [`unknown part ${name}`] }
  for (const fault of faults) process.stdout.write(`${name}: ${fault}\n`)
  const seconds = Math.round((performance.now() - began) / 1000)
  lines.push(`${faults.length === 0 ? 'survived' : 'FAULTS  '} ${name} (${seconds} s): ${figures}`)
  if (faults.length > 0) process.exitCode = 1
}
process.stdout.write(`\nSeed ${seed}\n${lines.join('\n')}\n`)
