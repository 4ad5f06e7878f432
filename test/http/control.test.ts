import t, { type Test } from 'tap'
import type { Control } from '../../src/control/control.ts'
import { buildApp } from '../../src/http/app.ts'
import { settingsOf } from '../../src/settings.ts'
import { emulatorFor } from '../support/emulator.ts'
import { exchange } from '../support/raw-http.ts'

await t.test('health is ready as soon as there is an emulator: its worlds are loaded', async t => {
  const reply = await emulatorFor(t).inject({ url: '/_emulator/health' })
  t.equal(reply.status, 200)
  t.match(JSON.parse(reply.body), { status: 'ready', version: /^\d+\.\d+\.\d+$/ })
})

await t.test("the emulator's own paths are refused in words, not in the shape of the service", async t => {
  const url = await emulatorFor(t).listen()
  const requests: readonly (readonly [request: string, status: number, message: RegExp])[] = [
    ['GET /_emulator/nothing?a=1 HTTP/1.1#Host: x##', 404, /^There is no GET \/_emulator\/nothing\.$/],
    ['POST /_emulator/health HTTP/1.1#Host: x#Content-Length: 0##', 404, /^There is no POST/],
    ['GET /_emulator/%zz HTTP/1.1#Host: x##', 400, /^The path is not well-formed\.$/],
    [`GET /_emulator/snapshots/${'a'.repeat(200)} HTTP/1.1#Host: x##`, 400, /^The path is not well-formed\.$/],
    ['POST /_emulator/health HTTP/1.1#Host: x#Content-Type: ;;#Content-Length: 2##hi', 415, /^Unsupported Media Type$/],
    [
      'POST /_emulator/typo HTTP/1.1#Host: x#Content-Type: application/json#Content-Length: 1##{',
      404,
      /^There is no POST/,
    ],
    [`POST /_emulator/typo HTTP/1.1#Host: x#Content-Length: 2000000##`, 413, /^Request body is too large$/],
  ]
  for (const [request, status, message] of requests) {
    const reply = await exchange(url, request.replaceAll('#', '\r\n'))
    t.equal(reply.status, status, request)
    const { message: given, ...more } = JSON.parse(reply.body)
    t.match(given, message, request)
    t.same(more, {}, 'and nothing else')
  }
})

/** A server whose control is made by the test. */
const serverFor = (t: Test, control: () => object) => {
  const lines: string[] = []
  const steering = {
    get control() {
      return control() as Control
    },
    gate: {},
  }
  const log = { level: 'error', stream: { write: (line: string) => lines.push(line) } }
  const app = buildApp({
    gateway: {} as never,
    commit: () => undefined,
    version: '',
    settings: settingsOf({}),
    steering,
    log,
  })
  t.teardown(() => app.close())
  return { app, lines }
}

await t.test('control that cannot be built says so, and is built when it is asked for again', async t => {
  let times = 0
  const { app, lines } = serverFor(t, () => {
    if (times++ === 0) throw new Error('broken')
    return { clock: { now: () => '2026-01-31T00:00:00.000Z' } }
  })
  const first = await app.inject('/_emulator/clock')
  t.equal(first.statusCode, 500)
  t.same(first.json(), { message: 'The emulator failed; see its log.' })
  t.match(lines.join(''), /"message":"broken"/)
  t.same((await app.inject('/_emulator/clock')).json(), { now: '2026-01-31T00:00:00.000Z' })
})
