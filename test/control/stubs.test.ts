import t from 'tap'
import type { Stub } from '../../src/index.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, emulatorFor, goodCopy } from '../support/emulator.ts'

const own = '1000000000000001'
const action = 'DescribeAutoSnapshotPolicyEx'
const policies = { AutoSnapshotPolicies: { AutoSnapshotPolicy: [{ AutoSnapshotPolicyId: 'sp-1', DiskNums: 2 }] } }

throughEveryDoor(t, 'a stub answers an action that is not emulated', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  t.equal((await call(action)).json.Code, 'InvalidAction.NotFound')
  t.equal(await control.stubs.add({ action, reply: policies }), 'stub-1')
  const answer = await call(action)
  t.match(answer, { status: 200, headers: { 'x-emulator-stub': 'stub-1' } })
  t.notOk('x-emulator-not-emulated' in answer.headers)
  t.same(answer.json, { RequestId: answer.headers['x-acs-request-id'], ...policies })
  t.same(await control.stubs.list(), [{ action, reply: policies, id: 'stub-1', applied: 1 }])
  await control.stubs.remove('stub-1')
  t.equal((await call(action)).json.Code, 'InvalidAction.NotFound')
})

throughEveryDoor(t, 'a stub answers a served action too, and no work is done', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await control.stubs.add({ action: 'CopySnapshot', reply: { SnapshotId: 's-mine' }, times: 1 })
  t.equal((await call('CopySnapshot', goodCopy)).json.SnapshotId, 's-mine')
  t.same(await control.snapshots.list({ region: 'us-east-1' }), [])
  t.match((await call('CopySnapshot', goodCopy)).json.SnapshotId, /^s-0xi/)
})

throughEveryDoor(t, 'a reply gets the RequestId of its call', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await control.stubs.add({ action, reply: { RequestId: '473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E', TotalCount: 0 } })
  const { json, headers } = await call(action)
  t.same(json, { RequestId: headers['x-acs-request-id'], TotalCount: 0 })
})

throughEveryDoor(t, 'a reply is JSON or XML, by the format of the call', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const reply = {
    Total: 1,
    Open: true,
    Sets: { Set: ['i-1', 'i-2'] },
    None: { Item: [] },
    Tags: { Tag: [{ Key: 'a&b' }, {}] },
    zones: ['', 5, false],
  }
  await control.stubs.add({ action, reply })
  const { json } = await call(action)
  t.same(json, { RequestId: json.RequestId, ...reply })
  const { body, headers } = await call(action, { Format: 'XML' })
  t.equal(headers['content-type'], 'text/xml;charset=utf-8')
  t.equal(
    body,
    `<?xml version='1.0' encoding='UTF-8'?><${action}Response>` +
      `<RequestId>${headers['x-acs-request-id']}</RequestId><Total>1</Total><Open>true</Open>` +
      '<Sets><Set>i-1</Set><Set>i-2</Set></Sets><None></None><Tags><Tag><Key>a&amp;b</Key></Tag><Tag></Tag></Tags>' +
      `<zones></zones><zones>5</zones><zones>false</zones></${action}Response>`,
  )
})

throughEveryDoor(t, 'a stub refuses a call with an error', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const error = { status: 409, code: 'IncorrectPolicyStatus', message: 'The policy {} is busy. Try again.' }
  await control.stubs.add({ action, error, times: 1 })
  await control.stubs.add({ action, error: { status: 503, code: 'Throttling' }, times: 1 })
  await control.stubs.add({ action, error: { status: 404, code: 'InvalidAction.NotFound' } })
  const answer = await call(action)
  t.match(answer, { status: 409, json: { Code: error.code, Message: error.message, HostId: /\w/ } })
  t.match(answer.json.Recommend, `q=${error.code}&`)
  t.match(await call(action), { status: 503, json: { Message: 'Request was denied due to flow control.' } })
  const last = await call(action)
  t.match(last, { status: 404, json: { Code: 'InvalidAction.NotFound' } })
  t.notOk('x-emulator-not-emulated' in last.headers, 'a stub has answered')
  t.match(await control.requests.list(), [
    { outcome: error.code, stub: 'stub-1' },
    { outcome: 'Throttling', stub: 'stub-2' },
    { outcome: 'InvalidAction.NotFound', stub: 'stub-3' },
  ])
})

throughEveryDoor(t, "the catalogue's text of a code is that of the action", async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const error = { status: 400, code: 'Throttling' }
  for (const action of ['CreateSnapshot', 'CopySnapshot']) await control.stubs.add({ action, error })
  t.equal((await call('CreateSnapshot')).json.Message, 'Request was denied due to user flow control.')
  t.equal((await call('CopySnapshot')).json.Message, 'Request was denied due to flow control.')
})

