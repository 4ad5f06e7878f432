import t from 'tap'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, goodCopy } from '../support/emulator.ts'

const own = '1000000000000001'

throughEveryDoor(
  t,
  'a fault skips the first N matching calls, then applies to N calls',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    const id = await control.faults.add({
      kind: 'error',
      code: 'Throttling.User',
      times: 2,
      skip: 1,
      retryAfterMs: 1500,
    })
    t.equal(id, 'fault-1')
    const answers = []
    for (let i = 0; i < 4; i++) answers.push(await call('CopySnapshot', goodCopy))
    t.same(
      answers.map(({ json }) => json.Code),
      [undefined, 'Throttling.User', 'Throttling.User', undefined],
    )
    t.match(answers[1], {
      status: 400,
      json: { Message: 'Request was denied due to user flow control.' },
      headers: {
        'x-emulator-fault': 'error before fault-1',
        'x-acs-retry-after': '1500',
        'x-ratelimit-user-api': 'Remain:0,TimeLeft:1500',
      },
    })
    t.equal(answers[3]?.headers['x-emulator-fault'], undefined)
    t.same(await control.faults.list(), [], 'it is used up')
    t.equal((await control.snapshots.list({ region: 'us-east-1' })).length, 2)
    t.match(await control.requests.list(), [
      { outcome: 'Success' },
      { outcome: 'Throttling.User', fault: 'error before fault-1' },
      { outcome: 'Throttling.User' },
      { outcome: 'Success' },
    ])
  },
)

throughEveryDoor(t, 'a fault applies only to matching calls', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const other = await control.accounts.create({ world: 'default' })
  await control.faults.add({
    kind: 'error',
    code: 'InternalError',
    action: 'CopySnapshot',
    account: own,
    region: 'cn-chengdu',
    params: { DestinationRegionId: 'us-east-1' },
  })
  const outcome = async (...[action, params, as]: [string, object?, object?]) =>
    (await call(action, params as never, as && { as: as as never })).json.Code
  t.equal(await outcome('CopySnapshot', goodCopy), 'InternalError')
  t.equal(await outcome('DescribeSnapshots', { RegionId: 'cn-chengdu' }), undefined)
  t.equal(await outcome('CopySnapshot', { ...goodCopy, DestinationRegionId: 'cn-beijing' }), undefined)
  t.equal(await outcome('CopySnapshot', { ...goodCopy, RegionId: 'cn-beijing' }), 'InvalidSnapshotId.NotFound')
  t.equal(await outcome('CopySnapshot', goodCopy, other.keys[0]), undefined)
  t.equal(await outcome('CopySnapshot', goodCopy), 'InternalError', 'without a number it happens every time')
  t.match(await control.faults.list(), [{ id: 'fault-1', kind: 'error', applied: 2 }])
})

throughEveryDoor(t, 'of several matching faults the oldest applies', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await control.faults.add({ kind: 'error', code: 'Throttling', times: 1 })
  await control.faults.add({ kind: 'error', code: 'Throttling.Api', times: 1 })
  const third = await control.faults.add({ kind: 'error', code: 'ServiceUnavailable' })
  const codes = []
  for (let i = 0; i < 4; i++) codes.push((await call('DescribeRegions')).json.Code)
  t.same(codes, ['Throttling', 'Throttling.Api', 'ServiceUnavailable', 'ServiceUnavailable'])
  await control.faults.remove(third)
  t.equal((await call('DescribeRegions')).status, 200)
})

throughEveryDoor(t, 'faults are cleared for all accounts or for one', async (t, { control }) => {
  const error = { kind: 'error', code: 'Throttling' } as const
  await control.faults.add(error)
  await control.faults.add({ ...error, account: own })
  await control.faults.clear({ account: own })
  t.match(await control.faults.list(), [{ id: 'fault-1' }])
  await control.faults.clear()
  t.same(await control.faults.list(), [])
})

