import t from 'tap'
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
    ['POST /_emulator/health HTTP/1.1#Host: x#Content-Type: ;;#Content-Length: 2##hi', 415, /^Unsupported Media Type$/],
  ]
  for (const [request, status, message] of requests) {
    const reply = await exchange(url, request.replaceAll('#', '\r\n'))
    t.equal(reply.status, status, request)
    t.match(JSON.parse(reply.body), { message }, request)
  }
})
