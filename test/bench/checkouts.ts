import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Runs a command to its end. Throws an `Error` with its stderr when it fails. */
const run = (folder: string, command: string, ...args: readonly string[]): void => {
  const { status, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${error?.message ?? stderr.trim()}`)
}

const jsonOf = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))

/** The packages of a checkout's lock file, without the checkout's own entry. */
const lockedIn = (folder: string): string => {
  const { '': _own, ...packages } = jsonOf(folder, 'package-lock.json').packages
  return JSON.stringify(packages)
}

/** The command file of a checkout, from its package.json. */
export const programOf = (folder: string): string =>
  join(folder, Object.values<string>(jsonOf(folder, 'package.json').bin)[0] as string)

/** The command of this checkout. */
export const ownProgram = programOf('.')

/** Builds a checkout's command and returns its file. A checkout without packages gets a link to ours. */
export const build = (folder: string): string => {
  const packages = join(folder, 'node_modules')
  if (!existsSync(packages)) symlinkSync(resolve('node_modules'), packages)
  run(folder, 'npm', 'run', '--silent', 'bundle')
  return programOf(folder)
}

/**
 * Writes the files of a commit into an empty folder and builds its command. It gets its own packages only if its lock file
 * differs from ours.
 *
 * @throws {Error} when git does not have the commit, or npm cannot install or build it
 */
export const buildCommit = (commit: string, folder: string): string => {
  const archive = join(folder, 'checkout.tar')
  run('.', 'git', 'archive', '--output', archive, commit)
  run(folder, 'tar', '-xf', archive)
  if (lockedIn(folder) !== lockedIn('.')) run(folder, 'npm', 'ci')
  return build(folder)
}
