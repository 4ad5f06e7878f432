import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { createEmulator } from '../../src/index.ts'
import { environment } from '../support/process.ts'

const key = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' }

/** The command `compare`, against an emulator. */
const compare = async (t: Test, ...more: readonly string[]) => {
  const emulator = createEmulator()
  t.teardown(() => emulator.close())
  const args = ['--endpoint', await emulator.listen(), '--region', 'cn-chengdu', ...more]
  const child = spawn(process.execPath, ['src/cli.ts', 'compare', ...args], { env: environment(key) })
  t.teardown(() => child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  const ended = once(child, 'close').then(([code]) => ({ code, output }))
  return { emulator, child, ended }
}

await t.test('the command compares, and its exit code tells the result', async t => {
  const { code, output } = await (await compare(t)).ended
  t.match(output, /\d same as 2021 and 2025, \d same as 2021\.\n/)
  t.equal(code, 0)
})

await t.test('it asks before it copies, on its standard input', async t => {
  for (const [answer, copies] of [
    ['no\n', 0],
    ['', 0],
    ['yes\n', 2],
  ] as const) {
    const { emulator, child, ended } = await compare(t, '--with-snapshot', 's-bp67acfmxazb4p000001', '--may-copy')
    child.stdin.end(answer)
    const { code, output } = await ended
    t.equal(code, 0)
    t.match(output, 'Copies of 40 GiB go from cn-chengdu to us-east-1.')
    t.equal(emulator.requests.count({ action: 'CopySnapshot', outcome: 'Success' }), copies, JSON.stringify(answer))
  }
})

await t.test('a signal stops it', async t => {
  const { child, ended } = await compare(t)
  child.stdout.once('data', () => child.kill('SIGINT'))
  const { code, output } = await ended
  t.equal(code, 3)
  t.match(output, 'Stopped. It was interrupted.')
})