throughEveryDoor(t, 'a stub applies only to matching calls', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const other = await control.accounts.create()
  const stub = { account: own, region: 'cn-beijing', params: { 'Tag.1.Key': 'env' } }
  await control.stubs.add({ action, reply: policies, ...stub })
  const matching = { RegionId: 'cn-beijing', 'Tag.1.Key': 'env' }
  const outcome = async (params: object, as?: object) => {
    const { json, headers } = await call(action, params as never, as && { as: as as never })
    t.equal(headers['x-emulator-not-emulated'], json.Code && action)
    return json.Code ?? 'Success'
  }
  t.equal(await outcome(matching), 'Success')
  t.equal(await outcome({ ...matching, RegionId: 'cn-chengdu' }), 'InvalidAction.NotFound')
  t.equal(await outcome({ ...matching, 'Tag.1.Key': 'other' }), 'InvalidAction.NotFound')
  t.equal(await outcome(matching, other.keys[0]), 'InvalidAction.NotFound')
})

throughEveryDoor(t, 'a stub skips N calls, then answers N calls; the oldest answers', async (t, doors) => {
  const { emulator, control } = doors
  const call = caller(request => emulator.inject(request))
  await control.stubs.add({ action, reply: { From: 'first' }, skip: 1, times: 2 })
  await control.stubs.add({ action, reply: { From: 'second' } })
  const answers = []
  for (let i = 0; i < 4; i++) answers.push((await call(action)).json.From)
  t.same(answers, ['second', 'first', 'first', 'second'])
  t.match(await control.stubs.list(), [{ id: 'stub-2', applied: 2 }])
  await refused(t, control.stubs.remove('stub-1'), 404, 'There is no stub stub-1.')
})

throughEveryDoor(t, 'the id of a stub that is gone is not given again', async (t, { control }) => {
  for (const id of ['stub-1', 'stub-2', 'stub-3']) {
    t.equal(await control.stubs.add({ action, reply: {} }), id)
    await control.stubs.remove(id)
  }
  await control.stubs.add({ action, reply: {}, account: own })
  await control.stubs.add({ action, reply: {} })
  await control.stubs.clear({ account: own })
  t.match(await control.stubs.list(), [{ id: 'stub-5' }])
  await control.stubs.clear()
  t.same(await control.stubs.list(), [])
})

throughEveryDoor(
  t,
  'a stubbed call is verified, authorized, recorded and counted',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    const bob = { id: 'bob-key', secret: 'his' }
    await control.accounts.create({ id: 'firm', ramUsers: [{ name: 'bob', keys: [bob], denied: [`ecs:${action}`] }] })
    await control.stubs.add({ action, reply: {} })
    t.equal((await call(action, {}, { as: { id: 'testid', secret: 'wrong' } })).json.Code, 'IncompleteSignature')
    t.equal((await call(action, {}, { nonce: 'once' })).status, 200)
    t.equal((await call(action, {}, { nonce: 'once' })).json.Code, 'SignatureNonceUsed')
    const denied = await call(action, {}, { as: bob })
    t.match(denied, { status: 403, json: { AccessDeniedDetail: { AuthAction: `ecs:${action}` } } })
    t.equal((await call(action, { Version: '2016-03-14' })).json.Code, 'InvalidAction.NotFound')
    t.match(await control.stubs.list(), [{ applied: 1 }])
    t.match(await control.requests.list({ outcome: 'Success' }), [{ action, account: own, stub: 'stub-1' }])
    t.equal(await control.requests.count({ action, outcome: 'Forbidden.RAM' }), 1)
    t.notOk('stub' in ((await control.requests.list({ outcome: 'Forbidden.RAM' }))[0] ?? {}))
  },
)

throughEveryDoor(t, 'faults apply to a stubbed call before its stub does', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const codeOf = async () => (await call(action)).json.Code
  const late = { kind: 'error', code: 'Throttling.Api', action, at: 'after', times: 1 } as const
  await refused(
    t,
    control.faults.add(late),
    400,
    /^at should be before: .* is not emulated and has no stub, so it does/,
  )
  await control.stubs.add({ action, reply: {}, times: 2 })
  await control.faults.add({ kind: 'error', code: 'Throttling', action, times: 1 })
  await control.faults.add({ kind: 'delay', delayMs: 1, action, account: own, times: 1 })
  t.equal(await codeOf(), 'Throttling')
  t.match(await control.stubs.list(), [{ applied: 0 }])
  t.match((await call(action)).headers, {
    'x-emulator-fault': 'delay before fault-2',
    'x-emulator-stub': 'stub-1',
  })
  await control.faults.add(late)
  t.equal(await codeOf(), 'Throttling.Api')
  t.same(await control.stubs.list(), [], 'its answer is lost after it was given')
})

