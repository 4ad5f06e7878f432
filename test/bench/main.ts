/** Every benchmark, by the name that `npm run bench -- NAME` takes; each prints its own table. */
const benchmarks: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  speed: async args => (await import('./speed.ts')).speed(args),
  baseline: async () => (await import('./baseline.ts')).baseline(),
  scale: async () => (await import('./scale.ts')).scale(),
}

const [name = '', ...args] = process.argv.slice(2)
const run = benchmarks[name]
if (run !== undefined) await run(args)
else if (name === '' || name.startsWith('--')) await benchmarks.speed?.(process.argv.slice(2))
else {
  process.stderr.write(`Usage: npm run bench -- [NAME], where NAME is one of ${Object.keys(benchmarks).join(', ')}\n`)
  process.exitCode = 2
}

export {}
