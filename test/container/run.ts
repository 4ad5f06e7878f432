import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure, figuresFile } from './figures.ts'

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`

/** Runs a command with visible output; returns its exit code. */
const run = (command: string, ...args: string[]): number => {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', timeout: 600_000 })
  if (error !== undefined) process.stderr.write(`${command}: ${error.message}\n`)
  return status ?? 1
}

if (spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status !== 0) {
  process.stderr.write('npm run test:container needs a Docker engine, but `docker info` fails.\n')
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'figures-'))
process.env[figuresFile] = join(folder, 'figures.txt')
const start = performance.now()
const files = readdirSync('test/container').filter(name => name.endsWith('.test.ts'))
const paths = files.map(file => `test/container/${file}`)
const built = run('docker', 'build', '--quiet', '--tag', 'copysnapshot-emulator', '.')
figure('image built', seconds(start))
process.exitCode = built || run('tap', '--disable-coverage', '--jobs=1', '--timeout=300', ...paths)
figure('everything', seconds(start))
process.stdout.write(`\nRun for real: ${files.map(file => file.replace('.test.ts', '')).join(', ')}.\n`)
process.stdout.write(readFileSync(join(folder, 'figures.txt')))
rmSync(folder, { recursive: true })
