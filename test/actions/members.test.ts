import t from 'tap'
import type { Action, MemberTable } from '../../src/actions/action.ts'
import { actionsOf } from '../../src/actions/index.ts'
import { membersOf } from '../docs/evidence.ts'
import { started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { restoreCalls, restoreWorld } from '../support/restore-world.ts'

const here = { RegionId: 'cn-chengdu' }
const resource = { ...here, ResourceType: 'snapshot', 'ResourceId.1': 's-sound' }

/** The calls after a copy, in an order in which each succeeds. */
const restored = [
  'DescribeZones',
  'CreateDisk',
  'AttachDisk',
  'DetachDisk',
  'ModifyDiskAttribute',
  'DescribeInstances',
  'StopInstance',
  'StartInstance',
  'CreateImage',
  'CopyImage',
  'DeleteImage',
]

/** Calls that return every member of every answer, optional ones included. */
const calls: readonly (readonly [action: string, params: Params])[] = [
  ['CreateSnapshot', { DiskId: 'd-loose', RetentionDays: '2', 'Tag.1.Key': 'a' }],
  ['CopySnapshot', { ...here, SnapshotId: 's-of-running', DestinationRegionId: 'us-east-1' }],
  ['TagResources', { ...resource, 'Tag.1.Key': 'a' }],
  ['ListTagResources', resource],
  ['UntagResources', { ...resource, 'TagKey.1': 'b' }],
  ['DescribeSnapshots', { ...here, SnapshotIds: '["s-sound","s-forever"]' }],
  ['DescribeSnapshots', { RegionId: 'us-east-1', MaxResults: '10' }],
  ['DescribeSnapshotLinks', here],
  ['DescribeSnapshotsUsage', here],
  ['ModifySnapshotAttribute', { SnapshotId: 's-sound', Description: 'new' }],
  ['ResetDisk', { DiskId: 'd-sound', SnapshotId: 's-sound' }],
  ['DeleteSnapshot', { SnapshotId: 's-forever' }],
  ['DescribeRegions', {}],
  ['DescribeDisks', { ...here, PageSize: '100' }],
  ['DeleteDisk', { DiskId: 'd-new' }],
  ['DescribeDisks', { RegionId: 'cn-hangzhou', PageSize: '100' }],
  ['DescribeImages', { RegionId: 'cn-hangzhou', PageSize: '100' }],
  ...restored.map(action => [action, restoreCalls[action] as Params] as const),
]

/** Compares an answer with its table and returns the errors; adds the paths of its members to `seen`. */
const problems = (table: MemberTable, value: object, parent: string, seen: Set<string>): string[] => {
  const rows = Object.entries(table).map(([name, row]) => ({
    name: name.replace('?', ''),
    row,
    optional: name.endsWith('?'),
  }))
  const extra = Object.keys(value).filter(name => !rows.some(row => row.name === name))
  const found = extra.map(name => `${parent}${name} is in no table`)
  for (const { name, row, optional } of rows) {
    const path = parent + name
    const member = (value as Record<string, unknown>)[name]
    if (member === undefined) {
      if (!optional) found.push(`${path} is missing`)
      continue
    }
    seen.add(path)
    if (typeof row === 'string') continue
    const entries = Array.isArray(row) ? (member as object[]) : [member as object]
    for (const entry of entries) found.push(...problems(Array.isArray(row) ? row[0] : row, entry, `${path}.`, seen))
  }
  return found
}

for (const contract of ['2021', '2025'] as const) {
  t.test(`contract ${contract}: every answer has the members of its table, and every member is returned`, async t => {
    const { call } = started(t, { world: restoreWorld, contract })
    const seen = new Map<string, Set<string>>(actionsOf(contract).map(({ name }) => [name, new Set()]))
    for (const [name, params] of calls) {
      const { RequestId, ...members } = (await call(name, params)).json
      t.match(RequestId, /^[0-9A-F-]{36}$/, name)
      const { members: table } = actionsOf(contract).find(action => action.name === name) as Action
      t.same(problems(table, members, '', seen.get(name) as Set<string>), [], name)
    }
    for (const { name, members } of actionsOf(contract)) {
      for (const { path } of membersOf(members)) t.ok(seen.get(name)?.has(path), `${name} ${path} is answered`)
    }
  })
}