throughEveryDoor(t, 'a wrong stub is refused in a sentence', async (t, { control }) => {
  const nested = (depth: number): object => (depth === 0 ? {} : { A: nested(depth - 1) })
  const cases: readonly (readonly [stub: object, message: string | RegExp])[] = [
    [{ reply: {} }, 'action should be given.'],
    [
      { action: 'DescribeAutoSnapshotPolicy', reply: {} },
      /^action should be an ECS action, such as DescribeAutoSnapshotPolicyEx, \w+, \w+\.$/,
    ],
    [{ action }, 'reply should be given, or error.'],
    [{ action, reply: {}, error: { status: 400, code: 'Throttling' } }, 'error should be left out beside a reply.'],
    [
      { action, error: { status: 400, code: 'Mine' } },
      'error.message should be given, since Mine is not in the error catalogue.',
    ],
    [{ action, error: { code: 'Throttling' } }, 'error.status should be given.'],
    [{ action, error: { status: 200, code: 'Throttling' } }, 'error.status should be a whole number from 400 to 599.'],
    [{ action, error: { status: 400, code: 'a b' } }, 'error.code should be a code such as IncorrectDiskStatus.'],
    [{ action, reply: [] }, 'reply should be an object.'],
    [
      { action, reply: { A: null } },
      /^reply\.A should be a text, a number, true, false, an object or a list of these\.$/,
    ],
    [{ action, reply: { A: { B: [[]] } } }, /^reply\.A\.B\[0\] should be a text, a number/],
    [{ action, reply: { 'A B': 1 } }, 'reply.A B should be named with letters, digits and _.'],
    [{ action, reply: { cdata: '' } }, 'reply.cdata should be named with letters, digits and _.'],
    [{ action, reply: { A: '\ud83d' } }, 'reply.A should be without lone surrogates.'],
    [{ action, reply: nested(16) }, /A\.A should be at most 16 objects deep\.$/],
    [{ action, reply: {}, times: 0 }, 'times should be a whole number from 1 to 1000000000.'],
    [{ action, reply: {}, account: own.replace('1', '9') }, /^account should be the id of an account such as /],
    [{ action, reply: {}, kind: 'error' }, /^kind should be left out; known fields are action, reply, error, account/],
  ]
  for (const [stub, message] of cases) await refused(t, control.stubs.add(stub as Stub), 400, message)
  t.same(await control.stubs.list(), [])
  t.equal(await control.stubs.add({ action, reply: nested(15) as never }), 'stub-1')
})

throughEveryDoor(t, 'undefined members of a reply are left out', async (t, { control }) => {
  await control.stubs.add({ action, reply: { A: undefined, B: 1 } as never })
  t.same((await control.stubs.list())[0]?.reply, { B: 1 })
})

throughEveryDoor(
  t,
  'the number of stubs is bounded like that of faults',
  async (t, { control }) => {
    for (let i = 0; i < 3; i++) await control.stubs.add({ action, reply: {} })
    await refused(t, control.stubs.add({ action, reply: {} }), 409, 'There are 3 stubs already (maxFaults).')
    await control.faults.add({ kind: 'reset' })
    await control.stubs.remove('stub-2')
    await control.stubs.add({ action, reply: {} })
  },
  { maxFaults: 3 },
)

throughEveryDoor(
  t,
  'the size of all stubs together is bounded like that of faults',
  async (t, { control }) => {
    const stub = { action, reply: { Description: '快'.repeat(200) } }
    await control.stubs.add(stub)
    const sentence = /^The stubs would take 1\d{3} bytes; at most 1024 fit \(maxFaultBytes\)\.$/
    await refused(t, control.stubs.add(stub), 409, sentence)
    t.equal((await control.stubs.list()).length, 1)
  },
  { maxFaultBytes: 1024 },
)

t.test('a stub also answers callers who are trusted', async t => {
  const emulator = emulatorFor(t, { auth: 'off' })
  emulator.stubs.add({ action, reply: { From: 'stub' }, account: own })
  const url = `/?Action=${action}&Version=2014-05-26&Format=JSON`
  t.match(JSON.parse((await emulator.inject({ url })).body), { From: 'stub' })
})
