import t from 'tap'
import type { Control } from '../../src/control/calls.ts'
import { buildApp } from '../../src/http/app.ts'
import { HeldCalls } from '../../src/http/held-calls.ts'
import { settingsOf } from '../../src/settings.ts'
import { exchange } from '../support/raw-http.ts'

t.test('a control call during a stop does not access the closed data', async t => {
  const now = (): unknown => t.fail('the data are closed')
  const control = { clock: { now } } as unknown as Control
  const parts = {
    gateway: {} as never,
    heldCalls: new HeldCalls(),
    commit: () => undefined,
    version: '',
    watch: () => t.fail('nobody watches') as never,
    url: () => '',
    settings: settingsOf({}),
  }
  const app = buildApp({ ...parts, control })
  const { promise: goneOn, resolve: goOn } = Promise.withResolvers<void>()
  app.addHook('onRequest', async () => {
    await app.close()
    goOn()
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  await t.rejects(exchange(url, 'GET /_emulator/clock HTTP/1.1\r\nHost: localhost\r\n\r\n'), 'its connection is ended')
  await goneOn
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
})
