import type { EmulatorOptions } from './emulator.ts'
import { limitSettings } from './limit-settings.ts'
import { anyText, logLevels, numberFrom, realOrTime, type Setting, trueOrFalse, wordOf, worldList } from './setting.ts'

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
  worldDir: {
    flag: 'world-dir',
    env: 'EMULATOR_WORLD_DIR',
    value: 'FOLDER',
    help: 'folder whose .json files are further worlds, in name order; it may be missing',
    parse: anyText,
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
  control: {
    flag: 'control',
    env: 'EMULATOR_CONTROL',
    default: 'on',
    value: 'on|off',
    help: 'whether /_emulator/* controls it; health is always there',
    parse: wordOf('on', 'off'),
  },
  controlToken: {
    flag: 'control-token',
    env: 'EMULATOR_CONTROL_TOKEN',
    value: 'TOKEN',
    help: 'what every control call but health must bear',
    parse: anyText,
  },
  journalSize: {
    flag: 'journal-size',
    env: 'EMULATOR_JOURNAL_SIZE',
    default: '1000',
    value: 'CALLS',
    help: 'how many calls the journal remembers',
    parse: numberFrom(1, 1_000_000),
  },
  logLevel: {
    flag: 'log-level',
    env: 'EMULATOR_LOG_LEVEL',
    default: 'info',
    value: 'LEVEL',
    help: `what is logged to stderr: ${logLevels.join(', ')}`,
    parse: wordOf(...logLevels),
  },
  ...limitSettings,
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
  tls: {
    flag: 'tls',
    env: 'EMULATOR_TLS',
    default: 'off',
    value: 'off|self-signed',
    help: 'https beside http, with a certificate made at the start',
    parse: wordOf('off', 'self-signed'),
  },
  tlsCert: {
    flag: 'tls-cert',
    env: 'EMULATOR_TLS_CERT',
    value: 'FILE',
    help: 'https beside http, with this certificate (PEM)',
    parse: anyText,
  },
  tlsKey: {
    flag: 'tls-key',
    env: 'EMULATOR_TLS_KEY',
    value: 'FILE',
    help: 'the private key of that certificate (PEM)',
    parse: anyText,
  },
  tlsPort: {
    flag: 'tls-port',
    env: 'EMULATOR_TLS_PORT',
    default: '8443',
    value: 'PORT',
    help: 'port of https; 0: a free one',
    parse: numberFrom(0, 65535),
  },
  tlsName: {
    flag: 'tls-name',
    env: 'EMULATOR_TLS_NAME',
    value: 'NAME',
    help: 'a name or an address that the self-signed certificate is for, besides localhost',
    parse: anyText,
  },
  endpointsFile: {
    flag: 'endpoints-file',
    env: 'EMULATOR_ENDPOINTS_FILE',
    value: 'FILE',
    help: 'file to write {"url":…} to once it is ready',
    parse: anyText,
  },
  version: { flag: 'version', help: 'print the version', parse: trueOrFalse },
  help: { flag: 'help', help: 'print this', parse: trueOrFalse },
} as const satisfies Record<string, Setting>

/** What the command was asked for. */
export interface Settings
  extends Pick<
    EmulatorOptions,
    'accessKeyId' | 'accessKeySecret' | 'controlToken' | 'seed' | 'worldDir' | 'tlsCert' | 'tlsKey' | 'tlsName'
  > {
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
  readonly control: 'on' | 'off'
  readonly journalSize: number
  readonly logLevel: string
  readonly tls: 'off' | 'self-signed'
  readonly tlsPort: number
  readonly endpointsFile?: string
  readonly maxHeaderBytes: number
  readonly maxBodyBytes: number
  readonly requestTimeout: number
  readonly keepAliveTimeout: number
  readonly version?: boolean
  readonly help?: boolean
}
