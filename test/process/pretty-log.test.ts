import { spawn, spawnSync } from 'node:child_process'
import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import t, { type Test } from 'tap'
import { PrettyLog } from '../../src/http/pretty-log.ts'
import type { EmulatorOptions } from '../../src/index.ts'
import { packageVersion } from '../../src/version.ts'
import { goodCopy, started, testTime } from '../support/emulator.ts'
import { start } from '../support/process.ts'

// tap sets it, and Node warns when a test sets FORCE_COLOR too.
delete process.env.NO_COLOR

/** An emulator that logs to a terminal of a number of columns, and a way to call it. */
const onTerminal = (
  t: Test,
  columns: number,
  { isTTY = false, ...options }: EmulatorOptions & { isTTY?: boolean } = {},
) => {
  const terminal = Object.assign(new PassThrough(), { columns, isTTY, getColorDepth: () => 8 })
  let shown = ''
  const write = (lines: string): void => {
    shown += lines
  }
  const stream = new PrettyLog({ write }, terminal)
  return {
    ...started(t, { ...options, logger: { level: 'debug', stream } }),
    raw: () => shown,
    lines: () => stripVTControlCharacters(shown).split('\n').slice(0, -1),
  }
}

/** Calls with every kind of outcome. */
const callAll = async ({ emulator, call }: ReturnType<typeof started>): Promise<string> => {
  const { json } = await call('CopySnapshot', goodCopy)
  await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-none' })
  await call('CopySnapshot', { ...goodCopy, Encrypted: 'true' })
  await call('RunInstances', { RegionId: 'cn-hangzhou' })
  await call('NoSuchAction')
  await call('DescribeSnapshots', { RegionId: 'cn-chengdu', Colour: 'red' })
  await call('DeleteSnapshot', { SnapshotId: 's-none' })
  emulator.faults.add({ kind: 'error', code: 'Throttling.User', action: 'CopySnapshot' })
  await call('CopySnapshot', goodCopy)
  return json.SnapshotId
}

await t.test('a call is a line: time, action, regions, id or code, reason, snapshot', async t => {
  const terminal = onTerminal(t, 0)
  const id = await callAll(terminal)
  const copy = 'CopySnapshot  cn-chengdu → us-east-1'
  const of = `of ${goodCopy.SnapshotId}`
  const lines = terminal.lines()
  for (const line of lines) t.match(line, /^\d\d:\d\d:\d\d {2}/)
  const third = /s-0\w+/.exec(lines[2] ?? '')?.[0]
  t.same(
    lines.map(line => line.slice(10)),
    [
      `${copy}  ${id}  ${of}`,
      `${copy}  InvalidSnapshotId.NotFound  The specified snapshot is not exists.  of s-none`,
      `${copy}  ${third}  without effect: Encrypted  Encrypted=true has no effect  ${of}`,
      'RunInstances  cn-hangzhou  this ECS action is not emulated  InvalidAction.NotFound',
      'NoSuchAction  InvalidAction.NotFound  Specified api is not found, please check your url and method.',
      'DescribeSnapshots  cn-chengdu  Success  without effect: Colour',
      'DeleteSnapshot  InvalidSnapshotId.NotFound  The specified snapshot is not found.  of s-none',
      `${copy}  Throttling.User  fault: error before fault-1  Request was denied due to user flow control.  ${of}`,
    ],
  )
})

await t.test('a snapshot that a call only names is its id', async t => {
  const { call, lines } = onTerminal(t, 0)
  await call('DeleteSnapshot', { SnapshotId: goodCopy.SnapshotId as string })
  t.match(lines()[0], new RegExp(`^.{10}DeleteSnapshot  ${goodCopy.SnapshotId}$`))
})

await t.test('no line is wider than the terminal; a Chinese character takes two columns', async t => {
  for (const columns of [1, 20, 40, 79, 80, 81, 160]) {
    const terminal = onTerminal(t, columns)
    await callAll(terminal)
    for (const letter of ['a', '快']) {
      for (const length of [1, 5, 30, 60]) await terminal.call(letter.repeat(length), { RegionId: letter.repeat(30) })
    }
    const lines = terminal.lines()
    t.equal(lines.length, 16)
    for (const line of lines) {
      const width = line.length + (line.match(/\p{Script=Han}/gu)?.length ?? 0)
      t.ok(width <= columns, `${columns}: ${line}`)
      if (line.includes('…')) t.ok(width >= columns - 2, `${columns} are used: ${line}`)
    }
  }
  const { call, lines } = onTerminal(t, 24)
  await call('快照快照快照快照快照')
  t.same(lines()[0]?.slice(10), '快照快照快照…')
})

await t.test('a line that is not about a call is its message', async t => {
  const { emulator, lines } = onTerminal(t, 0)
  await emulator.inject({ url: '/_emulator/health' })
  t.match(lines(), [/^.{10}health$/])
})

