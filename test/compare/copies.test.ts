import t, { type Test } from 'tap'
import { destinationOf } from '../../src/compare/copies.ts'
import { altered } from './altered.ts'
import { at, callerOf, realOne, run } from './running.ts'

const snapshot = ['--with-snapshot', 's-bp67acfmxazb4p000001', '--may-copy']

/** A server that loses the answers to calls whose parameter names the copies of a run. */
const losing = async (t: Test, url: string, parameter: string): Promise<string> => {
  const { url: there } = await altered(t, url, (call, answer, response) => {
    if (!call.get(parameter)?.startsWith('compare-')) return answer
    response.destroy()
    return undefined
  })
  return there
}

t.test('a copy is made after a question only, and deleted', async t => {
  const { emulator, url } = await realOne(t)
  const before = emulator.snapshots.list().length
  const refused = await run(at(url, ...snapshot), { answer: 'no' })
  t.same(refused.asked, [
    'Copies of 40 GiB go from cn-chengdu to us-east-1. Their traffic and storage are billed. Copy? (yes/no) ',
  ])
  t.notMatch(refused.text, 'a real copy')
  t.match(refused.text, 'Nothing is copied.')
  t.equal(emulator.requests.count({ action: 'CopySnapshot', outcome: 'Success' }), 0)

  const { code, text } = await run(at(url, ...snapshot), { answer: 'yes' })
  t.equal(code, 0)
  t.match(text, 'same as 2021 and 2025  a real copy: as it is described')
  const copies = emulator.requests.list({ action: 'CopySnapshot', outcome: 'Success' })
  t.ok(copies.length > 0)
  for (const { params } of copies) {
    t.match(params, { RetentionDays: '1', DestinationSnapshotName: /^compare-[0-9a-f]{32}$/, ClientToken: /^compare-/ })
  }
  t.equal(emulator.snapshots.list().length, before, 'every copy is deleted')
  t.same((await run(at(url, ...snapshot, '--yes'))).asked, [], 'with --yes there is no question')
})

t.test('a snapshot that is not there is not copied', async t => {
  const { url } = await realOne(t)
  const { code, text } = await run(at(url, '--with-snapshot', 's-none', '--may-copy', '--yes'))
  t.equal(code, 0)
  t.match(text, 'There is no such snapshot in cn-chengdu, so nothing is copied.')
})

t.test('a copy whose answer was lost is found by its name and deleted', async t => {
  const { emulator, url } = await realOne(t)
  const before = emulator.snapshots.list().length
  const there = await losing(t, url, 'DestinationSnapshotName')
  const { text } = await run(at(there, ...snapshot, '--yes'))
  t.match(text, 'not settled            a real copy: of the snapshot')
  t.ok(emulator.requests.count({ action: 'DeleteSnapshot', outcome: 'Success' }) > 0)
  t.equal(emulator.snapshots.list().length, before)
})

t.test('an interrupt does not leave a copy', async t => {
  const { emulator, url } = await realOne(t)
  const before = emulator.snapshots.list().length
  const interrupt = new AbortController()
  const { url: there } = await altered(t, url, (call, answer) => {
    if (call.get('DestinationSnapshotName')?.startsWith('compare-')) interrupt.abort()
    return answer
  })
  const { code } = await run(at(there, ...snapshot, '--yes'), { signal: interrupt.signal })
  t.equal(code, 3)
  t.equal(emulator.requests.count({ action: 'CopySnapshot', outcome: 'Success' }), 1)
  t.equal(emulator.snapshots.list().length, before)
})

t.test('a copy that cannot be deleted is named', async t => {
  const { url } = await realOne(t)
  const { url: there } = await altered(t, url, (call, answer, response) => {
    if (call.get('Action') !== 'DeleteSnapshot' || call.get('SnapshotId')?.includes('compare')) return answer
    response.destroy()
    return undefined
  })
  const { text } = await run(at(there, ...snapshot, '--yes'))
  t.match(text, /Left, for a day at most: s-\w+/)
  const refusing = await realOne(t)
  refusing.emulator.stubs.add({ action: 'DeleteSnapshot', error: { status: 403, code: 'SnapshotCreatedImage' } })
  const { text: refused } = await run(at(refusing.url, ...snapshot, '--yes'))
  t.match(refused, /Left, for a day at most: s-\w+/)
})

t.test('a second copy for a repeated token is told', async t => {
  const { url } = await realOne(t)
  let copies = 0
  const { url: there } = await altered(t, url, (call, answer) => {
    if (answer.status !== 200 || !call.get('DestinationSnapshotName')?.startsWith('compare-')) return answer
    return ++copies === 2 ? { ...answer, body: '{"RequestId":"1","SnapshotId":"s-0xianother0000000001"}' } : answer
  })
  const { code, text } = await run(at(there, ...snapshot, '--yes'))
  t.equal(code, 1)
  t.match(text, 'differs                a real copy: once more with its token — it made a second copy')
})

t.test('copies whose list cannot be read are deleted by their ids, and their name is told', async t => {
  const { emulator, url } = await realOne(t)
  const before = emulator.snapshots.list().length
  const there = await losing(t, url, 'SnapshotName')
  const { text } = await run(at(there, ...snapshot, '--yes'))
  t.match(text, /Left, for a day at most: snapshots named compare-\w+/)
  t.equal(emulator.snapshots.list().length, before)
})

t.test('the source is never deleted, whatever an answer names', async t => {
  const { emulator, url } = await realOne(t)
  const { url: there } = await altered(t, url, (call, answer) =>
    call.get('DestinationSnapshotName')?.startsWith('compare-')
      ? { ...answer, body: answer.body.replace(/"SnapshotId":"[^"]*"/, '"SnapshotId":"s-bp67acfmxazb4p000001"') }
      : answer,
  )
  await run(at(there, ...snapshot, '--yes'))
  t.ok(emulator.snapshots.get('1000000000000001', 's-bp67acfmxazb4p000001'))
  t.equal(emulator.requests.count({ action: 'DeleteSnapshot', params: { SnapshotId: 's-bp67acfmxazb4p000001' } }), 0)
})

t.test('the destination is asked for at its own host', async t => {
  const { url } = await realOne(t)
  const caller = callerOf(url, 10)
  const real = new URL('https://ecs.cn-chengdu.aliyuncs.com')
  t.equal((await destinationOf(caller, real, 'us-east-1')).href, 'https://ecs.us-east-1.aliyuncs.com/')
  t.equal((await destinationOf(caller, new URL(url), 'us-east-1')).origin, url)
  await t.rejects(destinationOf(caller, real, 'xx-none-1'), /There is no region xx-none-1\./)
})

t.test('an answer that names no snapshot is followed by no copy', async t => {
  const { url } = await realOne(t)
  for (const body of ['hello', '{"Code":"Forbidden.RAM"}']) {
    const { url: there } = await altered(t, url, (call, answer) =>
      call.get('SnapshotIds')?.includes('s-bp67') ? { ...answer, body } : answer,
    )
    t.match((await run(at(there, ...snapshot, '--yes'))).text, 'so nothing is copied.')
  }
})
