import t from 'tap'
import { altered } from './altered.ts'
import { at, realOne, run } from './running.ts'

const snapshot = ['--with-snapshot', 's-bp67acfmxazb4p000001', '--may-copy']

t.test('a copy is made after a question only, and deleted', async t => {
  const { emulator, url } = await realOne(t)
  const before = emulator.snapshots.list().length
  const refused = await run(at(url, ...snapshot), { answer: 'no' })
  t.same(refused.asked, [
    'Copies of 40 GiB go from cn-chengdu to us-east-1. Their traffic and storage are billed. Copy? (yes/no) ',
  ])
  t.notMatch(refused.text, 'a real copy')
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
  t.match(text, 'There is no snapshot s-none in cn-chengdu, so nothing is copied.')
})

t.test('a copy whose answer was lost is found by its name and deleted', async t => {
  const { emulator, url } = await realOne(t)
  const before = emulator.snapshots.list().length
  const { url: there } = await altered(t, url, (call, answer, response) => {
    if (!call.get('DestinationSnapshotName')?.startsWith('compare-')) return answer
    response.destroy()
    return undefined
  })
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

t.test('an answer that names no snapshot is followed by no copy', async t => {
  const { url } = await realOne(t)
  for (const body of ['hello', '{"Code":"Forbidden.RAM"}']) {
    const { url: there } = await altered(t, url, (call, answer) =>
      call.get('SnapshotIds')?.includes('s-bp67') ? { ...answer, body } : answer,
    )
    t.match((await run(at(there, ...snapshot, '--yes'))).text, 'so nothing is copied.')
  }
})
