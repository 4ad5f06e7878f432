import { readFileSync } from 'node:fs'
import t from 'tap'
import type { Row } from '../../src/compare/report.ts'
import { type Alter, altered } from './altered.ts'
import { at, realOne, run } from './running.ts'

const isProbe = (call: URLSearchParams): boolean => call.get('DestinationSnapshotName') === '1name'
const isRead = (call: URLSearchParams): boolean => call.get('NoSuchParameter') === 'x'

/** Alterations of an answer of the real service, and the differences that they cause. */
const cases: Readonly<Record<string, readonly [Alter, string, readonly string[], RegExp]>> = {
  'another status': [
    (call, answer) => (isProbe(call) ? { ...answer, status: 400 } : answer),
    'copy: a name that begins with a digit',
    ['status'],
    /400 InvalidSnapshotName\.Malformed, not 403 InvalidSnapshotName\.Malformed: status/,
  ],
  'another order of refusals': [
    (call, answer) =>
      isProbe(call)
        ? { ...answer, body: answer.body.replace('InvalidSnapshotName.Malformed', 'InvalidSnapshotId.NotFound') }
        : answer,
    'copy: a name that begins with a digit',
    ['code'],
    /403 InvalidSnapshotId\.NotFound, not 403 InvalidSnapshotName\.Malformed: code/,
  ],
  'another text': [
    (call, answer) =>
      isProbe(call)
        ? { ...answer, body: answer.body.replace(/"Message":"[^"]*"/, '"Message":"The specified name is invalid."') }
        : answer,
    'copy: a name that begins with a digit',
    ['message'],
    /“The specified name is invalid\.”, not “The specified SnapshotName is wrongly formed\.”/,
  ],
  'another header': [
    (call, answer) => (isRead(call) ? { ...answer, headers: { ...answer.headers, 'x-acs-new': 'secret' } } : answer),
    'an unknown parameter',
    ['headers'],
    /headers .*"x-acs-new":"…"/,
  ],
  'another member': [
    (call, answer) =>
      isRead(call) ? { ...answer, body: answer.body.replace('"RegionId"', '"IsNew":true,"RegionId"') } : answer,
    'an unknown parameter',
    ['shape'],
    /members \+Regions\.Region\[\]\.IsNew boolean/,
  ],
  'a missing member': [
    (call, answer) =>
      isRead(call) ? { ...answer, body: answer.body.replaceAll(/"LocalName":"[^"]*"/g, '"X":null') } : answer,
    'an unknown parameter',
    ['shape'],
    /-Regions\.Region\[\]\.LocalName text/,
  ],
  'XML instead of JSON': [
    (call, answer) =>
      isRead(call) ? { ...answer, body: '<?xml version="1.0"?><R><RequestId>1</RequestId></R>' } : answer,
    'an unknown parameter',
    ['format', 'shape'],
    /200 XML, not 200 JSON/,
  ],
  HTML: [
    (call, answer) =>
      isRead(call) ? { ...answer, headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>hello' } : answer,
    'an unknown parameter',
    ['format', 'headers', 'shape'],
    /200 other, not 200 JSON/,
  ],
  'a broken body': [
    (call, answer) => (isRead(call) ? { ...answer, body: '<?xml version="1.0"?><R' } : answer),
    'an unknown parameter',
    ['format', 'shape'],
    /200 other, not 200 JSON/,
  ],
}

for (const [what, [alter, probe, differences, line]] of Object.entries(cases)) {
  t.test(`${what} is found and told`, async t => {
    const { url } = await realOne(t, { contract: '2021' })
    const { url: there } = await altered(t, url, alter)
    const folder = t.testdir()
    const { code, text } = await run(at(there, '--json', `${folder}/rows.json`))
    t.equal(code, 1)
    const { rows }: { rows: Row[] } = JSON.parse(readFileSync(`${folder}/rows.json`, 'utf8'))
    const found = rows.filter(({ verdict }) => verdict === 'differs')
    t.same(
      found.map(({ probe, differences }) => [probe, differences]),
      [[probe, differences]],
    )
    t.match(text, line)
  })
}

t.test('a refusal of the account settles nothing', async t => {
  const { url } = await realOne(t)
  for (const code of [
    'Forbidden.RAM',
    'NoPermission',
    'InvalidAccountStatus.NotEnoughBalance',
    'InvalidAccountStatus.SnapshotServiceUnavailable',
  ]) {
    const { url: there } = await altered(t, url, (call, answer) =>
      isProbe(call) ? { ...answer, body: JSON.stringify({ Code: code, Message: 'User john' }) } : answer,
    )
    const result = await run(at(there))
    t.equal(result.code, 0)
    t.match(result.text, `not settled            copy: a name that begins with a digit — it answers ${code}`)
  }
})
