import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

/** The folder of these tests. */
export const own = 'test/clients/control'

/** The folder of what is installed, generated and built. It is kept between runs. */
export const cache = `${own}/.cache`

/** The folder of the examples that users copy. */
export const examples = 'docker/examples'

/** The commands of each language. */
export const commands = { Python: 'python3', Go: 'go', Java: 'mvn' } as const

export type Language = keyof typeof commands

/** Runs a command in a folder and returns its output. Only the given variables of the emulator are set. */
export const run = async (command: string, args: readonly string[], cwd = '.', env = {}): Promise<string> => {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('EMULATOR_'))
  const options = { cwd, env: { ...Object.fromEntries(others), ...env }, timeout: 900_000, maxBuffer: 2 ** 26 }
  return (await promisify(execFile)(command, args, options)).stdout
}

/** Whether a command ends with success. */
export const works = (command: string, args: readonly string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  )

/** Whether the tools of a language are on this machine. */
export const isHere = (language: Language): Promise<boolean> =>
  works(commands[language], [language === 'Go' ? 'version' : '--version'])

const requirements = [`${own}/python/requirements.txt`, `${examples}/python/requirements.txt`]

/** Returns the folder of Python's commands, with the required packages. They are installed when the files change. */
export const pythonCommands = async (): Promise<string> => {
  const folder = `${cache}/python`
  const stamp = `${folder}/requirements.txt`
  const wanted = requirements.map(file => readFileSync(file, 'utf8')).join('')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    await run('python3', ['-m', 'venv', '--clear', folder])
    await run(`${folder}/bin/pip`, ['install', '--quiet', ...requirements.flatMap(file => ['--requirement', file])])
    writeFileSync(stamp, wanted)
  }
  return resolve(folder, 'bin')
}

const versions = {
  Python: (name: string) => new RegExp(`^${name}==(\\S+)`, 'm'),
  Go: (name: string) => new RegExp(`${name} v(\\S+)`),
  Java: (name: string) => new RegExp(`<artifactId>${name}</artifactId>\\s*<version>([^<]+)`),
}

/** Reads the version of a package from a file of dependencies. */
export const versionIn = (file: string, language: Language, name: string): string =>
  versions[language](name).exec(readFileSync(file, 'utf8'))?.[1] ?? 'unknown'
