import t from 'tap'
import { goodCopy, started } from '../support/emulator.ts'
import { query, signedParams, stsTestid } from '../support/oracle.ts'
import { start } from '../support/process.ts'

await t.test('each call writes one JSON line to stderr, without a secret or a signature', async t => {
  const environment = { EMULATOR_ACCESS_KEY_ID: 'mine', EMULATOR_ACCESS_KEY_SECRET: 'own secret' }
  const { child, ready, ended, output } = start(t, ['--port', '0'], environment)
  const url = await ready
  const mine = { id: 'mine', secret: 'own secret' }
  const calls = [
    signedParams({ Action: 'CopySnapshot', ...goodCopy }, { as: mine }),
    signedParams({ Action: 'CopySnapshot', ...goodCopy, SnapshotId: 's-none' }, { as: stsTestid }),
    { ...signedParams({ Action: 'CopySnapshot', ...goodCopy }), Signature: 'forged+signature' },
  ]
  const ids: (string | null)[] = []
  for (const params of calls) ids.push((await fetch(`${url}/?${query(params)}`)).headers.get('x-acs-request-id'))
  child.kill('SIGTERM')
  t.equal(await ended, 0)
  const lines = output.stderr.split('\n').filter(line => line.includes('"call"'))
  const outcomes = ['Success', 'InvalidSnapshotId.NotFound', 'IncompleteSignature']
  t.equal(lines.length, 3)
  for (const [i, line] of lines.entries()) {
    const { ms, ...entry } = JSON.parse(line)
    const { action, account, region, code, requestId } = entry
    t.same(
      { action, account, region, code, requestId },
      {
        action: 'CopySnapshot',
        account: '1000000000000001',
        region: 'cn-chengdu',
        code: outcomes[i],
        requestId: ids[i],
      },
    )
    t.ok(ms >= 0)
  }
  for (const secret of [
    'own secret',
    'testsecret',
    'ststestsecret',
    'tok+en',
    'tok%2Ben',
    'forged',
    calls[0]?.Signature,
  ]) {
    t.notOk(output.stderr.includes(String(secret)), `${secret} is not logged`)
  }
})

await t.test('a line names parameters without effect, and the fault', async t => {
  const lines: string[] = []
  const logger = { level: 'info', stream: { write: (line: string) => lines.push(line) } }
  const { emulator, call } = started(t, { logger })
  emulator.faults.add({ kind: 'error', code: 'Throttling', times: 1 })
  await call('DescribeRegions', { Colour: 'red' })
  await call('CopySnapshot', { ...goodCopy, Encrypted: 'true' })
  await call('CopySnapshot', { ...goodCopy, Encrypted: 'false' })
  const entries = lines.map(line => JSON.parse(line))
  t.match(entries, [
    { level: 30, msg: 'call', ineffective: ['Colour'], fault: 'error before fault-1', code: 'Throttling' },
    { level: 40, msg: 'call: Encrypted=true has no effect', ineffective: ['Encrypted'] },
    { level: 30, msg: 'call', ineffective: ['Encrypted'] },
  ])
  t.notOk('fault' in entries[1])
})
