import t from 'tap'
import { createEmulator } from '../../src/index.ts'
import { bytesOf, exchange, type RawReply } from '../support/raw-http.ts'
import { nameOf, type Recorded, recorded, signedAt } from '../support/recorded.ts'

/** The snapshots that the recorded requests copy. */
const world = {
  accounts: [
    {
      id: '1',
      keys: [
        { id: 'testid', secret: 'testsecret' },
        { id: 'STS.testid', secret: 'ststestsecret', token: 'tok+en/with=chars' },
      ],
    },
  ],
  snapshots: ['s-bp67acfmxazb4p0001', 's-bp67acfmxazb4p****'].map(id => ({ id, account: '1', region: 'cn-hangzhou' })),
}

const served = recorded.filter(({ call }) => call !== 'AssumeRole')

const replay = async (record: Recorded): Promise<RawReply> => {
  await using emulator = createEmulator({ world, machineClock: () => signedAt(record) })
  return await exchange(await emulator.listen(), bytesOf(record))
}

const isXml = (record: Recorded): boolean => ['v1-xml', 'v1-do_action-noformat', 'v3-bearer'].includes(record.variant)

/** The members of an answer; for XML only the texts of the first level. */
const membersOf = (record: Recorded, body: string): Record<string, unknown> =>
  isXml(record)
    ? Object.fromEntries([...body.matchAll(/<(\w+)>(?:<!\[CDATA\[)?([^<\]]+)/g)].map(([, name, text]) => [name, text]))
    : JSON.parse(body)

const outcomeOf = (record: Recorded, { status, body }: RawReply): string =>
  `${record.call} ${status} ${membersOf(record, body).Code ?? 'Success'}`

const replays: { record: Recorded; reply: RawReply }[] = []
for (const record of served) replays.push({ record, reply: await replay(record) })

for (const { record, reply } of replays) {
  t.test(`${nameOf(record)} gets an answer in the service's format`, async t => {
    const { headers, body, status } = reply
    const { RequestId, ...members } = membersOf(record, body)
    t.equal(headers.get('content-type'), `${isXml(record) ? 'text/xml' : 'application/json'};charset=utf-8`)
    t.equal(headers.get('content-length'), String(Buffer.byteLength(body)))
    t.notOk(headers.has('transfer-encoding'))
    t.notOk(headers.has('content-encoding'))
    t.match(RequestId, /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
    t.equal(headers.get('x-acs-request-id'), RequestId)
    if (isXml(record)) t.match(body, /^<\?xml version='1\.0' encoding='UTF-8'\?><(\w+)>.*<\/\1>$/)
    if (status === 200) t.notOk('Code' in members)
    else t.strictSame(Object.keys(members), ['HostId', 'Code', 'Message', 'Recommend'])
  })
}

t.test('no signed request is refused for its signature, caller or format', async t => {
  const counts: Record<string, number> = {}
  for (const { record, reply } of replays.filter(({ record }) => record.signature !== null)) {
    const outcome = outcomeOf(record, reply)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  t.strictSame(counts, {
    'CopySnapshot 200 Success': 22,
    'CopySnapshot 400 InvalidParameter': 1,
    'CopySnapshot 403 InvalidDescription.Malformed': 11,
    'CopySnapshot 403 InvalidSnapshotName.Malformed': 52,
    'DescribeRegions 200 Success': 9,
    'DescribeSnapshots 200 Success': 8,
  })
})

t.test('every request with only the required parameters makes a copy', async t => {
  const minimal = replays.filter(({ record }) => record.variant.endsWith('minimal'))
  t.equal(minimal.length, 11)
  for (const { record, reply } of minimal) t.equal(outcomeOf(record, reply), 'CopySnapshot 200 Success', nameOf(record))
})

t.test('RetentionDays=undefined, which pop-core sends without a value, is refused as an invalid parameter', async t => {
  const junk = replays.find(({ record }) => record.variant === 'v1-GET-flat-tags-undefined-value')
  t.match(junk?.reply.body, /"Code":"InvalidParameter","Message":"[^"]*\\"RetentionDays\\"/)
})

t.test('an unsigned request is refused for its missing access key', async t => {
  const unsigned = replays.filter(({ record }) => record.signature === null)
  t.equal(unsigned.length, 3)
  for (const { record, reply } of unsigned) {
    t.equal(outcomeOf(record, reply), `${record.call} 400 MissingParameter`, nameOf(record))
    t.match(reply.body, /(\\"|&quot;)AccessKeyId(\\"|&quot;)/, nameOf(record))
  }
})
