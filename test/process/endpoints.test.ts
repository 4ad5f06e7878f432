import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { run, start } from '../support/process.ts'

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

await t.test('the endpoints file has the addresses once the emulator is ready', async t => {
  const dir = t.testdir()
  const file = `${dir}/endpoints.json`
  const url = await start(t, ['--port', '0', '--endpoints-file', file]).ready
  t.same(read(file), { url })
  t.same(readdirSync(dir), ['endpoints.json'], 'no part of it is left')
})

await t.test('with TLS the file and the ready line name both addresses', async t => {
  const file = `${t.testdir()}/endpoints.json`
  const tls = ['--tls', 'self-signed', '--tls-port', '0']
  const { ready, output } = start(t, ['--port', '0', ...tls, '--endpoints-file', file])
  const url = await ready
  const { tlsUrl, ...rest } = read(file)
  t.same(rest, { url })
  t.match(tlsUrl, /^https:\/\/127\.0\.0\.1:\d+$/)
  t.equal(output.stdout, `Ready. ${url} ${tlsUrl}\n`)
})

await t.test('on all addresses, as in a container, the ready line names only ports', async t => {
  for (const [args, line] of [
    [['--host', '0.0.0.0'], /^Ready\. Port \d+ on all addresses\.\n$/],
    [['--host', '::', '--tls', 'self-signed'], /^Ready\. Port \d+ on all addresses, https on port \d+\.\n$/],
  ] as const) {
    const { child, ready, ended, output } = start(t, ['--port', '0', '--tls-port', '0', ...args])
    await ready
    child.kill('SIGTERM')
    t.equal(await ended, 0)
    t.match(output.stdout, line)
  }
})

await t.test('a failed start removes the file of an earlier run', async t => {
  const file = `${t.testdir()}/endpoints.json`
  writeFileSync(file, '{"url":"http://127.0.0.1:1"}')
  t.match(await run(t, ['--endpoints-file', file, '--world', 'nowhere']), { code: 1 })
  t.notOk(existsSync(file))
})

await t.test('a file that cannot be written ends the command with exit 1 and one sentence', async t => {
  const dir = t.testdir()
  mkdirSync(`${dir}/folder`)
  for (const file of [`${dir}/missing/endpoints.json`, `${dir}/folder`]) {
    t.match(await run(t, ['--port', '0', '--log-level', 'silent', '--endpoints-file', file]), {
      code: 1,
      stdout: '',
      stderr: new RegExp(`^The endpoints file ${file} cannot be written: [^\n]*\\.\n$`),
    })
  }
})
