import { connect as dial } from 'node:net'
import t, { type Test } from 'tap'
import type { EmulatorOptions } from '../../src/index.ts'
import { emulatorFor, goodCopy, testTime } from '../support/emulator.ts'
import { inQuery } from '../support/gateway.ts'
import { signedParams } from '../support/oracle.ts'
import { watching } from '../support/watching.ts'

/** An emulator that listens, a way to call it, and its views. */
const watched = async (t: Test, query = '', options: EmulatorOptions = {}) => {
  const emulator = emulatorFor(t, options)
  const url = await emulator.listen()
  const call = (action: string, params = {}) =>
    emulator.inject(inQuery(signedParams({ Action: action, ...params }, { now: testTime })))
  return { emulator, url, call, watch: await watching(url, query) }
}

t.test('a reader sees the state now and after each change, without asking again', async t => {
  const { emulator, call, watch } = await watched(t, '', { copySeconds: 60, contract: '2025', world: '2025' })
  t.match(watch.response.headers.get('content-type'), 'application/x-ndjson')
  const first = await watch.next()
  t.match(first, { now: new Date(testTime).toISOString(), runs: false, contract: '2025', worlds: ['default', '2025'] })
  t.match(first?.calls, { total: 0, newest: [] })
  const { total } = first?.snapshots ?? {}

  await call('CopySnapshot', { ...goodCopy, DestinationSnapshotName: 'dr', KMSKeyId: '' })
  const copied = await watch.until(({ snapshots }) => snapshots.total !== total)
  t.match(copied.snapshots.newest[0], { name: 'dr', region: 'us-east-1', status: 'progressing', progress: 0 })
  t.match(copied.calls, { total: 1, newest: [{ action: 'CopySnapshot', outcome: 'Success', ignored: 0 }] })
  t.notOk('params' in (copied.calls.newest[0] ?? {}), 'the parameters are asked for')

  emulator.clock.advance(30)
  t.match((await watch.until(({ now }) => now !== copied.now)).snapshots.newest[0], { progress: 50 })
  emulator.clock.advance(30)
  t.match((await watch.until(view => view.snapshots.newest[0]?.status !== 'progressing')).snapshots.newest[0], {
    status: 'accomplished',
    progress: 100,
  })
  emulator.state.save('a name')
  t.same((await watch.until(({ states }) => states.length > 0)).states, ['a name'])
})

t.test('a refused control call and a reading one tell nothing', async t => {
  const { emulator, watch } = await watched(t)
  await watch.next()
  t.throws(() => emulator.faults.remove('fault-1'))
  emulator.accounts.list()
  emulator.faults.add({ kind: 'reset' })
  t.equal((await watch.next())?.faults.total, 1, 'the next view is that of the fault')
})

t.test('a running clock shows progress each second', async t => {
  let now = testTime
  const { call, watch } = await watched(t, '', { clock: 'real', machineClock: () => now, copySeconds: 100 })
  t.equal((await watch.next())?.runs, true)
  await call('CopySnapshot', goodCopy)
  await watch.until(({ calls }) => calls.total === 1)
  now += 25_000
  t.equal((await watch.next())?.snapshots.newest[0]?.progress, 25)
})

t.test('a snapshot whose retention ends while the clock runs goes away', async t => {
  let now = testTime
  const snapshot = { id: 's-1', account: '5', region: 'cn-hangzhou', retentionDays: 1 }
  const world = { accounts: [{ id: '5' }], snapshots: [snapshot] }
  const { watch } = await watched(t, '', { clock: 'real', machineClock: () => now, world })
  t.equal((await watch.next())?.snapshots.total, 1)
  now += 86_400_000
  t.equal((await watch.next())?.snapshots.total, 0)
})

