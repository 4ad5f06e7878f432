import t, { type Test } from 'tap'
import { createEmulator, type EmulatorOptions } from '../src/index.ts'
import type { Setting } from '../src/model/setting.ts'
import { flagOf, readSettings, variableOf } from '../src/settings.ts'
import { settings } from '../src/settings-table.ts'
import { noTimes, times } from './support/times.ts'

const rows = Object.entries<Setting>(settings)

/** The settings of the command without flags and environment. */
const defaults = {
  host: '127.0.0.1',
  port: 8014,
  endpointsFile: undefined,
  logLevel: 'info',
  logFormat: 'auto',
  data: ':memory:',
  world: 'default',
  worldDir: undefined,
  seed: undefined,
  clock: 'real',
  copySeconds: 2,
  copySecondsPerGiB: 0,
  copyPolls: 0,
  copyFailsAt: 100,
  changeSeconds: 0,
  auth: 'strict',
  accessKeyId: undefined,
  accessKeySecret: undefined,
  contract: '2021',
  requireName: false,
  deleteMissing: 'error',
  control: 'on',
  controlToken: undefined,
  journalSize: 1000,
  maxFaults: 1000,
  maxFaultBytes: 1_048_576,
  maxStates: 100,
  maxStateBytes: 268_435_456,
  maxHeaderBytes: 1_048_576,
  maxBodyBytes: 1_048_576,
  requestTimeout: 30,
  keepAliveTimeout: 72,
  tls: 'off',
  tlsCert: undefined,
  tlsKey: undefined,
  tlsPort: 8443,
  tlsName: undefined,
  version: undefined,
  help: undefined,
}

await t.test('without flags and environment every setting has its default', async t => {
  const { logger, machineClock, ...others } = readSettings([], {})
  t.strictSame(others, defaults)
})

await t.test('every default is a valid value of its setting', async t => {
  for (const [name, setting] of rows) {
    for (const value of [setting.default, setting.optionDefault]) {
      if (value !== undefined) t.equal(setting.kind.check(value, name), value, name)
    }
  }
})

await t.test('flags and variables are named after the setting', async t => {
  t.equal(flagOf('copySecondsPerGiB'), '--copy-seconds-per-gib')
  t.equal(variableOf('copySecondsPerGiB'), 'EMULATOR_COPY_SECONDS_PER_GIB')
  t.equal(flagOf('tlsCert'), '--tls-cert')
  t.equal(variableOf('accessKeyId'), 'EMULATOR_ACCESS_KEY_ID')
})

await t.test('a flag overrides the environment, and an empty value counts as absent', async t => {
  t.equal(readSettings(['--port', '1'], { EMULATOR_PORT: '2' }).port, 1)
  t.equal(readSettings([], { EMULATOR_PORT: '2' }).port, 2)
  t.equal(readSettings([], { EMULATOR_PORT: '' }).port, 8014)
  t.equal(readSettings(['--port', ''], { EMULATOR_PORT: '2' }).port, 2)
  t.match(readSettings(['--host', '', '--data=', '--world', ''], {}), {
    host: '127.0.0.1',
    data: ':memory:',
    world: 'default',
  })
  t.equal(readSettings([], { EMULATOR_COPY_SECONDS: '0.5' }).copySeconds, 0.5)
  t.equal(readSettings(['--port', '1', '--port', '2'], {}).port, 2)
})

await t.test('a switch is turned on by its flag or by true', async t => {
  t.equal(readSettings(['--require-name'], {}).requireName, true)
  t.equal(readSettings([], { EMULATOR_REQUIRE_NAME: 'true' }).requireName, true)
  t.equal(readSettings([], { EMULATOR_REQUIRE_NAME: 'false' }).requireName, false)
  t.equal(readSettings(['--help'], {}).help, true)
})

await t.test('worlds are given as repeated flags, comma-separated names or JSON', async t => {
  const json = ' {"accounts":[],"snapshots":[]}'
  t.same(readSettings(['--world', 'a', '--world', 'b.json,c'], {}).world, ['a', 'b.json', 'c'])
  t.same(readSettings(['--world', 'a', '--world', json], {}).world, ['a', json])
  t.same(readSettings([], { EMULATOR_WORLD: 'a,b' }).world, ['a', 'b'])
  t.same(readSettings([], { EMULATOR_WORLD: json }).world, [json])
})

const refusalOf = (work: () => unknown): string | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

