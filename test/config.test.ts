import t from 'tap'
import { readSettings } from '../src/read-settings.ts'

await t.test('without flags and environment every setting has its default', async t => {
  t.same(readSettings([], {}), {
    host: '127.0.0.1',
    port: 8014,
    data: ':memory:',
    world: ['default'],
    auth: 'strict',
    clock: 'real',
    copySeconds: 2,
    copySecondsPerGiB: 0,
    copyDescribes: 0,
    copyFailsAt: 100,
    deleteMissing: 'error',
    requireName: false,
    contract: '2021',
    control: 'on',
    journalSize: 1000,
    logLevel: 'info',
    tls: 'off',
    tlsPort: 8443,
    maxHeaderBytes: 1_048_576,
    maxBodyBytes: 1_048_576,
    requestTimeout: 30,
    keepAliveTimeout: 72,
  })
})

await t.test('a flag wins over the environment, and what is empty counts as absent', async t => {
  t.equal(readSettings(['--port', '1'], { EMULATOR_PORT: '2' }).port, 1)
  t.equal(readSettings([], { EMULATOR_PORT: '2' }).port, 2)
  t.equal(readSettings([], { EMULATOR_PORT: '' }).port, 8014)
  t.equal(readSettings(['--port', ''], { EMULATOR_PORT: '2' }).port, 2)
  t.match(readSettings(['--host', '', '--data=', '--world', ''], {}), {
    host: '127.0.0.1',
    data: ':memory:',
    world: ['default'],
  })
  t.equal(readSettings([], { EMULATOR_COPY_SECONDS: '0.5' }).copySeconds, 0.5)
})

await t.test('a switch is on by its flag or by true', async t => {
  t.equal(readSettings(['--require-name'], {}).requireName, true)
  t.equal(readSettings([], { EMULATOR_REQUIRE_NAME: 'true' }).requireName, true)
  t.equal(readSettings(['--help'], {}).help, true)
})

await t.test('worlds come as repeated flags, as names divided by commas, or as JSON', async t => {
  t.same(readSettings(['--world', 'a', '--world', 'b.json,c'], {}).world, ['a', 'b.json', 'c'])
  t.same(readSettings([], { EMULATOR_WORLD: 'a,b' }).world, ['a', 'b'])
  t.same(readSettings([], { EMULATOR_WORLD: ' {"accounts":[],"snapshots":[]}' }).world, [
    ' {"accounts":[],"snapshots":[]}',
  ])
})

await t.test('a wrong value is refused in a sentence that names its setting', async t => {
  const wrong: readonly (readonly [args: string[], env: Record<string, string>, message: string])[] = [
    [['--port', '-1'], {}, "Option '--port' argument is ambiguous"],
    [['--port=x'], {}, '--port should be a number from 0 to 65535, not "x"'],
    [
      [],
      { EMULATOR_CLOCK: 'noon' },
      'EMULATOR_CLOCK should be real or a time from 1970 to 9999 such as 2026-01-31T00:00:00Z, not "noon"',
    ],
    ...['5', '+275760-09-13T00:00:00Z', '1969-12-31T23:59:59Z', '2026-13-01', 'Jan 1 2026'].map(
      time =>
        [
          ['--clock', time],
          {},
          `--clock should be real or a time from 1970 to 9999 such as 2026-01-31T00:00:00Z, not "${time}"`,
        ] as [string[], Record<string, string>, string],
    ),
    [[], { EMULATOR_REQUIRE_NAME: 'yes' }, 'EMULATOR_REQUIRE_NAME should be one of true, false, not "yes"'],
    [
      ['--log-level', 'loud'],
      {},
      '--log-level should be one of fatal, error, warn, info, debug, trace, silent, not "loud"',
    ],
    [['somewhere'], {}, "Unexpected argument 'somewhere'"],
  ]
  for (const [args, env, message] of wrong) {
    t.throws(() => readSettings(args, env), {
      name: 'SettingError',
      message: new RegExp(`^${RegExp.escape(message)}$`),
    })
  }
})
