import t from 'tap'
import type { Control } from '../../src/control/control.ts'
import { buildApp } from '../../src/http/app.ts'
import { settingsOf } from '../../src/settings.ts'
import { exchange } from '../support/raw-http.ts'

// In a file of its own: control is loaded for the first time, which takes longer than the stop.
t.test('a first control call that meets a stop asks nothing of the closed data', async t => {
  let isClosed = false
  const now = (): string => {
    t.notOk(isClosed, 'the data are open')
    return ''
  }
  const steering = { control: { clock: { now } } as unknown as Control, gate: {} }
  const parts = { gateway: {} as never, commit: () => undefined, version: '', settings: settingsOf({}) }
  const app = buildApp({ ...parts, steering })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const stopped = new Promise<void>((resolve, reject) => {
    app.server.once('request', () => {
      app.close().then(() => {
        isClosed = true
        resolve()
      }, reject)
    })
  })
  await t.rejects(exchange(url, 'GET /_emulator/clock HTTP/1.1\r\nHost: localhost\r\n\r\n'), 'its connection is ended')
  await stopped
  // What was on its way has come by then.
  await import('../../src/http/control-server.ts')
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
})