/** Passes a value by flag, variable and option; returns each error message, which contains the setting's name. */
const sentences = async (t: Test, name: string, value: unknown): Promise<(string | undefined)[]> => {
  const { flag, variable, option } = settings[name as keyof typeof settings] as Setting
  const said: (string | undefined)[] = []
  const through = (label: string, work: () => unknown) => said.push(refusalOf(work)?.replace(label, name))
  if (flag !== false) through(flagOf(name), () => readSettings([`${flagOf(name)}=${value}`], {}))
  if (variable !== false) through(variableOf(name), () => readSettings([], { [variableOf(name)]: String(value) }))
  if (option !== false) {
    through(name, () => {
      const emulator = createEmulator({ [name]: value })
      t.teardown(() => emulator.close())
    })
  }
  return said
}

await t.test('every number has the same bounds as flag, variable and option', async t => {
  let seen = 0
  for (const [name, { kind, option }] of rows) {
    const { type, minimum: min, maximum: max } = kind.schema as { type?: string; minimum: number; maximum: number }
    if (type !== 'integer' && type !== 'number') continue
    t.not(option, false)
    seen++
    for (const value of [min, max]) t.same(await sentences(t, name, value), [undefined, undefined, undefined], name)
    const expected = `${type === 'integer' ? 'a whole number' : 'a number'} from ${min} to ${max}`
    for (const wrong of [min - 0.001, max + 1, 'x', 'true', '1e1', ...(type === 'integer' ? [min + 0.5] : [])]) {
      const sentence = `RangeError: ${name} should be ${expected}, not "${wrong}".`
      // Flags do not accept a value with a leading minus.
      t.same(await sentences(t, name, wrong), [sentence, sentence, sentence], `${name} ${wrong}`)
    }
  }
  t.ok(seen >= 11)
})

await t.test('a value that is not a number is refused under the name of its flag, variable or option', async t => {
  for (const [option, wrong] of [
    ['copySecondsPerGiB', 100_000],
    ['requestTimeout', 0.005],
    ['keepAliveTimeout', 0],
    ['journalSize', 2_000_000],
    ['copySeconds', Number.NaN],
    ['port', '8014'],
    ['port', null],
  ] as const) {
    t.throws(() => createEmulator({ [option]: wrong }), {
      name: 'RangeError',
      message: new RegExp(`^${option} should be a `),
    })
  }
})

await t.test('each choice is accepted as flag, variable and option, and no other value is', async t => {
  let seen = 0
  for (const [name, { kind, flag, variable, option }] of rows) {
    const words = kind.schema.enum as readonly string[] | undefined
    if (words === undefined) continue
    seen++
    const doors = [flag, variable, option].filter(door => door !== false)
    for (const word of words)
      t.same(
        await sentences(t, name, word),
        doors.map(() => undefined),
        `${name} ${word}`,
      )
    const sentence = `RangeError: ${name} should be one of ${words.join(', ')}, not "loud".`
    t.same(
      await sentences(t, name, 'loud'),
      doors.map(() => sentence),
      name,
    )
  }
  t.ok(seen >= 6)
})

await t.test('a time is `real` or in ISO 8601 with a zone, as flag, variable and option', async t => {
  for (const time of ['real', ...times.map(([text]) => text)]) {
    t.same(await sentences(t, 'clock', time), [undefined, undefined, undefined], time)
  }
  for (const time of [...noTimes, '+275760-09-13T00:00:00Z', '1969-12-31T23:59:59Z']) {
    const sentence = `RangeError: clock should be real or a time from 1970 to 9999 such as 2026-01-31T00:00:00Z, not "${time}".`
    t.same(await sentences(t, 'clock', time), [sentence, sentence, sentence], time)
  }
  const options = [new Date(Number.NaN), 5, null] as unknown as string[]
  for (const clock of options)
    t.match(
      refusalOf(() => createEmulator({ clock })),
      /^RangeError: clock should be real or/,
    )
})

await t.test('a text must be a string, and a switch true or false', async t => {
  t.match(
    refusalOf(() => createEmulator({ host: 5 } as never)),
    'RangeError: host should be a text, not "5".',
  )
  t.match(
    refusalOf(() => createEmulator({ seed: '\ud800' })),
    /^RangeError: seed should be without lone surrogates/,
  )
  const sentence = 'should be true or false, not "yes".'
  t.equal(
    refusalOf(() => readSettings([], { EMULATOR_REQUIRE_NAME: 'yes' })),
    `RangeError: EMULATOR_REQUIRE_NAME ${sentence}`,
  )
  t.equal(
    refusalOf(() => createEmulator({ requireName: 'yes' } as never)),
    `RangeError: requireName ${sentence}`,
  )
})