t.test('views hold no secret, no reply of a stub, and no more than the beginning of a text', async t => {
  const { emulator, watch } = await watched(t)
  emulator.stubs.add({ action: 'DescribeBandwidthLimitation', reply: { Answer: 'of the stub' } })
  emulator.snapshots.create({ id: 's-x', account: '1000000000000001', region: 'cn-hangzhou', name: 'x'.repeat(10_000) })
  await emulator.inject({ url: `/?Action=${'Y'.repeat(5000)}`, headers: { 'user-agent': 'z'.repeat(5000) } })
  const view = await watch.until(({ calls }) => calls.total === 1)
  const text = JSON.stringify(view)
  for (const { keys } of emulator.accounts.list()) {
    for (const { id, secret, token = secret, active } of keys) {
      t.ok(text.includes(id) === active && !text.includes(secret) && !text.includes(token), id)
    }
  }
  t.notMatch(text, 'of the stub')
  t.match(view.stubs, { total: 1, newest: [{ id: 'stub-1', action: 'DescribeBandwidthLimitation', applied: 0 }] })
  t.equal(view.snapshots.newest[0]?.name, `${'x'.repeat(256)}…`)
  t.notMatch(text, /(.)\1{256}/)
})

t.test('HEAD answers like GET, without the body', async t => {
  const { url } = await watched(t)
  const { status, headers } = await fetch(`${url}/_emulator/watch`, { method: 'HEAD' })
  t.equal(status, 200)
  t.equal(headers.get('content-type'), 'application/x-ndjson')
})

t.test('of each kind the newest 200 are shown, newest first, and all are counted', async t => {
  const emulator = emulatorFor(t)
  const ids = Array.from({ length: 201 }, (_, i) => `${i}`)
  const place = { account: '1000000000000001', region: 'cn-hangzhou' }
  emulator.state.import({
    accounts: ids.map(id => ({ id: id === '0' ? place.account : id })),
    snapshots: ids.map(id => ({ id: `s-${id}`, ...place })),
    disks: ids.map(id => ({ id: `d-${id}`, ...place })),
    images: ids.map(id => ({ id: `m-${id}`, ...place })),
    instances: ids.map(id => ({ id: `i-${id}`, ...place })),
  })
  for (const _ of ids) emulator.faults.add({ kind: 'delay', delayMs: 1, action: 'ResetDisk' })
  for (const _ of ids) await emulator.inject({ url: '/' })
  const view = await (await watching(await emulator.listen())).next()
  for (const part of ['snapshots', 'disks', 'images', 'instances', 'accounts', 'calls', 'faults'] as const) {
    t.equal(view?.[part].total, 201, part)
    t.equal(view?.[part].newest.length, 200, part)
  }
  const firsts = [view?.snapshots, view?.disks, view?.images, view?.instances, view?.faults].map(
    part => part?.newest[0]?.id,
  )
  t.same(firsts, ['s-200', 'd-200', 'm-200', 'i-200', 'fault-201'])
})

