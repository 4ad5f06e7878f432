import t from 'tap'
import type { World } from '../../src/client.ts'
import { rows } from '../../src/control/calls.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { controlExchanges } from '../support/control-exchanges.ts'
import { emulatorFor, goodCopy, started } from '../support/emulator.ts'

await t.test('over HTTP every call has the request and response listed here', async t => {
  const emulator = emulatorFor(t)
  const pattern = (route: string): string => `${route.replaceAll(/:\w+/g, '[^/?]+')}(?:\\?|$)`
  const routes = new Map(rows.map(({ name, route }) => [name, new RegExp(pattern(route))]))
  const called = new Set<string>()
  for (const [call, body, status, answer] of controlExchanges) {
    const [name, method, path] = call.split(' ') as [string, string, string]
    const sent =
      method === 'GET' || method === 'DELETE' ? {} : { headers: { 'content-type': 'application/json' }, body }
    const reply = await emulator.inject({ method, url: `/_emulator${path}`, ...sent })
    t.equal(reply.status, status, call)
    if (typeof answer === 'string') t.equal(reply.body, answer, call)
    else t.match(reply.body, answer, call)
    t.match(call, routes.get(name), `${call} is ${name}`)
    called.add(name)
  }
  t.same(called, new Set(routes.keys()), 'every call is in the list')
})

throughEveryDoor(t, 'a wait returns the awaited calls', async (t, { emulator, control }) => {
  await emulator.inject({ url: '/?Action=Any' })
  t.match(await control.requests.waitFor({}, { timeoutMs: 0 }), [{ action: 'Any' }])
  const url = '/_emulator/requests/wait'
  const headers = { 'content-type': 'application/json' }
  const reply = await emulator.inject({
    method: 'POST',
    url,
    headers,
    body: '{"timeoutMs":0,"query":{"action":"Any"}}',
  })
  t.match(reply, { status: 200, body: /^{"met":true,"calls":\[{"at":/ })
})

await t.test('a search takes the query of a list or a count as its body', async t => {
  const { emulator, call } = started(t)
  await call('CopySnapshot', goodCopy)
  await call('DescribeRegions')
  const post = async (path: string, body: string) => {
    const headers = body === '' ? {} : { 'content-type': 'application/json' }
    return emulator.inject({ method: 'POST', url: `/_emulator/requests/search${path}`, headers, body })
  }
  const body = JSON.stringify({ params: { SnapshotId: goodCopy.SnapshotId } })
  const dotted = await emulator.inject({ url: `/_emulator/requests?params.SnapshotId=${goodCopy.SnapshotId}` })
  t.match(JSON.parse(dotted.body), [{ action: 'CopySnapshot' }])
  t.equal((await post('', body)).body, dotted.body)
  t.equal((await post('/count', body)).body, '{"count":1}')
  t.equal((await post('/count', '')).body, '{"count":2}')
  t.match(await post('', '{"SnapshotId":"s-1"}'), { status: 400, body: /SnapshotId should be left out/ })
})

throughEveryDoor(t, 'an undefined member counts as absent', async (t, { control }) => {
  t.same(await control.snapshots.list({ account: undefined } as never), await control.snapshots.list())
  t.equal(await control.requests.count({ action: undefined } as never), 0)
})

throughEveryDoor(t, 'a missing input is refused', async (t, { control }) => {
  const before = await control.state.export()
  for (const world of [undefined, null, 'default'] as unknown as World[]) {
    await refused(t, (async () => control.seed(world))(), 400, 'the value should be an object.')
    await refused(t, (async () => control.state.import(world))(), 400, 'the value should be an object.')
  }
  await refused(t, (async () => control.clock.set(undefined as never))(), 400, 'at should be given.')
  t.same(await control.state.export(), before)
})

throughEveryDoor(t, 'setting the clock returns the new time and accepts only valid times', async (t, { control }) => {
  const at = new Date('2030-01-31T00:00:00Z')
  t.same(await control.clock.set(at), at)
  await refused(t, control.clock.set(new Date(Number.NaN)), 400, /^at should be real or a time from 1970 to 9999/)
  await refused(
    t,
    control.state.save('..'),
    400,
    'name should be a text of 1 to 64 characters without /, other than . and ...',
  )
  await refused(
    t,
    control.state.save('a/b'),
    400,
    'name should be a text of 1 to 64 characters without /, other than . and ...',
  )
  await refused(
    t,
    control.state.restore('a/b'),
    400,
    'name should be a text of 1 to 64 characters without /, other than . and ...',
  )
})