await t.test('a missing companion setting is reported under the name of its flag, variable or option', async t => {
  const cases: readonly (readonly [args: string[], env: Record<string, string>, sentence: string])[] = [
    [['--tls-cert', 'a'], {}, '--tls-cert needs --tls-key.'],
    [['--tls-key', 'a'], {}, '--tls-key needs --tls-cert.'],
    [[], { EMULATOR_TLS_KEY: 'a' }, 'EMULATOR_TLS_KEY needs EMULATOR_TLS_CERT.'],
    [[], { EMULATOR_ACCESS_KEY_SECRET: 'a' }, 'EMULATOR_ACCESS_KEY_SECRET needs EMULATOR_ACCESS_KEY_ID.'],
    [
      ['--tls', 'self-signed', '--tls-cert', 'a', '--tls-key', 'b'],
      {},
      '--tls-cert and --tls self-signed cannot be combined.',
    ],
  ]
  for (const [args, env, sentence] of cases)
    t.equal(
      refusalOf(() => readSettings(args, env)),
      `RangeError: ${sentence}`,
    )
  t.match(readSettings(['--tls-cert', 'a'], { EMULATOR_TLS_KEY: 'b', EMULATOR_TLS: 'off' }), {
    tlsCert: 'a',
    tlsKey: 'b',
  })
  t.match(readSettings([], { EMULATOR_ACCESS_KEY_ID: 'a', EMULATOR_ACCESS_KEY_SECRET: 'b' }), { accessKeyId: 'a' })
})

await t.test('an unknown setting is refused with the nearest name', async t => {
  for (const [option, nearest] of [
    ['wrold', 'world'],
    ['copySecond', 'copySeconds'],
    ['tlscert', 'tlsCert'],
    ['logLevel', 'logger'],
  ] as const) {
    const sentence = `RangeError: Unknown option ${option}. Did you mean`
    t.match(
      refusalOf(() => createEmulator({ [option]: 'x' })),
      new RegExp(`^${sentence} ${nearest}\\?$`),
    )
  }
  for (const [args, sentence] of [
    [['--prot', '1'], 'Unknown option --prot. Did you mean --port? See --help.'],
    [['--access-key-id', '1'], 'Unknown option --access-key-id'],
    [['--logger', 'x'], 'Unknown option --logger'],
    [['somewhere'], "Unexpected argument 'somewhere'. See --help."],
    [['--port'], "Option '--port <value>' argument missing. See --help."],
    [['--port', '-1'], "Option '--port' argument is ambiguous. See --help."],
  ] as const) {
    t.match(
      refusalOf(() => readSettings(args, {})),
      `RangeError: ${sentence}`,
    )
  }
})

await t.test('an option that is undefined or empty counts as absent', async () => {
  const options: EmulatorOptions = { seed: undefined, port: 0, controlToken: '', worldDir: '', tlsCert: '' }
  await createEmulator(options).close()
  await createEmulator({ wrold: undefined } as EmulatorOptions).close()
})

await t.test('the bounds are as documented', async t => {
  const bounds = Object.entries<Setting>(settings).flatMap(([name, { kind }]) => {
    const { minimum, maximum } = kind.schema as { minimum?: number; maximum?: number }
    return minimum === undefined ? [] : [[name, minimum, maximum]]
  })
  t.same(bounds, [
    ['port', 0, 65_535],
    ['copySeconds', 0, 31_536_000],
    ['copySecondsPerGiB', 0, 86_400],
    ['copyPolls', 0, 1_000_000],
    ['copyFailsAt', 0, 100],
    ['changeSeconds', 0, 31_536_000],
    ['journalSize', 1, 1_000_000],
    ['maxFaults', 1, 100_000],
    ['maxFaultBytes', 1024, 67_108_864],
    ['maxStates', 1, 100_000],
    ['maxStateBytes', 1024, 500_000_000],
    ['maxHeaderBytes', 8192, 16_777_216],
    ['maxBodyBytes', 1024, 67_108_864],
    ['requestTimeout', 0.01, 3600],
    ['keepAliveTimeout', 0.01, 3600],
    ['tlsPort', 0, 65_535],
  ])
})