await t.test('a request cannot steer the terminal', async t => {
  const { call, lines } = onTerminal(t, 0)
  await call('\u001b[2J\u009b31mCopy\nSnapshot\u202e', { RegionId: 'cn\r\u2028\u0007', SnapshotId: '\t\u200bs' })
  t.match(lines(), [/^.{10}\[2J31mCopySnapshot {2}cn {2}InvalidAction\.NotFound {2}/])
  t.equal(lines().length, 1)
})

/** Sets the variable by which a person asks for colours or for none. */
const askForColours = (t: Test, wish: '0' | '1'): void => {
  const before = process.env.FORCE_COLOR
  process.env.FORCE_COLOR = wish
  t.teardown(() => {
    if (before === undefined) delete process.env.FORCE_COLOR
    else process.env.FORCE_COLOR = before
  })
}

await t.test('the colour tells the outcome', async t => {
  askForColours(t, '1')
  const terminal = onTerminal(t, 0)
  const id = await callAll(terminal)
  const [made, refused, warned, other] = terminal.raw().split('\n')
  t.ok(made?.includes(`\u001b[32m${id}`), 'green')
  t.ok(refused?.includes('\u001b[31mInvalidSnapshotId.NotFound'), 'red')
  t.ok(warned?.includes('\u001b[33ms-'), 'yellow')
  t.ok(other?.includes('\u001b[33mthis ECS action'), 'yellow')
})

await t.test('who wants no colours gets none', async t => {
  askForColours(t, '0')
  const terminal = onTerminal(t, 0)
  await callAll(terminal)
  t.notOk(terminal.raw().includes('\u001b['))
})

await t.test('a failure of the emulator is red and has its whole stack', async t => {
  askForColours(t, '1')
  let time = (): number => testTime
  const terminal = onTerminal(t, 20, { machineClock: () => time(), clock: 'real' })
  time = () => {
    throw new Error('the cause of the failure')
  }
  await terminal.emulator.inject({ url: '/_emulator/clock' })
  await terminal.call('DescribeRegions')
  t.match(terminal.lines(), [/^.{10}control …$/, /^ {2}Error: the cause of the failure$/, /^ {6}at .{20}/])
  t.ok(terminal.raw().includes('\u001b[31mcontrol …'))
  t.equal(terminal.lines().filter(line => line.includes('the cause of the failure')).length, 2)
})

/** Starts the command with the log for people, stops it, and returns the lines of stderr. */
const linesOf = async (t: Test, args: readonly string[], calls = async (_url: string) => {}) => {
  const running = start(t, ['--port', '0', '--log-format', 'pretty', ...args], { NO_COLOR: '1' })
  const url = await running.ready
  await calls(url)
  running.child.kill('SIGINT')
  t.equal(await running.ended, 0)
  t.match(running.output.stdout, /^Ready\. \S+\n$/)
  return { url, lines: running.output.stderr.split('\n') }
}

await t.test('a banner comes first and the number of calls last; stdout has the ready line alone', async t => {
  const { url, lines } = await linesOf(t, [], async url => {
    await fetch(`${url}/?Action=NoSuchAction&Version=2014-05-26`)
    await fetch(`${url}/_emulator/health`)
  })
  const [, call, ...end] = lines.slice(10)
  t.same(lines.slice(0, 11), [
    '',
    `Emulator  copysnapshot-emulator ${packageVersion}`,
    `Address   ${url}`,
    'Keys      testid (testsecret), testid-ram-backup, testid-not-whitelisted, 4 more',
    'World     default',
    'Contract  2021',
    `Page      ${url}/_emulator/`,
    `Journal   ${url}/_emulator/requests`,
    `Control   ${url}/_emulator/openapi.json`,
    'Docs      README.md, docs/, --help',
    '',
  ])
  t.match(call, /^.{10}NoSuchAction {2}InvalidAction\.NotFound {2}/)
  t.same(end, ['', 'Stopped. Calls answered: 1, refused: 1.', ''])
})

await t.test('a log of warnings only has neither banner nor last line', async t => {
  t.same((await linesOf(t, ['--log-level', 'warn'])).lines, [''])
})

await t.test('the log is JSON unless stderr is a terminal or the format is given', async t => {
  const { child, ready, ended, output } = start(t, ['--port', '0'])
  const url = await ready
  await fetch(url)
  child.kill('SIGTERM')
  await ended
  for (const line of output.stderr.trim().split('\n')) t.match(JSON.parse(line), { level: 30 })

  const hasScript = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false
  if (!hasScript) return t.comment('util-linux is not installed, so no terminal can be made')
  const command = `stty cols 40; exec ${process.execPath} src/cli.ts --port 0`
  for (const [flags, isPretty] of [
    ['', true],
    ['--log-format json', false],
  ] as const) {
    // In CI Node.js writes no colours, even to a terminal.
    const { FORCE_COLOR, CI, ...env } = process.env
    const terminal = spawn('script', ['-qefc', `${command} ${flags}`, '/dev/null'], {
      env: { ...env, TERM: 'xterm' },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let shown = ''
    for await (const chunk of terminal.stdout) {
      shown += chunk
      // Control-C, as a person ends it.
      if (shown.includes('Ready. ') && !terminal.stdin.writableEnded) terminal.stdin.end('\u0003')
    }
    const lines = stripVTControlCharacters(shown).split('\r\n')
    t.match(
      lines.find(line => line.startsWith('Ready. ')),
      /^Ready\. http:\/\/127\.0\.0\.1:\d+$/,
    )
    t.equal(shown.includes('\u001b[2m'), isPretty, 'colours')
    t.equal(lines.includes('Keys      testid (testsecret), testid-…'), isPretty)
    t.equal(lines.includes('Stopped. Calls answered: 0, refused: 0.'), isPretty)
    t.equal(shown.includes('{"level":30'), !isPretty)
  }
})
