import t from 'tap'
import type { GatewayDependencies } from '../../src/gateway/context.ts'
import { Faults } from '../../src/gateway/faults.ts'
import { Gateway } from '../../src/gateway/gateway.ts'

t.test('an answer that cannot be rendered is an InternalError', async t => {
  const action = { name: 'DescribeRegions', params: {}, rules: [], run: () => ({ Count: 1n as unknown as number }) }
  const gateway = new Gateway({
    accounts: { default: () => ({ id: '1' }), key: () => undefined },
    faults: new Faults(),
    state: { stubs: { has: () => false } },
    actions: new Map([[action.name, action]]),
    auth: 'off',
    contract: '2021',
    write: (work: () => unknown) => work(),
    now: () => 0,
    stopwatch: () => 0,
    nextIds: () => ({ requestId: 'R', traceId: 'T' }),
  } as unknown as GatewayDependencies)
  const url = '/?Format=JSON&Action=DescribeRegions&Version=2014-05-26'
  const call = gateway.open({ method: 'GET', url, httpVersion: '1.0', rawHeaders: [], body: Buffer.alloc(0) }, t)
  gateway.answer([call])
  const { status, body } = gateway.render(call)
  t.equal(status, 500)
  t.match(JSON.parse(body), { RequestId: 'R', Code: 'InternalError' })
  t.match(call.error, { name: 'TypeError' }, 'the log has the reason')
})
