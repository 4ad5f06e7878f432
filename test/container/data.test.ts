import { chmodSync, statSync } from 'node:fs'
import t from 'tap'
import { goodCopy } from '../support/emulator.ts'
import { allCopies, call, copyUntilGone } from './calls.ts'
import { docker, runImage, volumeFor } from './docker.ts'
import { figure } from './figures.ts'

const onVolume = (volume: string): string[] => [
  '--volume',
  `${volume}:/data`,
  '--env',
  'EMULATOR_DATA=/data/emulator.db',
]

/** The number of copies at which the load is stopped. */
const load = 200

await t.test('a volume at /data keeps the copies for any user', async t => {
  const flags = ['--user', '12345', '--read-only', ...onVolume(await volumeFor(t))]
  const first = await runImage(t, flags)
  t.equal(await first.health(), 'healthy')
  const { SnapshotId } = await call(await first.address(), 'CopySnapshot', goodCopy)
  await docker('rm', '--force', first.id)
  const second = await runImage(t, flags)
  t.equal(await second.health(), 'healthy')
  t.match(await allCopies(await second.address()), [{ SnapshotId }])
})

await t.test('a folder of another user at /data ends it with both users and the remedy', async t => {
  const folder = t.testdir()
  chmodSync(folder, 0o755)
  const flags = ['--user', '12345', '--volume', `${folder}:/data`, '--env', 'EMULATOR_DATA=/data/emulator.db']
  const container = await runImage(t, flags)
  t.equal(await container.ended(), 1)
  const owner = statSync(folder).uid
  t.equal(
    await container.logs(),
    `The data file /data/emulator.db cannot be written: user 12345 may not write to /data, which belongs to user ${owner}; ` +
      `change its owner (chown 12345 /data) or run as user ${owner} (docker run --user ${owner}).\n`,
  )
})

await t.test('a stop under load delivers the answer of every copy made, and exits with 0', async t => {
  const container = await runImage(t, onVolume(await volumeFor(t)))
  t.equal(await container.health(), 'healthy')
  const address = await container.address()
  const underLoad = Promise.withResolvers<void>()
  const copying = copyUntilGone(address, copies => copies === load && underLoad.resolve())
  await underLoad.promise
  await docker('stop', container.id)
  const answered = await copying
  t.equal(await container.ended(), 0)
  await docker('start', container.id)
  t.equal(await container.health(), 'healthy')
  const kept = await allCopies(await container.address())
  t.same(kept.map(copy => copy.SnapshotId).sort(), answered.sort())
  figure('stopped under load', `${answered.length} copies made, ${answered.length} answered`)
})

await t.test('a kill under load loses no answered copy and leaves no partial write', async t => {
  const container = await runImage(t, onVolume(await volumeFor(t)))
  t.equal(await container.health(), 'healthy')
  const address = await container.address()
  const underLoad = Promise.withResolvers<void>()
  const copying = copyUntilGone(address, copies => copies === load && underLoad.resolve())
  await underLoad.promise
  await docker('kill', container.id)
  const answered = await copying
  t.equal(await container.ended(), 137)
  await docker('start', container.id)
  t.equal(await container.health(), 'healthy')
  const after = await container.address()
  const kept = await allCopies(after)
  const ids = new Set(kept.map(copy => copy.SnapshotId))
  t.same(
    answered.filter(id => !ids.has(id)),
    [],
    'every answered copy is there',
  )
  t.ok(kept.length - answered.length <= 4, 'at most one more for each that was copying')
  for (const copy of kept) {
    t.match(copy, {
      SnapshotName: 'whole',
      Description: 'every field',
      RetentionDays: 30,
      SourceSnapshotId: goodCopy.SnapshotId,
      SourceDiskId: /^d-/,
      Tags: {
        Tag: [
          { TagKey: 'first', TagValue: '1' },
          { TagKey: 'second', TagValue: '2' },
        ],
      },
    })
  }
  const next = await call(after, 'CopySnapshot', goodCopy)
  t.equal(next.status, 200)
  t.notOk(ids.has(next.SnapshotId), 'no id is given out twice')
  figure('killed under load', `${answered.length} copies answered, ${kept.length} kept`)
})
