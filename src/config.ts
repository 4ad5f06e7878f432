import { parseArgs } from 'node:util'
import type { EmulatorOptions } from './emulator.ts'
import {
  anyText,
  logLevels,
  numberFrom,
  realOrTime,
  type Setting,
  SettingError,
  trueOrFalse,
  wordOf,
  worldList,
} from './setting.ts'

export type { Setting } from './setting.ts'

/** Every setting of the command. `--help` and the table in the README come from here. */
export const settingsTable = {
  host: {
    flag: 'host',
    env: 'EMULATOR_HOST',
    default: '127.0.0.1',
    value: 'ADDRESS',
    help: 'address to listen on',
    parse: anyText,
  },
  port: {
    flag: 'port',
    env: 'EMULATOR_PORT',
    default: '8014',
    value: 'PORT',
    help: 'port to listen on; 0: a free one',
    parse: numberFrom(0, 65535),
  },
  data: {
    flag: 'data',
    env: 'EMULATOR_DATA',
    default: ':memory:',
    value: 'FILE',
    help: 'file that keeps the state, or :memory:',
    parse: anyText,
  },
  world: {
    flag: 'world',
    env: 'EMULATOR_WORLD',
    default: 'default',
    value: 'WORLD',
    help: 'world to start from: a name, a path or JSON; may be repeated',
    parse: worldList,
    multiple: true,
  },
  auth: {
    flag: 'auth',
    env: 'EMULATOR_AUTH',
    default: 'strict',
    value: 'strict|off',
    help: 'whether signatures are verified',
    parse: wordOf('strict', 'off'),
  },
  clock: {
    flag: 'clock',
    env: 'EMULATOR_CLOCK',
    default: 'real',
    value: 'real|TIME',
    help: 'the time; an ISO time stands still',
    parse: realOrTime,
  },
  copySeconds: {
    flag: 'copy-seconds',
    env: 'EMULATOR_COPY_SECONDS',
    default: '2',
    value: 'SECONDS',
    help: 'how long a copy takes',
    parse: numberFrom(0, 31_536_000, /^\d+(\.\d+)?$/),
  },
  copySecondsPerGiB: {
    flag: 'copy-seconds-per-gib',
    env: 'EMULATOR_COPY_SECONDS_PER_GIB',
    default: '0',
    value: 'SECONDS',
    help: 'further seconds for each GiB of the disk',
    parse: numberFrom(0, 86_400, /^\d+(\.\d+)?$/),
  },
  copyDescribes: {
    flag: 'copy-describes',
    env: 'EMULATOR_COPY_DESCRIBES',
    default: '0',
    value: 'COUNT',
    help: 'after how many descriptions a copy ends, whatever the time; 0: by time',
    parse: numberFrom(0, 1_000_000),
  },
  copyFailsAt: {
    flag: 'copy-fails-at',
    env: 'EMULATOR_COPY_FAILS_AT',
    default: '100',
    value: 'PERCENT',
    help: 'progress at which every copy fails; 100: none does',
    parse: numberFrom(0, 100),
  },
  deleteMissing: {
    flag: 'delete-missing',
    env: 'EMULATOR_DELETE_MISSING',
    default: 'error',
    value: 'error|ignore',
    help: 'what deleting a snapshot that is not there is',
    parse: wordOf('error', 'ignore'),
  },
  requireName: {
    flag: 'require-name',
    env: 'EMULATOR_REQUIRE_NAME',
    default: 'false',
    help: 'whether CopySnapshot needs a name and a description',
    parse: trueOrFalse,
  },
  contract: {
    flag: 'contract',
    env: 'EMULATOR_CONTRACT',
    default: '2021',
    value: '2021|2025',
    help: 'which edition of the documentation CopySnapshot follows',
    parse: wordOf('2021', '2025'),
  },
  seed: {
    flag: 'seed',
    env: 'EMULATOR_SEED',
    value: 'TEXT',
    help: 'makes every id a function of this text and of the order of calls',
    parse: anyText,
  },
  logLevel: {
    flag: 'log-level',
    env: 'EMULATOR_LOG_LEVEL',
    default: 'info',
    value: 'LEVEL',
    help: `what is logged to stderr: ${logLevels.join(', ')}`,
    parse: wordOf(...logLevels),
  },
  accessKeyId: {
    env: 'EMULATOR_ACCESS_KEY_ID',
    help: 'id of a key to add to the default account',
    parse: anyText,
  },
  accessKeySecret: {
    env: 'EMULATOR_ACCESS_KEY_SECRET',
    help: 'secret of that key',
    parse: anyText,
  },
  version: { flag: 'version', help: 'print the version', parse: trueOrFalse },
  help: { flag: 'help', help: 'print this', parse: trueOrFalse },
} as const satisfies Record<string, Setting>

