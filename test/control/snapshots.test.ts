import t from 'tap'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, goodCopy, testTime } from '../support/emulator.ts'

const own = '1000000000000001'

throughEveryDoor(t, 'a created snapshot can be copied', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const made = await control.snapshots.create({ account: own, region: 'cn-chengdu', tags: [{ key: 'a', value: 'b' }] })
  t.match(made, {
    id: /^s-[a-z0-9]{20}$/,
    account: own,
    region: 'cn-chengdu',
    status: 'accomplished',
    progress: 100,
    createdAt: '2026-11-24T08:00:00.000Z',
    disk: { type: 'data', size: 40 },
    tags: [{ key: 'a', value: 'b' }],
  })
  t.equal((await call('CopySnapshot', { ...goodCopy, SnapshotId: made.id })).status, 200)
  t.same(await control.snapshots.get(own, made.id), made)
})

throughEveryDoor(t, 'snapshots are listed by account, region, status and name', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const ids = async (filter: object) => (await control.snapshots.list(filter)).map(({ id }) => id)
  t.equal((await control.snapshots.list()).length, 7)
  t.same(await ids({ account: 'nobody' }), [])
  t.same(await ids({ region: 'cn-hangzhou' }), ['s-bp17acfmxazb4p000002'])
  t.same(await ids({ account: own, status: 'failed' }), ['s-bp67acfmxazb4p000004'])
  t.same(await ids({ name: 'ending-soon' }), ['s-bp67acfmxazb4p000007'])
  const copy = (await call('CopySnapshot', goodCopy)).json.SnapshotId
  t.match(await control.snapshots.get(own, copy), { status: 'progressing', progress: 0, sourceRegionId: 'cn-chengdu' })
  await control.clock.advance(1)
  t.match(await control.snapshots.get(own, copy), { status: 'progressing', progress: 50 })
  await control.clock.advance(86_400 * 30)
  t.same(await ids({ name: 'ending-soon' }), [], 'expired items are absent')
  t.match(await control.snapshots.get(own, copy), { status: 'accomplished', progress: 100 })
})

throughEveryDoor(t, 'the members of a snapshot can be changed at any time', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const id = goodCopy.SnapshotId as string
  const change = (fields: object) => control.snapshots.update(own, id, fields)
  const described = async () => {
    const asked = { RegionId: 'cn-chengdu', SnapshotIds: JSON.stringify([id]) }
    return (await call('DescribeSnapshots', asked)).json.Snapshots.Snapshot[0]
  }
  await change({ status: 'progressing', readyAt: 'now+10m', name: 'slow', tags: [{ key: 'k', value: 'v' }] })
  t.match(await described(), {
    Status: 'progressing',
    RemainTime: 600,
    SnapshotName: 'slow',
    Tags: { Tag: [{ TagKey: 'k', TagValue: 'v' }] },
  })
  await change({ description: 'later' })
  t.match(await described(), { Status: 'progressing', RemainTime: 600, Description: 'later' }, 'the rest stays')
  await change({ readyAt: null })
  t.match(await described(), { Status: 'progressing', RemainTime: 0 }, 'it never ends')
  await change({ status: 'failed', progress: 30 })
  t.match(await described(), { Status: 'failed', Progress: '30%' })
  await change({ status: 'accomplished', retentionDays: 30 })
  t.match(await described(), { Status: 'accomplished', Progress: '100%', RetentionDays: 30 })
  t.notOk('retentionDays' in (await change({ retentionDays: null })))
  t.same((await control.snapshots.list({ region: 'cn-chengdu' })).map(snapshot => snapshot.id)[0], id, 'its place too')
  await control.snapshots.delete(own, id)
  t.equal((await call('CopySnapshot', goodCopy)).json.Code, 'InvalidSnapshotId.NotFound')
})

throughEveryDoor(t, 'the id of an expired snapshot can be used again', async (t, { control }) => {
  const snapshot = { id: 's-again', account: own, region: 'cn-chengdu', retentionDays: 1 }
  await control.snapshots.create(snapshot)
  await control.clock.set(new Date(testTime + 86_400_000))
  await refused(t, control.snapshots.get(own, 's-again'), 404, `There is no snapshot s-again of account ${own}.`)
  t.match(await control.snapshots.create(snapshot), { createdAt: '2026-11-25T08:00:00.000Z' })
})

throughEveryDoor(
  t,
  'a wrong snapshot or change is refused in a sentence and changes nothing',
  async (t, { control }) => {
    const before = await control.state.export()
    const id = goodCopy.SnapshotId as string
    const { create, update } = {
      create: (fields: object) => () => control.snapshots.create({ account: own, region: 'cn-chengdu', ...fields }),
      update: (fields: object) => () => control.snapshots.update(own, id, fields),
    }
    const cases: readonly (readonly [call: () => Promise<unknown>, status: number, message: string | RegExp])[] = [
      [() => control.snapshots.create({ region: 'cn-chengdu' } as never), 400, 'account should be given.'],
      [
        create({ account: 'nobody' }),
        400,
        /^account should be the id of an account such as 1000000000000001, .*, not nobody\.$/,
      ],
      [create({ region: 'moon-1' }), 400, /^region should be the id of a region such as .*, not moon-1\.$/],
      [create({ id }), 409, `id should be new; ${id} already exists for account ${own}.`],
      [create({ status: 'done' }), 400, 'status should be one of progressing, accomplished, failed.'],
      [create({ createdAt: '2026-13-01T00:00:00Z' }), 400, 'createdAt should be a time that is in the calendar.'],
      [create({ createdAt: '2026-02-31T00:00:00Z' }), 400, 'createdAt should be a time that is in the calendar.'],
      [create({ createdAt: 'now+999999999d' }), 400, 'createdAt should be a time from 1970 to 9999.'],
      [update({ readyAt: 'now+999999999d' }), 400, 'readyAt should be a time from 1970 to 9999.'],
      [
        create({ createdAt: 'now-10d', retentionDays: 1 }),
        400,
        'retentionDays should be large enough that the snapshot has not expired yet.',
      ],
      [
        update({ retentionDays: 1, name: 'x' }),
        400,
        'retentionDays should be large enough that the snapshot has not expired yet.',
      ],
      [create({ size: 5 }), 400, /^size should be left out; known fields are account, region, name, /],
      [update({ retentionDays: 0 }), 400, 'retentionDays should be a whole number from 1 to 65536.'],
      [update({ modifiedAt: '2026-13-01T00:00:00Z' }), 400, 'modifiedAt should be a time that is in the calendar.'],
      [update({ region: 'cn-beijing' }), 400, /^region should be left out/],
      [
        update({
          tags: [
            { key: 'a', value: '' },
            { key: 'a', value: '' },
          ],
        }),
        400,
        'tags should be a list without duplicate keys.',
      ],
      [
        () => control.snapshots.list({ state: 'x' } as never),
        400,
        /^state should be status; known fields are account, region/,
      ],
      [() => control.snapshots.delete(own, 's-none'), 404, `There is no snapshot s-none of account ${own}.`],
      [() => control.snapshots.update('nobody', id, {}), 404, `There is no snapshot ${id} of account nobody.`],
    ]
    for (const [call, status, message] of cases) await refused(t, call(), status, message)
    t.same(await control.state.export(), before)
  },
)
