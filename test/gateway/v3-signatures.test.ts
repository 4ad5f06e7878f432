import { createHash } from 'node:crypto'
import t from 'tap'
import { form, gatewayFor, outcome, reauthorized, v3Call, withHeaders } from '../support/gateway.ts'
import { checkRefusal } from '../support/refusals.ts'

const mismatch = '400 SignatureDoesNotMatch'
const json = { 'content-type': 'application/json; charset=utf-8' }
const copy = { RegionId: 'cn-chengdu', DestinationRegionId: 'us-east-1', SnapshotId: 's-bp67acfmxazb4p000001' }

t.test('a V3 call accepts parameters in the query, as POST and as GET', async t => {
  const send = gatewayFor(t)
  const params = { RegionId: 'cn-chengdu', PageSize: '3' }
  for (const method of ['POST', 'GET']) {
    const answer = await send(v3Call('DescribeSnapshots', params, { method }))
    t.equal(outcome(answer), 'Success')
    t.equal(answer.json.PageSize, 3)
  }
})

t.test('a V3 call accepts parameters in a form body', async t => {
  const send = gatewayFor(t)
  const answer = await send(v3Call('DescribeSnapshots', {}, { body: 'RegionId=cn%2Dchengdu&PageSize=3', extra: form }))
  t.equal(outcome(answer), 'Success')
  t.equal(answer.json.PageSize, 3)
})

t.test('a V3 call accepts parameters in a JSON body, lists and objects included', async t => {
  const send = gatewayFor(t)
  const body = JSON.stringify({
    ...copy,
    RetentionDays: 7,
    Tag: [{ Key: 'first', Value: '一' }, { Key: 'second' }],
    ClientToken: null,
  })
  const copied = await send(v3Call('CopySnapshot', {}, { body, extra: json }))
  t.equal(outcome(copied), 'Success')
  const listed = await send(v3Call('DescribeSnapshots', { RegionId: 'us-east-1' }))
  t.equal(listed.json.Snapshots.Snapshot[0].RetentionDays, 7)
  t.strictSame(listed.json.Snapshots.Snapshot[0].Tags.Tag, [
    { TagKey: 'first', TagValue: '一' },
    { TagKey: 'second', TagValue: '' },
  ])
})

for (const body of [
  '[]',
  '"text"',
  '7',
  'null',
  '{"RegionId":',
  '{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}',
]) {
  t.test(`a JSON body that is not a flat object is refused: ${body}`, async t => {
    const send = gatewayFor(t)
    checkRefusal(t, await send(v3Call('DescribeRegions', {}, { body, extra: json })), '400 InvalidParameter.Format')
  })
}

t.test('headers beyond the usual may be signed', async t => {
  const send = gatewayFor(t)
  const extra = {
    accept: 'application/json',
    'user-agent': 'AlibabaCloud (linux; x64)',
    'x-acs-credentials-provider': 'static_ak',
    'x-acs-custom': '  two  words ',
  }
  t.equal(outcome(await send(v3Call('DescribeRegions', {}, { extra }))), 'Success')
})

t.test('a signed header may contain bytes beyond ASCII', async t => {
  const send = gatewayFor(t)
  const call = v3Call('DescribeRegions', {}, { extra: { 'user-agent': '快照 é' } })
  const asBytes = { 'user-agent': Buffer.from('快照 é').toString('latin1') }
  t.equal(outcome(await send(withHeaders(call, asBytes))), 'Success')
})

t.test('the fields of the Authorization header may be in any order', async t => {
  const send = gatewayFor(t)
  const reordered = reauthorized(v3Call(), authorization => {
    const [credential, signedHeaders, signature] = authorization.replace('ACS3-HMAC-SHA256 ', '').split(',')
    return `ACS3-HMAC-SHA256 ${signature}, ${credential}, ${signedHeaders}`
  })
  t.equal(outcome(await send(reordered)), 'Success')
})

t.test('the host may be unsigned; a signed host is verified', async t => {
  const send = gatewayFor(t)
  const signed = v3Call('DescribeRegions', {}, { host: 'ECS.example.com:8014' })
  const unsigned = v3Call('DescribeRegions', {}, { unsigned: ['host'] })
  t.equal(outcome(await send(withHeaders(unsigned, { host: 'elsewhere' }))), 'Success')
  t.equal(outcome(await send(withHeaders(signed, { host: 'ecs.example.com:8014' }))), mismatch)
  t.equal(outcome(await send(signed)), 'Success')
})

t.test('an unsigned header outside the protocol is accepted', async t => {
  const send = gatewayFor(t)
  const extra = { 'content-type': 'application/octet-stream' }
  t.equal(outcome(await send(v3Call('DescribeRegions', {}, { extra, unsigned: ['content-type'] }))), 'Success')
})

for (const name of ['x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256']) {
  t.test(`a V3 call that does not sign its ${name} does not match`, async t => {
    const send = gatewayFor(t)
    t.equal(outcome(await send(v3Call('DescribeRegions', {}, { unsigned: [name] }))), mismatch)
  })
}

t.test('a V3 call with a protocol header added after signing does not match', async t => {
  const send = gatewayFor(t)
  t.equal(outcome(await send(withHeaders(v3Call(), { 'x-acs-added': '1' }))), mismatch)
})

t.test('x-acs-content-sha256 is required and must be the hash of the body', async t => {
  const send = gatewayFor(t)
  const lie = { 'x-acs-content-sha256': createHash('sha256').update('other').digest('hex') }
  t.equal(outcome(await send(v3Call('DescribeRegions', {}, { extra: lie }))), mismatch)
  const absent = v3Call('DescribeRegions', {}, { unsigned: ['x-acs-content-sha256'] })
  const { 'x-acs-content-sha256': _, ...headers } = absent.headers as Record<string, string>
  t.equal(outcome(await send({ ...absent, headers })), mismatch)
})

t.test('a body other than the signed one does not match', async t => {
  const send = gatewayFor(t)
  const call = v3Call('DescribeSnapshots', {}, { body: 'RegionId=cn-chengdu', extra: form })
  t.equal(outcome(await send({ ...call, body: 'RegionId=cn-hangzhou' })), mismatch)
  t.equal(outcome(await send(call)), 'Success')
})