throughEveryDoor(
  t,
  'a call that fails authentication meets no fault of an account',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    await control.faults.add({ kind: 'error', code: 'Throttling', account: own, times: 1 })
    t.equal(
      (await call('DescribeRegions', {}, { as: { id: 'nobody', secret: '' } })).json.Code,
      'InvalidAccessKeyId.NotFound',
    )
    t.equal((await call('DescribeRegions')).json.Code, 'Throttling')
  },
)

/** Errors that no state causes, with the action whose row is used. */
const byFaultAlone = [
  ['MissingSecurityToken', 'CopySnapshot', 400, 'SecurityToken is mandatory for this action.'],
  ['Throttling', 'CopySnapshot', 400, 'Request was denied due to flow control.'],
  ['Throttling', 'CreateSnapshot', 403, 'Request was denied due to user flow control.'],
  ['InvalidOperation.NotSupportedEndpoint', 'CopySnapshot', 403, /^The specified endpoint can't operate this region\./],
  ['IdempotentFailed', 'CopySnapshot', 400, /^The previous idempotent request\(s\) has failed/],
  ['QuotaExceed.ConcurrentSnapshotQuota', 'CreateSnapshot', 403, /has exceeded the concurrent quota/],
  ['InvalidOperation.DiskHasUnfinishedSnapshotCopy', 'CopySnapshot', 403, /^There is an unfinished snapshot copy/],
  ['InvalidOperation.DiskResetInProgress', 'ResetDisk', 403, /has an ongoing reset task, please try again later\.$/],
] as const

throughEveryDoor(t, 'a fault returns the text of its action for an error that no state causes', async (t, doors) => {
  const call = caller(request => doors.emulator.inject(request))
  for (const [code, action, status, message] of byFaultAlone) {
    await doors.control.faults.add({ kind: 'error', code, action, times: 1 })
    t.match(await call(action), { status, json: { Code: code, Message: message } }, `${action} ${code}`)
  }
})

throughEveryDoor(t, 'a fault can give any action any code of the catalogue', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await control.faults.add({ kind: 'error', code: 'Duplicate.TagKey' })
  t.match((await call('DescribeRegions')).json, { Code: 'Duplicate.TagKey', Message: /\w/ })
})

throughEveryDoor(t, 'a wrong fault is refused in a sentence', async (t, { control }) => {
  const cases: readonly (readonly [fault: object, message: string | RegExp])[] = [
    [{}, 'kind should be given.'],
    [{ kind: 'explode' }, 'kind should be one of error, delay, reset, truncate, empty.'],
    [{ kind: 'error' }, 'code should be given for kind error.'],
    [{ kind: 'error', code: 'Throtling' }, 'code should be a code of the error catalogue, such as Throttling.'],
    [{ kind: 'delay' }, 'delayMs should be given for kind delay.'],
    [{ kind: 'reset', code: 'Throttling' }, 'code should be left out: it is only for kind error.'],
    [{ kind: 'reset', delayMs: 5 }, 'delayMs should be left out: it is only for kind delay.'],
    [
      { kind: 'error', code: 'Throttling', action: 'CopySnapshots' },
      'action should be an ECS action, such as CopySnapshot, LockSnapshot, CreateSnapshot.',
    ],
    [{ kind: 'reset', times: 0 }, 'times should be a whole number from 1 to 1000000000.'],
    [{ kind: 'reset', at: 'during' }, 'at should be one of before, after.'],
    [{ kind: 'reset', params: { RegionId: 5 } }, 'params.RegionId should be a text.'],
    [{ kind: 'reset', params: [] }, 'params should be an object.'],
    [{ kind: 'reset', probability: 0.5 }, /^probability should be left out; known fields are kind, code/],
  ]
  for (const [fault, message] of cases) await refused(t, control.faults.add(fault as never), 400, message)
  t.same(await control.faults.list(), [])
  await refused(t, control.faults.remove('fault-9'), 404, 'There is no fault fault-9.')
  await refused(
    t,
    control.faults.clear({ user: 'x' } as never),
    400,
    'user should be left out; known fields are account.',
  )
})