t.test('a filter limits what is shown: by account, region, id and tag', async t => {
  const emulator = emulatorFor(t)
  const place = { account: '1000000000000001', region: 'cn-hangzhou' }
  const copy = { sourceSnapshotId: 's-a', sourceRegionId: 'cn-hangzhou' }
  emulator.state.import({
    accounts: [{ id: place.account }, { id: '5' }],
    snapshots: [
      { id: 's-a', ...place, tags: [{ key: 'env', value: 'test' }], disk: { id: 'd-a' } },
      { id: 's-b', ...place, region: 'us-east-1', ...copy },
      { id: 's-c', account: '5', region: 'eu-central-1', tags: [{ key: 'env', value: 'a=b' }] },
    ],
    disks: [
      { id: 'd-a', ...place },
      { id: 'd-b', ...place, region: 'us-east-1', sourceSnapshotId: 's-b', tags: [{ key: 'env', value: 'test' }] },
    ],
    images: [{ id: 'm-a', ...place, disks: [{ snapshotId: 's-a' }] }],
  })
  emulator.faults.add({ kind: 'reset', account: '5' })
  emulator.faults.add({ kind: 'reset', action: 'ResetDisk' })
  await emulator.inject({ url: '/?RegionId=us-east-1' })
  const url = await emulator.listen()
  const shown = async (query: string) => {
    const watch = await watching(url, query)
    const view = await watch.next()
    watch.leave()
    const parts = [view?.snapshots, view?.disks, view?.images].map(part => part?.newest ?? [])
    return { ids: parts.flat().map(({ id }) => id), calls: view?.calls.total, faults: view?.faults.total }
  }
  t.same(await shown(''), { ids: ['s-c', 's-b', 's-a', 'd-b', 'd-a', 'm-a'], calls: 1, faults: 2 })
  t.same(await shown('?account=5'), { ids: ['s-c'], calls: 0, faults: 2 })
  t.same(await shown(`?account=${place.account}`), { ids: ['s-b', 's-a', 'd-b', 'd-a', 'm-a'], calls: 0, faults: 1 })
  t.same(await shown('?region=us-east-1'), { ids: ['s-b', 'd-b'], calls: 1, faults: 2 })
  t.same((await shown('?region=cn-hangzhou')).ids, ['s-b', 's-a', 'd-a', 'm-a'], 'copies from the region too')
  t.same((await shown('?id=s-a')).ids, ['s-b', 's-a', 'm-a'], 'what is made of it too')
  t.same((await shown('?id=d-a')).ids, ['s-a', 'd-a'])
  t.same((await shown('?id=region')).ids, [])
  t.same((await shown('?tag=env')).ids, ['s-c', 's-a', 'd-b'])
  t.same((await shown('?tag=env=a=b')).ids, ['s-c'])
  t.same((await shown('?tag=env=test&region=us-east-1')).ids, ['d-b'])
  const refused = await emulator.inject({ url: '/_emulator/watch?status=failed' })
  t.equal(refused.status, 400)
  t.match(refused.body, 'status')
})

t.test('a reader that takes nothing is dropped, and another one comes in', async t => {
  const tags = Array.from({ length: 20 }, (_, i) => ({ key: '键'.repeat(120) + i, value: '值'.repeat(128) }))
  const place = { account: '1000000000000001', region: 'cn-hangzhou', tags }
  const emulator = emulatorFor(t, { requestTimeout: 2 })
  emulator.seed({ snapshots: Array.from({ length: 200 }, (_, i) => ({ id: `s-${i}`, ...place })) })
  const url = new URL(await emulator.listen())
  for (let i = 0; i < 16; i++) {
    const socket = dial(Number(url.port), url.hostname).on('error', () => {})
    t.teardown(() => socket.destroy())
    socket.pause().write('GET /_emulator/watch HTTP/1.1\r\nHost: localhost\r\n\r\n')
  }
  const statusOfAnother = async (): Promise<number> => {
    const watch = await watching(url.origin)
    watch.leave()
    emulator.clock.advance(1)
    return watch.response.status
  }
  while ((await statusOfAnother()) !== 409);
  while ((await statusOfAnother()) !== 200);
  t.pass('a place is free again')
})

t.test('the seventeenth reader is refused', async t => {
  const { url } = await watched(t)
  const others = await Promise.all(Array.from({ length: 15 }, () => watching(url)))
  const { status, ...response } = await fetch(`${url}/_emulator/watch`).then(async response => ({
    status: response.status,
    body: await response.json(),
  }))
  t.same({ status, ...response }, { status: 409, body: { message: 'There are 16 readers already.' } })
  for (const other of others) other.leave()
})

t.test('a stop ends the views; a reader that leaves makes room', async t => {
  const { emulator, url, watch } = await watched(t)
  for (let i = 0; i < 40; i++) {
    const other = await watching(url)
    await other.next()
    other.leave()
    await t.rejects(other.next())
  }
  await watch.next()
  const [rest] = await Promise.all([watch.next(), emulator.close()])
  t.equal(rest, undefined)
})

t.test('watching needs the token, and is off with control off', async t => {
  const { url } = await watched(t, '', { controlToken: 'token' })
  t.equal((await fetch(`${url}/_emulator/watch`)).status, 401)
  const watch = await watching(url, '', { headers: { authorization: 'Bearer token' } })
  t.match(await watch.next(), { runs: false })
  t.equal((await emulatorFor(t, { control: 'off' }).inject({ url: '/_emulator/watch' })).status, 404)
})
