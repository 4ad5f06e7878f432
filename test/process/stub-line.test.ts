import { execFile } from 'node:child_process'
import { PassThrough } from 'node:stream'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { PrettyLog } from '../../src/http/pretty-log.ts'
import type { EmulatorOptions } from '../../src/index.ts'
import { started } from '../support/emulator.ts'

const action = 'DescribeAutoSnapshotPolicyEx'
const variable = 'EMULATOR_CONTROL_TOKEN'

/** An emulator with its log as JSON, and a way to call it. */
const logging = (t: Test, options: EmulatorOptions = {}) => {
  const lines: string[] = []
  const logger = { level: 'info', stream: { write: (line: string) => lines.push(line) } }
  return { ...started(t, { ...options, logger }), lastLine: () => JSON.parse(lines.at(-1) as string) }
}

/** The answer to a line of curl, sent without curl: its token, body and address. */
const send = async (line: string, token = '') => {
  const form = new RegExp(
    `^curl (-H "Authorization: Bearer \\$${variable}" )?--json '(\\{.*\\})' '(http://127\\.0\\.0\\.1:\\d+/.*)'$`,
  )
  const [, hasToken, body = '', url = ''] = form.exec(line) ?? []
  const authorization = hasToken === undefined ? {} : { authorization: `Bearer ${token}` }
  const headers = { 'content-type': 'application/json', ...authorization }
  return (await fetch(url, { method: 'POST', headers, body })).json()
}

for (const controlToken of [undefined, "it's a secret"]) {
  t.test(`the warning has a command that stubs the action${controlToken ? ', without the token' : ''}`, async t => {
    const { emulator, call, lastLine } = logging(t, { controlToken })
    await emulator.listen()
    await call(action)
    const { level, msg, curl } = lastLine()
    t.same({ level, msg }, { level: 40, msg: 'call: this ECS action is not emulated' })
    if (controlToken !== undefined) t.notMatch(JSON.stringify(lastLine()), 'secret')
    t.same(await send(curl, controlToken), { id: 'stub-1' })
    t.equal((await call(action)).status, 200)
    t.match(lastLine(), { level: 30, code: 'Success', stub: 'stub-1' })
    t.notOk('curl' in lastLine())
  })

  t.test(`curl runs the command${controlToken ? ', with the token in a variable' : ''}`, async t => {
    const version = await promisify(execFile)('curl', ['--version']).catch(() => ({ stdout: '' }))
    const [, major = 0, minor = 0] = /^curl (\d+)\.(\d+)/.exec(version.stdout) ?? []
    if (Number(major) * 100 + Number(minor) < 782) return t.comment('curl 7.82 is not installed')
    const { emulator, call, lastLine } = logging(t, { controlToken })
    await emulator.listen()
    await call(action)
    const env = { ...process.env, [variable]: controlToken ?? '' }
    const { stdout } = await promisify(execFile)('sh', ['-c', lastLine().curl], { env })
    t.same(JSON.parse(stdout), { id: 'stub-1' })
    t.equal((await call(action)).status, 200)
  })
}

t.test('there is no command while nothing listens, without control, and for other actions', async t => {
  const idle = logging(t)
  await idle.call(action)
  t.notOk('curl' in idle.lastLine())
  const closed = logging(t, { control: 'off' })
  await closed.emulator.listen()
  await closed.call(action)
  t.notOk('curl' in closed.lastLine())
  const other = logging(t)
  await other.emulator.listen()
  await other.call('NoSuchAction')
  t.notOk('curl' in other.lastLine())
})

t.test('a call over https has the http address in its command', async t => {
  const { emulator, lastLine } = logging(t, { tls: 'self-signed' })
  const url = await emulator.listen()
  const { Agent, request } = await import('node:https')
  const agent = new Agent({ rejectUnauthorized: false })
  const { promise, resolve } = Promise.withResolvers<void>()
  const path = `/?Action=${action}&Version=2014-05-26`
  request(`${emulator.tlsUrl}${path}`, { agent }, reply => reply.resume().on('end', resolve)).end()
  await promise
  await new Promise(setImmediate)
  t.ok(lastLine().curl.endsWith(` '${url}/_emulator/stubs'`))
})

t.test('people see the command on a line of its own, whole, and the stub of a call', async t => {
  const terminal = Object.assign(new PassThrough(), { columns: 40, isTTY: false })
  let shown = ''
  const write = (lines: string): void => {
    shown += lines
  }
  const stream = new PrettyLog({ write }, terminal)
  const { emulator, call } = started(t, { logger: { level: 'info', stream } })
  await emulator.listen()
  await call(action)
  const curl = shown.split('\n').find(line => line.startsWith('  curl '))
  t.same(await send((curl as string).trim()), { id: 'stub-1' })
  terminal.columns = 0
  emulator.stubs.add({ action: 'CopySnapshot', reply: { SnapshotId: 5 } })
  await call(action)
  await call('CopySnapshot', { RegionId: 'cn-chengdu' })
  const [first, second] = shown.split('\n').slice(-3)
  t.match(first, new RegExp(`^.{10}${action}  Success  stub: stub-1$`))
  t.match(second, /^.{10}CopySnapshot {2}cn-chengdu {2}Success {2}stub: stub-2$/)
})
