import t from 'tap'
import { connect } from '../../src/client.ts'
import { caller, doors, emulatorFor, goodCopy } from '../support/emulator.ts'

for (const door of doors) {
  await t.test(`twenty tests share one emulator without seeing each other (${door.name})`, async t => {
    const emulator = emulatorFor(t)
    const call = caller(await door.open(emulator))
    const control = connect(door.name === 'in process' ? await emulator.listen() : emulator.url)
    const tests = Array.from({ length: 20 }, async (_, i) => {
      const account = await control.accounts.create({ world: 'default' })
      const as = account.keys[0] as never
      if (i % 2 === 1) await control.faults.add({ kind: 'error', code: 'Throttling', account: account.id, times: 1 })
      const codes: unknown[] = []
      const ids: string[] = []
      for (let n = 0; n <= i % 5; n++) {
        const { json } = await call('CopySnapshot', { ...goodCopy, 'Tag.1.Key': `test-${i}` }, { as })
        codes.push(json.Code)
        if (json.SnapshotId !== undefined) ids.push(json.SnapshotId)
      }
      const found = await call('DescribeSnapshots', { RegionId: 'us-east-1', 'Tag.1.Key': `test-${i}` }, { as })
      const all = await call('DescribeSnapshots', { RegionId: 'us-east-1' }, { as })
      const made = found.json.Snapshots.Snapshot.map(({ SnapshotId }: { SnapshotId: string }) => SnapshotId)
      t.same(made.sort(), ids.sort(), `test ${i} finds its copies`)
      t.equal(all.json.TotalCount, ids.length, `test ${i} finds no other`)
      t.same(
        codes,
        codes.map((_, n) => (n === 0 && i % 2 === 1 ? 'Throttling' : undefined)),
      )
      const calls = await control.requests.list({ account: account.id, action: 'CopySnapshot' })
      t.equal(calls.length, codes.length, `test ${i} finds its calls`)
      t.ok(calls.every(({ params }) => params['Tag.1.Key'] === `test-${i}`))
      await control.reset({ account: account.id })
      t.equal((await control.snapshots.list({ account: account.id, region: 'us-east-1' })).length, 0)
      return account.id
    })
    t.equal(new Set(await Promise.all(tests)).size, 20)
  })
}
