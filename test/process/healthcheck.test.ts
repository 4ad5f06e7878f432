import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { run, start } from '../support/process.ts'

await t.test('the health check ends with 0 once the emulator with the same settings is ready', async t => {
  const url = await start(t, ['--port', '0', '--host', '0.0.0.0']).ready
  const settings = { EMULATOR_HOST: '0.0.0.0', EMULATOR_PORT: new URL(url).port }
  t.match(await run(t, ['healthcheck'], settings), { code: 0, stdout: '', stderr: '' })
  const flags = ['healthcheck', '--host', '127.0.0.1', '--port', new URL(url).port]
  t.match(await run(t, flags), { code: 0, stdout: '', stderr: '' })
})

const serverFor = async (t: Test, answer: RequestListener) => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.closeAllConnections())
  t.teardown(() => server.close())
  return String((server.address() as AddressInfo).port)
}

await t.test('it ends with 1 and one sentence without an answer, or with any answer but ready', async t => {
  const starting = await serverFor(t, (_request, response) => response.writeHead(503).end('not yet'))
  const hanging = await serverFor(t, () => {})
  const gone = await serverFor(t, request => request.socket.destroy())
  const cases: readonly (readonly [port: string, sentence: string])[] = [
    [starting, 'The emulator responded with status 503.\n'],
    [hanging, 'The emulator does not respond: no response within 2000 ms.\n'],
    [gone, 'The emulator does not respond: socket hang up.\n'],
    ['0', 'Port 0 cannot be checked: give the port that the emulator listens on.\n'],
  ]
  for (const [port, stderr] of cases) {
    t.match(await run(t, ['healthcheck', '--port', port]), { code: 1, stdout: '', stderr })
  }
})

await t.test('it has the settings of the command', async t => {
  t.match(await run(t, ['healthcheck', '--help']), { code: 0, stdout: /^Usage: /, stderr: '' })
  t.match(await run(t, ['healthcheck', '--port', 'x']), {
    code: 2,
    stdout: '',
    stderr: /^--port should be a whole number/,
  })
})

await t.test('it loads only the settings and an HTTP client', async t => {
  const program = `
    import { registerHooks } from 'node:module'
    registerHooks({
      load(url, context, next) {
        console.log(url.split('/').at(-1))
        return next(url, context)
      },
    })`
  const tell = `data:text/javascript,${encodeURIComponent(program)}`
  const loaded = async (...args: string[]) => {
    const { stdout } = await run(t, args, {}, ['--import', tell])
    return stdout.split('\n').filter(name => /^[\w-]+\.ts$|^node:/.test(name))
  }
  const ours = [
    'cli.ts',
    'clock.ts',
    'nearest.ts',
    'setting.ts',
    'settings-table.ts',
    'settings.ts',
    'shape.ts',
    'version.ts',
  ]
  const forSettings = [...ours, 'node:util'].sort()
  t.same((await loaded('healthcheck', '--port', '0')).sort(), [...forSettings, 'healthcheck.ts', 'node:http'].sort())
  t.same((await loaded('--help')).sort(), forSettings, 'nor does --help load more')
})