/** What the command was asked for. */
export interface Settings extends Pick<EmulatorOptions, 'accessKeyId' | 'accessKeySecret' | 'seed'> {
  readonly host: string
  readonly port: number
  readonly data: string
  readonly world: readonly string[]
  readonly auth: 'strict' | 'off'
  readonly clock: string
  readonly copySeconds: number
  readonly copySecondsPerGiB: number
  readonly copyDescribes: number
  readonly copyFailsAt: number
  readonly deleteMissing: 'error' | 'ignore'
  readonly requireName: boolean
  readonly contract: '2021' | '2025'
  readonly logLevel: string
  readonly version?: boolean
  readonly help?: boolean
}

type Flags = Record<string, string | boolean | (string | boolean)[] | undefined>

const readFlags = (argv: readonly string[]): Flags => {
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = {}
  for (const setting of Object.values<Setting>(settingsTable)) {
    if (setting.flag === undefined) continue
    options[setting.flag] = { type: setting.value ? 'string' : 'boolean', multiple: setting.multiple ?? false }
  }
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values as Flags
  } catch (error) {
    throw new SettingError((error as Error).message.split('. ')[0])
  }
}

const parseAs = (label: string, setting: Setting, value: string): unknown => {
  try {
    return setting.parse(value)
  } catch (error) {
    throw new SettingError(`${label} ${(error as SettingError).message}`)
  }
}

/**
 * Reads the settings: a flag wins over the environment, the environment over the default. An empty variable counts as
 * absent.
 *
 * @throws {SettingError} for the first that is wrong
 */
export const readSettings = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings => {
  const flags = readFlags(argv)
  const entries = Object.entries<Setting>(settingsTable).map(([name, setting]) => {
    const { flag = '', env: variable = '' } = setting
    const given = flags[flag]
    if (given !== undefined) {
      const values = [given].flat().map(value => parseAs(`--${flag}`, setting, String(value)))
      return [name, setting.multiple ? values.flat() : values[0]]
    }
    const value = env[variable] || setting.default
    return value === undefined ? [] : [name, parseAs(variable, setting, value)]
  })
  return Object.fromEntries(entries.filter(entry => entry.length > 0)) as Settings
}

/** The text of `--help`. */
export const helpText = (): string => {
  const rows = Object.values<Setting>(settingsTable).map(setting => {
    const flag = setting.flag === undefined ? '' : `--${setting.flag}${setting.value ? ` ${setting.value}` : ''}`
    const fallback = setting.default === undefined ? '' : ` (default ${setting.default})`
    return [flag, setting.env ?? '', setting.help + fallback] as const
  })
  const widths = [0, 1].map(column => Math.max(...rows.map(row => (row[column] as string).length)))
  const lines = rows.map(
    ([flag, env, help]) => `  ${flag.padEnd(widths[0] as number)}  ${env.padEnd(widths[1] as number)}  ${help}`,
  )
  return `Usage: copysnapshot-emulator [options]\n\n${lines.join('\n')}\n`
}
