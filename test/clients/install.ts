import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Client, here } from './data.ts'

const cache = join(here, '.cache')

/** How the clients of a language are installed and started. */
interface Language {
  /** A command that succeeds where the language is installed, and prints its version. */
  readonly probe: readonly string[]
  /** Installs the pinned versions into the folder. */
  install(pins: string, folder: string): void
  /** The command that starts the program. */
  command(client: Client, folder: string): string[]
}

/** Runs a command to its end; throws with its output if it fails. */
const run = ([command = '', ...args]: readonly string[], cwd: string): void => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 900_000 })
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`.slice(-4000)}`)
}

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund']

const languages: Readonly<Record<string, Language>> = {
  node: {
    probe: ['npm', '--version'],
    install(pins, folder) {
      cpSync(pins, folder, { recursive: true })
      run(['npm', 'ci', ...quiet], folder)
    },
    command: (client, folder) => [process.execPath, join(here, 'node/program.ts'), client.package, folder],
  },
  python: {
    probe: ['python3', '-c', 'import venv, sys; print(sys.version)'],
    install(pins, folder) {
      run(['python3', '-m', 'venv', folder], here)
      run([join(folder, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', pins], here)
    },
    command: (client, folder) => [
      join(folder, 'bin/python'),
      '-B',
      '-X',
      'utf8',
      join(here, 'python/program.py'),
      client.package,
    ],
  },
  java: {
    probe: ['mvn', '--version'],
    install: (pins, folder) => run(['mvn', '-q', '-B', 'compile', `-Doutput=${folder}`], pins),
    command: (client, folder) => ['java', '-cp', `${folder}/classes:${folder}/dependency/*`, 'Program', client.package],
  },
  go: {
    probe: ['go', 'version'],
    install: (pins, folder) => run(['go', 'build', '-o', join(folder, 'program'), '.'], pins),
    command: (client, folder) => [join(folder, 'program'), client.package],
  },
}

const languageOf = ({ language }: Client): Language => {
  const found = languages[language]
  if (found === undefined) throw new Error(`clients.json: nobody knows how to install ${language}`)
  return found
}

/** The version of a client's language on this machine; undefined if it is not there. */
export const languageVersion = (client: Client): string | undefined => {
  const [command = '', ...args] = languageOf(client).probe
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? stdout : undefined
}

/** The files that pin a client's versions. */
const pinsOf = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).map(name => join(path, name)) : [path]

/** Installs a client unless that is done for these pins and this version of the language. Returns the command that starts its program. */
export const install = (client: Client): readonly string[] => {
  const language = languageOf(client)
  const pins = join(here, client.pins)
  const digest = createHash('sha256').update(languageVersion(client) ?? '')
  for (const file of pinsOf(pins)) digest.update(basename(file)).update(readFileSync(file))
  const name = basename(client.pins, '.txt')
  const folder = join(cache, `${client.language}-${name}-${digest.digest('hex').slice(0, 12)}`)
  const done = join(folder, '.installed')
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    language.install(pins, folder)
    writeFileSync(done, '')
  }
  return [...language.command(client, folder), ...(client.args ?? [])]
}
