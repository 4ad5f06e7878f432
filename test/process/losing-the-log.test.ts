import { type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import t, { type Test } from 'tap'
import { goodCopy, started } from '../support/emulator.ts'
import { query, signedParams } from '../support/oracle.ts'
import { environment } from '../support/process.ts'

/** Starts the command with these outputs. */
const startWith = (t: Test, ...outputs: ('pipe' | number)[]) => {
  const stdio: StdioOptions = ['ignore', ...outputs]
  const child = spawn(process.execPath, ['src/cli.ts', '--port', '0'], { env: environment(), stdio })
  t.teardown(() => child.kill('SIGKILL'))
  return { child, stdout: child.stdout as Readable, stderr: child.stderr as Readable }
}

/** Reads an output until it has a pattern. */
const readUntil = async (output: Readable, pattern: RegExp): Promise<string> => {
  let text = ''
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    text += chunk
    if (pattern.test(text)) break
  }
  return text
}

/** The first URL that an output names. */
const urlIn = async (output: Readable): Promise<string> => {
  const text = await readUntil(output, /http:[^\s"]+\W/)
  return /http:[^\s"]+/.exec(text)?.[0] as string
}

/** A call whose log line names an unknown parameter. */
const call = async (url: string, unknown = 'Unknown'): Promise<number> => {
  const params = signedParams({ Action: 'CopySnapshot', ...goodCopy, [unknown]: '1' }, { method: 'POST' })
  return (await fetch(url, { method: 'POST', body: new URLSearchParams(query(params)) })).status
}

await t.test('it goes on answering when nobody reads its log any more', async t => {
  const { child, stdout, stderr } = startWith(t, 'pipe', 'pipe')
  const url = await urlIn(stdout)
  stderr.destroy()
  stdout.destroy()
  for (let i = 0; i < 3; i++) t.equal(await call(url), 200)
  child.kill('SIGTERM')
  t.same(await once(child, 'exit'), [0, null])
})

await t.test('it goes on answering when the disk of its output is full', async t => {
  const full = openSync('/dev/full', 'w')
  for (const outputs of [
    ['pipe', full],
    [full, 'pipe'],
  ] as const) {
    const { child, stdout, stderr } = startWith(t, ...outputs)
    const url = await urlIn(outputs[0] === 'pipe' ? stdout : stderr)
    for (let i = 0; i < 3; i++) t.equal(await call(url), 200)
    child.kill('SIGTERM')
    t.same(await once(child, 'exit'), [0, null])
  }
})

await t.test('it goes on answering when its log is read too slowly, and counts the lost lines', async t => {
  const { child, stdout, stderr } = startWith(t, 'pipe', 'pipe')
  const url = await urlIn(stdout)
  const calls = 30
  for (let i = 0; i < calls; i++) t.equal(await call(url, 'x'.repeat(200_000)), 200)
  const before = await readUntil(stderr, /"lost".*\n$/)
  t.equal(await call(url), 200)
  const log = before + (await readUntil(stderr, /\n$/))
  child.kill('SIGTERM')
  t.same(await once(child, 'exit'), [0, null])
  const lines = log
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  const losses = lines.filter(({ lost }) => lost !== undefined)
  const kept = lines.filter(({ ineffective }) => ineffective?.[0].startsWith('xxx')).length
  t.match(losses, [{ level: 40, lost: calls - kept, msg: `log lines lost: ${calls - kept}` }])
  t.ok(kept > 5, `${kept} lines are kept`)
  t.match(lines.at(-1), { code: 'Success' })
})

await t.test('a stream that throws costs log lines, not answers, and then receives their number', async t => {
  const lines: string[] = []
  let isBroken = false
  const write = (line: string): void => {
    if (isBroken) throw new Error('no log')
    lines.push(line)
  }
  const { call } = started(t, { logger: { level: 'info', stream: { write } } })
  for (const broken of [false, true, true, true, false, false]) {
    isBroken = broken
    t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  }
  const calls = { msg: 'call', code: 'Success' }
  t.match(
    lines.map(line => JSON.parse(line)),
    [calls, { lost: 3, msg: 'log lines lost: 3' }, calls, calls],
  )
})
