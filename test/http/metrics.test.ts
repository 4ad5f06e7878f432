import t from 'tap'
import { goodCopy, started } from '../support/emulator.ts'

interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** Reads Prometheus' text format, version 0.0.4; what is not of it is an error. */
const parse = (text: string) => {
  const types = new Map<string, string>()
  const samples: Sample[] = []
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  for (const line of text.trimEnd().split('\n')) {
    const type = /^# TYPE (\w+) (counter|gauge|histogram)$/.exec(line)
    if (type !== null) types.set(type[1] as string, type[2] as string)
    if (line.startsWith('#')) {
      if (!/^# (?:TYPE|HELP) [a-z_]+ \S/.test(line)) throw new Error(line)
      continue
    }
    const sample = /^([a-z_]+)(?:\{([^}]*)\})? (\S+)$/.exec(line)
    if (sample === null || Number.isNaN(Number(sample[3]))) throw new Error(line)
    const labels = [...(sample[2] ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value])
    samples.push({ name: sample[1] as string, labels: Object.fromEntries(labels), value: Number(sample[3]) })
  }
  for (const { name } of samples) {
    if (!types.has(name) && !types.has(name.replace(/_(?:bucket|sum|count)$/, '')))
      throw new Error(`${name} has no type`)
  }
  return { types, samples }
}

await t.test('metrics tell calls by action and outcome, how long they took, rows and the journal', async t => {
  const { emulator, call } = started(t, { journalSize: 2 })
  await call('CopySnapshot', goodCopy)
  await call('CopySnapshot', goodCopy)
  await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-none' })
  await call('Unheard"Of', {})
  emulator.faults.add({ kind: 'delay', delayMs: 30, action: 'DescribeRegions' })
  await call('DescribeRegions')
  const { status, headers, body } = await emulator.inject({ url: '/_emulator/metrics' })
  t.equal(status, 200)
  t.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8')
  const { samples, types } = parse(body)
  const value = (name: string, labels: object = {}): number | undefined =>
    samples.find(
      sample =>
        sample.name === `copysnapshot_emulator_${name}` && JSON.stringify(sample.labels) === JSON.stringify(labels),
    )?.value
  t.same([...types.values()], ['counter', 'histogram', 'gauge', 'gauge', 'gauge', 'gauge'])
  t.equal(value('calls_total', { action: 'CopySnapshot', outcome: 'Success' }), 2)
  t.equal(value('calls_total', { action: 'CopySnapshot', outcome: 'InvalidSnapshotId.NotFound' }), 1)
  t.equal(value('calls_total', { action: '', outcome: 'InvalidAction.NotFound' }), 1)
  t.equal(value('call_duration_seconds_count', { action: 'CopySnapshot' }), 3)
  t.equal(value('call_duration_seconds_bucket', { action: 'CopySnapshot', le: '+Inf' }), 3)
  t.equal(value('call_duration_seconds_bucket', { action: 'DescribeRegions', le: '0.025' }), 0)
  t.equal(value('call_duration_seconds_bucket', { action: 'DescribeRegions', le: '10' }), 1)
  t.ok((value('call_duration_seconds_sum', { action: 'DescribeRegions' }) ?? 0) >= 0.029)
  const buckets = samples.filter(({ name, labels }) => name.endsWith('_bucket') && labels.action === 'CopySnapshot')
  t.same(
    buckets,
    buckets.toSorted((a, b) => a.value - b.value),
    'buckets add up',
  )
  t.equal(value('rows', { table: 'snapshots' }), 9)
  t.equal(value('rows', { table: 'accounts' }), 4)
  t.equal(value('journal_calls'), 2)
  t.equal(value('waits'), 0)
  t.equal(value('faults'), 1)
})
