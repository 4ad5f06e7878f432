import t from 'tap'
import type { World } from '../../src/client.ts'
import { rows } from '../../src/control/calls.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { emulatorFor } from '../support/emulator.ts'

/** Requests, as sent with curl, and their responses, in this order, for one emulator. */
const exchanges: readonly (readonly [call: string, body: string, status: number, answer: string | RegExp])[] = [
  ['reset POST /reset', '', 204, ''],
  ['reset POST /reset', '{"account":"1000000000000001"}', 204, ''],
  ['seed POST /seed', '{"accounts":[{"id":"1"}]}', 204, ''],
  ['seed POST /seed', 'null', 400, '{"message":"the value should be an object."}'],
  ['accounts.create POST /accounts', '{"id":"2"}', 200, /^{"id":"2",.*"keys":\[{"id":"testid-/],
  ['accounts.list GET /accounts', '', 200, /^\[{"id":"1000000000000001"/],
  ['accounts.get GET /accounts/1', '', 200, /^{"id":"1",.*"keys":\[\]/],
  ['accounts.update PATCH /accounts/1', '{"balance":7}', 200, /"balance":7/],
  ['accounts.delete DELETE /accounts/2', '', 204, ''],
  [
    'snapshots.create POST /snapshots',
    '{"id":"s-1","account":"1","region":"cn-beijing"}',
    200,
    /^{"id":"s-1","account":"1"/,
  ],
  ['snapshots.list GET /snapshots?account=1&name=none', '', 200, '[]'],
  ['snapshots.get GET /snapshots/1/s-1', '', 200, /^{"id":"s-1"/],
  ['snapshots.update PATCH /snapshots/1/s-1', '{"name":"mine"}', 200, /"name":"mine"/],
  ['snapshots.delete DELETE /snapshots/1/s-1', '', 204, ''],
  ['disks.create POST /disks', '{"id":"d-1","account":"1","region":"cn-beijing"}', 200, /^{"id":"d-1"/],
  ['disks.list GET /disks?account=1&name=none', '', 200, '[]'],
  ['disks.get GET /disks/1/d-1', '', 200, /^{"id":"d-1"/],
  ['disks.update PATCH /disks/1/d-1', '{"size":20}', 200, /"size":20/],
  ['disks.delete DELETE /disks/1/d-1', '', 204, ''],
  ['images.create POST /images', '{"id":"m-1","account":"1","region":"cn-beijing"}', 200, /^{"id":"m-1"/],
  ['images.list GET /images?account=1&name=none', '', 200, '[]'],
  ['images.get GET /images/1/m-1', '', 200, /^{"id":"m-1"/],
  ['images.update PATCH /images/1/m-1', '{"family":"mine"}', 200, /"family":"mine"/],
  ['images.delete DELETE /images/1/m-1', '', 204, ''],
  ['instances.create POST /instances', '{"id":"i-1","account":"1","region":"cn-beijing"}', 200, /^{"id":"i-1"/],
  ['instances.list GET /instances?account=1&name=none', '', 200, '[]'],
  ['instances.get GET /instances/1/i-1', '', 200, /^{"id":"i-1"/],
  ['instances.update PATCH /instances/1/i-1', '{"type":"ecs.c7.large"}', 200, /"type":"ecs.c7.large"/],
  ['instances.delete DELETE /instances/1/i-1', '', 204, ''],
  ['clock.set PUT /clock', '{"at":"2026-01-31T00:00:00Z"}', 200, '{"now":"2026-01-31T00:00:00.000Z"}'],
  ['clock.set PUT /clock', '', 400, '{"message":"at should be given."}'],
  ['clock.set PUT /clock', '[]', 400, '{"message":"at should be given."}'],
  ['clock.set PUT /clock', '{"at":5}', 400, /^{"message":"at should be real or a time from 1970 to 9999/],
  ['clock.advance POST /clock/advance', '{"seconds":1.5}', 200, '{"now":"2026-01-31T00:00:01.500Z"}'],
  [
    'clock.advance POST /clock/advance',
    '{"seconds":1,"hours":1}',
    400,
    '{"message":"hours should be left out; known fields are seconds."}',
  ],
  ['clock.now GET /clock', '', 200, '{"now":"2026-01-31T00:00:01.500Z"}'],
  ['faults.add POST /faults', '{"kind":"reset"}', 200, '{"id":"fault-1"}'],
  ['faults.list GET /faults', '', 200, '[{"kind":"reset","id":"fault-1","applied":0}]'],
  ['faults.remove DELETE /faults/fault-1', '', 204, ''],
  ['faults.clear DELETE /faults?account=1', '', 204, ''],
  ['stubs.add POST /stubs', '{"action":"DescribeDisksFullStatus","reply":{"TotalCount":0}}', 200, '{"id":"stub-1"}'],
  [
    'stubs.list GET /stubs',
    '',
    200,
    '[{"action":"DescribeDisksFullStatus","reply":{"TotalCount":0},"id":"stub-1","applied":0}]',
  ],
  ['stubs.remove DELETE /stubs/stub-1', '', 204, ''],
  ['stubs.clear DELETE /stubs?account=1', '', 204, ''],
  ['requests.list GET /requests?action=CopySnapshot&params.SnapshotId=s-1', '', 200, '[]'],
  ['requests.count GET /requests/count', '', 200, '{"count":0}'],
  [
    'requests.waitFor POST /requests/wait',
    '{"timeoutMs":0}',
    200,
    /^{"met":false,"message":"0 of 1 calls arrived .*","closest":\[\]}$/,
  ],
  ['requests.clear DELETE /requests', '', 204, ''],
  ['explain POST /explain', '{"text":"/"}', 200, /^{"signatureVersion":"none"/],
  ['explain POST /explain', '"/"', 200, /^{"signatureVersion":"none"/],
  ['state.export GET /state', '', 200, /^{"accounts":\[/],
  ['state.save POST /states/save', '{"name":"mine"}', 204, ''],
  ['state.restore POST /states/restore', '{"name":"mine"}', 204, ''],
  ['state.names GET /states', '', 200, '["mine"]'],
  ['state.delete DELETE /states/mine', '', 204, ''],
  ['state.import PUT /state', '{}', 204, ''],
  ['state.import PUT /state', '', 400, '{"message":"the value should be an object."}'],
]

await t.test('over HTTP every call has the request and response listed here', async t => {
  const emulator = emulatorFor(t)
  const pattern = (route: string): string => `${route.replaceAll(/:\w+/g, '[^/?]+')}(?:\\?|$)`
  const routes = new Map(rows.map(({ name, route }) => [name, new RegExp(pattern(route))]))
  const called = new Set<string>()
  for (const [call, body, status, answer] of exchanges) {
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
  await refused(t, control.state.save('a/b'), 400, 'name should be a text of 1 to 64 characters.')
  await refused(t, control.state.restore('a/b'), 400, 'name should be a text of 1 to 64 characters.')
})
