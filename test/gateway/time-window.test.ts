import t from 'tap'
import { gatewayFor, inQuery, outcome, regionsCall, v3Call } from '../support/gateway.ts'
import { checkRefusal } from '../support/refusals.ts'

const expired = { V1: '400 IllegalTimestamp', V3: '400 InvalidTimeStamp.Expired' }
const badFormat = '400 InvalidTimeStamp.Format'

/** A call with a literal timestamp, for both signature versions. */
const ways = {
  V1: (timestamp: string) => inQuery(regionsCall({ Timestamp: timestamp })),
  V3: (timestamp: string) => v3Call('DescribeRegions', {}, { extra: { 'x-acs-date': timestamp } }),
}

/** The emulator's clock is in June, the machine's in November. */
const clocks = {
  clock: '2027-06-01T12:00:00Z',
  machineClock: () => Date.parse('2026-11-24T08:00:00Z'),
}

const accepted = {
  'the emulator’s time': '2027-06-01T12:00:00Z',
  '15 minutes before the emulator’s time': '2027-06-01T11:45:00Z',
  '15 minutes after the emulator’s time': '2027-06-01T12:15:00Z',
  'the machine’s time': '2026-11-24T08:00:00Z',
  '15 minutes before the machine’s time': '2026-11-24T07:45:00.000Z',
  '15 minutes after the machine’s time': '2026-11-24T08:15:00.000Z',
  'a time with milliseconds': '2026-11-24T08:00:00.123Z',
}

const tooFar = {
  'more than 15 minutes before the emulator’s time': '2027-06-01T11:44:59.999Z',
  'more than 15 minutes after the emulator’s time': '2027-06-01T12:15:00.001Z',
  'more than 15 minutes before the machine’s time': '2026-11-24T07:44:59.999Z',
  'more than 15 minutes after the machine’s time': '2026-11-24T08:15:00.001Z',
  'a time between the two clocks': '2027-02-28T00:00:00Z',
}

const malformed = [
  '2026-11-24 08:00:00',
  '2026-11-24T08:00:00',
  '2026-11-24T08:00:00+00:00',
  '2026-11-24T16:00:00+08:00',
  '2026-11-24T08:00Z',
  '2026-11-24T08:00:00.Z',
  '20261124T080000Z',
  '2026-11-31T08:00:00Z',
  '2027-02-29T08:00:00Z',
  '2026-13-01T08:00:00Z',
  '2026-11-24T25:00:00Z',
  '2026-11-24T08:60:00Z',
  '2026-11-24T08:00:60Z',
  '1795507200',
  'Tue, 24 Nov 2026 08:00:00 GMT',
  'now',
]

for (const version of ['V1', 'V3'] as const) {
  const way = ways[version]
  t.test(`${version} accepts a timestamp within 15 minutes of either clock`, async t => {
    const send = gatewayFor(t, clocks)
    for (const [what, timestamp] of Object.entries(accepted)) {
      t.equal(outcome(await send(way(timestamp))), 'Success', what)
    }
  })

  for (const [what, timestamp] of Object.entries(tooFar)) {
    t.test(`${version} refuses ${what}`, async t => {
      const send = gatewayFor(t, clocks)
      checkRefusal(t, await send(way(timestamp)), expired[version])
    })
  }

  for (const timestamp of malformed) {
    t.test(`${version} refuses the timestamp ${timestamp} for its format`, async t => {
      const send = gatewayFor(t, clocks)
      checkRefusal(t, await send(way(timestamp)), badFormat)
    })
  }
}

t.test('a running clock moves the window', async t => {
  let now = Date.parse('2026-11-24T08:00:00Z')
  const send = gatewayFor(t, { clock: 'real', machineClock: () => now })
  t.equal(outcome(await send(ways.V1('2026-11-24T08:00:00Z'))), 'Success')
  now += 900_000
  t.equal(outcome(await send(ways.V1('2026-11-24T08:00:00Z'))), 'Success')
  now += 1
  t.equal(outcome(await send(ways.V1('2026-11-24T08:00:00Z'))), expired.V1)
})
