import { once } from 'node:events'
import { createServer } from 'node:net'
import t from 'tap'
import type { Setting } from '../../src/model/setting.ts'
import { flagOf, readSettings, variableOf } from '../../src/settings.ts'
import { settings } from '../../src/settings-table.ts'
import { run, start } from '../support/process.ts'

await t.test('--help lists every setting, --version prints the version', async t => {
  const help = await run(t, ['--help'])
  t.equal(help.code, 0)
  for (const name of [
    '--host',
    '--port',
    '--data',
    '--world',
    '--auth',
    '--clock',
    '--copy-seconds',
    '--require-name',
  ]) {
    t.match(help.stdout, name)
  }
  t.match(help.stdout, /--log-level LEVEL .*\n.*\(default info\)/)
  t.match(help.stdout, 'EMULATOR_COPY_SECONDS for --copy-seconds')
  t.match(help.stdout, 'EMULATOR_ACCESS_KEY_SECRET')
  t.match(await run(t, ['--version']), { code: 0, stdout: /^\d+\.\d+\.\d+\n$/, stderr: '' })
  for (const args of [['-h'], ['healthcheck', '-h'], ['world', '-h'], ['world', '--help']]) {
    t.same(await run(t, args), help, args.join(' '))
  }
  for (const args of [['-v'], ['healthcheck', '-v']]) t.same(await run(t, args), await run(t, ['--version']))
})

await t.test('--help is grouped, fits 100 columns and has two valid examples', async t => {
  const { stdout } = await run(t, ['--help'])
  for (const line of stdout.split('\n')) t.ok(line.length <= 100, line)
  for (const [name, { flag, variable }] of Object.entries<Setting>(settings)) {
    const label = flag === false ? variableOf(name) : flagOf(name)
    t.equal(new RegExp(`^  (?:-., )?${label}(?: |$)`, 'm').test(stdout), flag !== false || variable !== false, label)
  }
  const groups = [...stdout.matchAll(/^(\w.*):$/gm)].map(([, group]) => group)
  t.same(groups, [
    'Server',
    'State',
    'Time and copies',
    'Access',
    'Responses',
    'Control and journal',
    'Limits',
    'HTTPS',
    'Help',
    'Examples',
  ])
  const examples = stdout.slice(stdout.indexOf('Examples:')).matchAll(/^ {2}(.*=\S+ )?copysnapshot-emulator (.*)$/gm)
  const settled = [...examples].map(([, variables = '', args = '']) =>
    readSettings(args.split(' '), Object.fromEntries([variables.trim().split('=')])),
  )
  t.match(settled, [{ data: 'copies.db' }, { contract: '2025', world: ['2025'] }])
})

await t.test('a wrong setting ends the start with exit 2 and one sentence', async t => {
  const cases: readonly (readonly [args: string[], env: Record<string, string>, sentence: string])[] = [
    [['--port', '70000'], {}, '--port should be a whole number from 0 to 65535, not "70000".\n'],
    [[], { EMULATOR_AUTH: 'maybe' }, 'EMULATOR_AUTH should be one of strict, off, not "maybe".\n'],
    [['--clock', '-271821-04-20T00:00:00Z'], {}, "Option '--clock' argument is ambiguous. See --help.\n"],
    [['--prot', '1'], {}, 'Unknown option --prot. Did you mean --port? See --help.\n'],
    [['--tls-cert', 'x.pem'], {}, '--tls-cert needs --tls-key.\n'],
    [[], { EMULATOR_ACCESS_KEY_ID: 'x' }, 'EMULATOR_ACCESS_KEY_ID needs EMULATOR_ACCESS_KEY_SECRET.\n'],
  ]
  for (const [args, env, sentence] of cases) t.same(await run(t, args, env), { code: 2, stdout: '', stderr: sentence })
})

await t.test('an unusable port, host, world or data file ends the start with exit 1 and one sentence', async t => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  t.teardown(() => holder.close())
  const { port } = holder.address() as { port: number }
  const cases: readonly (readonly [args: string[], sentence: string | RegExp])[] = [
    [['--port', String(port)], `Port ${port} on 127.0.0.1 is in use.\n`],
    [['--port', '0', '--host', 'nowhere.invalid'], /^Cannot listen: .*nowhere\.invalid.*\.\n$/],
    [['--world', 'nowhere.json'], /^The world nowhere\.json cannot be loaded: there is no such file, [^\n]*\.\n$/],
    [['--data', '/proc/emulator.db'], /^The data file \/proc\/emulator\.db cannot be opened: [^\n]*\.\n$/],
  ]
  for (const [args, sentence] of cases) {
    const result = await run(t, [...args, '--log-level', 'silent'])
    t.match(result, { code: 1, stdout: '', stderr: sentence })
  }
})

await t.test('an older Node.js is refused in one sentence, before native code loads', async t => {
  const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})"
  t.match(await run(t, [], {}, ['--import', old]), {
    code: 1,
    stdout: '',
    stderr: 'copysnapshot-emulator needs Node.js 22.18 or later; this is 20.20.2.\n',
  })
})

await t.test('it prints one ready line at every log level, and ends on each of three signals', async t => {
  for (const [signal, level] of [
    ['SIGTERM', 'silent'],
    ['SIGINT', 'debug'],
    ['SIGHUP', 'silent'],
  ] as const) {
    const { child, ready, ended, output } = start(t, ['--port', '0', '--log-level', level])
    const url = await ready
    t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
    child.kill(signal)
    child.kill(signal)
    t.equal(await ended, 0)
    t.equal(output.stdout, `Ready. ${url}\n`)
    t.equal(output.stderr.includes('health'), level === 'debug')
  }
})

await t.test('a signal during the start ends it at once', async t => {
  const early = `process.on('newListener', name => name === 'SIGTERM' && process.nextTick(process.emit.bind(process), name))`
  const load = `data:text/javascript,${encodeURIComponent(early)}`
  t.match(await run(t, ['--port', '0'], {}, ['--import', load]), { code: 0, stdout: '', stderr: '' })
})

await t.test('the world command prints a world file that the emulator can start from', async t => {
  for (const args of [['world'], ['world', '2025']]) {
    const { code, stdout } = await run(t, args)
    t.equal(code, 0)
    const dir = t.testdir({ 'my-world.json': stdout })
    t.match(JSON.parse(stdout).$schema, /world\.schema\.json$/)
    const { ready, child, ended } = start(t, [
      '--port',
      '0',
      '--world',
      `${dir}/my-world.json`,
      '--log-level',
      'silent',
    ])
    t.match(await ready, /^http/)
    child.kill('SIGTERM')
    t.equal(await ended, 0)
  }
  t.match(await run(t, ['world', 'nowhere']), {
    code: 2,
    stdout: '',
    stderr: 'Unknown world nowhere. Known worlds: 2025, default, empty.\n',
  })
})

await t.test('it warns once if others can reach an unprotected control API', async t => {
  const warning = /^Warning: anyone who can reach this address can control the emulator/
  for (const [args, warns] of [
    [['--host', '0.0.0.0'], true],
    [['--host', '0.0.0.0', '--control-token', 'x'], false],
    [['--host', '0.0.0.0', '--control', 'off'], false],
    [['--host', '127.0.0.1'], false],
  ] as const) {
    const { child, ready, ended, output } = start(t, ['--port', '0', '--log-level', 'silent', ...args])
    await ready
    child.kill('SIGTERM')
    await ended
    t.equal(warning.test(output.stderr), warns, args.join(' '))
    t.equal(output.stderr.split('\n').length, warns ? 2 : 1)
  }
})
