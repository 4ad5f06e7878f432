import t from 'tap'
import { createEmulator, type EmulatorOptions } from '../src/index.ts'
import { caller, goodCopy, testTime } from './support/emulator.ts'

/** The bodies and trace ids of a fixed list of calls. */
const bodies = async (options: EmulatorOptions): Promise<string[]> => {
  await using emulator = createEmulator({ clock: new Date(testTime), machineClock: () => testTime, ...options })
  const call = caller(request => emulator.inject(request))
  const answers = [
    await call('CopySnapshot', goodCopy, { nonce: '1' }),
    await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-none' }, { nonce: '2' }),
    await call('DescribeSnapshots', { RegionId: 'us-east-1', Format: 'XML' }, { nonce: '3' }),
    await emulator.inject({ url: '/?%zz' }),
  ]
  return answers.map(({ body, headers }) => `${headers['x-acs-trace-id']} ${body}`)
}

await t.test('with a seed and a frozen clock two runs of the same calls are identical to the byte', async t => {
  t.strictSame(await bodies({ seed: 'a' }), await bodies({ seed: 'a' }))
  t.notSame(await bodies({ seed: 'a' }), await bodies({ seed: 'b' }))
  t.notSame(await bodies({}), await bodies({}))
})

await t.test('seeded ids have the format of the service', async t => {
  const [copy = ''] = await bodies({ seed: 'a' })
  const id = '[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-A[0-9A-F]{3}-[0-9A-F]{12}'
  t.match(copy, new RegExp(`^[0-9a-f]{32} {"RequestId":"${id}","SnapshotId":"s-0xi[a-z0-9]{17}"}$`))
})

await t.test('the data file stores the sequence: ids after a restart are new and reproducible', async t => {
  const dir = t.testdir()
  const runs: string[][] = []
  for (const file of ['one.db', 'two.db']) {
    for (let start = 0; start < 2; start++) runs.push(await bodies({ seed: 'a', data: `${dir}/${file}` }))
  }
  const [first, restarted, again, restartedAgain] = runs
  t.strictSame(again, first)
  t.strictSame(restartedAgain, restarted)
  t.same(
    first?.filter(body => restarted?.includes(body)),
    [],
  )
})
