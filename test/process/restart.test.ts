import t from 'tap'
import { goodCopy } from '../support/emulator.ts'
import { type Params, query, signedParams } from '../support/oracle.ts'
import { run, start } from '../support/process.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers of different actions
const call = async (url: string, params: Params): Promise<any> =>
  (await fetch(`${url}/?${query(signedParams(params))}`)).json()

await t.test('a killed process loses no answered copy', async t => {
  const file = `${t.testdir()}/emulator.db`
  const first = start(t, ['--port', '0', '--data', file])
  const url = await first.ready
  const copies = await Promise.all(Array.from({ length: 20 }, () => call(url, { Action: 'CopySnapshot', ...goodCopy })))
  first.child.kill('SIGKILL')
  t.equal(await first.ended, 'SIGKILL')
  const second = start(t, ['--port', '0', '--data', file])
  const after = await second.ready
  const asked = { Action: 'DescribeSnapshots', RegionId: 'us-east-1', PageSize: '100' }
  const found = await call(after, asked)
  const ids = new Set(found.Snapshots.Snapshot.map((snapshot: { SnapshotId: string }) => snapshot.SnapshotId))
  t.equal(found.TotalCount, 20)
  for (const { SnapshotId } of copies) t.ok(ids.has(SnapshotId), SnapshotId)
  const { SnapshotId } = await call(after, { Action: 'CopySnapshot', ...goodCopy })
  t.notOk(ids.has(SnapshotId), 'no id is given out twice')
  t.match(await run(t, ['--port', '0', '--data', file]), {
    code: 1,
    stderr: `The data file ${file} is in use by another process.\n`,
  })
})
