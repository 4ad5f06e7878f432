import { scale } from './scale.ts'

/** Every benchmark, by the name that `npm run bench -- NAME` takes; each prints its own table. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = { scale }

const [name = ''] = process.argv.slice(2)
const run = benchmarks[name]
if (run === undefined) {
  process.stderr.write(`Usage: npm run bench -- NAME, where NAME is one of ${Object.keys(benchmarks).join(', ')}\n`)
  process.exitCode = 2
} else {
  await run()
}
