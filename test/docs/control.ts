import { type NamedRow, rows } from '../../src/control/calls.ts'
import { controlPrefix, requestOf } from '../../src/control/over-http.ts'
import { settings } from '../../src/settings-table.ts'
import type { Language } from '../support/page.ts'
import { code } from './markdown.ts'

/** Arguments of each call, for one emulator that is sent the calls in the order of the table. */
const examples: Readonly<Record<string, readonly unknown[]>> = {
  reset: [{ account: '1000000000000001' }],
  seed: [{ accounts: [{ id: '5', keys: [{ id: 'my-key', secret: 'my-secret' }] }] }],
  'accounts.create': [{ id: '6', world: 'default' }],
  'accounts.list': [],
  'accounts.get': ['5'],
  'accounts.update': ['5', { balance: 0 }],
  'accounts.delete': ['6'],
  'snapshots.create': [{ id: 's-mine', account: '5', region: 'cn-beijing' }],
  'snapshots.list': [{ region: 'cn-chengdu', status: 'accomplished' }],
  'snapshots.get': ['5', 's-mine'],
  'snapshots.update': ['5', 's-mine', { status: 'failed' }],
  'snapshots.delete': ['5', 's-mine'],
  'disks.create': [{ id: 'd-mine', account: '5', region: 'cn-beijing', size: 20 }],
  'disks.list': [{ region: 'cn-hangzhou', status: 'Available' }],
  'disks.get': ['5', 'd-mine'],
  'disks.update': ['5', 'd-mine', { expired: true }],
  'disks.delete': ['5', 'd-mine'],
  'images.create': [{ id: 'm-mine', account: '5', region: 'cn-beijing', name: 'mine' }],
  'images.list': [{ account: '5' }],
  'images.get': ['5', 'm-mine'],
  'images.update': ['5', 'm-mine', { status: 'UnAvailable' }],
  'images.delete': ['5', 'm-mine'],
  'instances.create': [{ id: 'i-mine', account: '5', region: 'cn-beijing', status: 'Running' }],
  'instances.list': [{ status: 'Running' }],
  'instances.get': ['5', 'i-mine'],
  'instances.update': ['5', 'i-mine', { locked: true }],
  'instances.delete': ['5', 'i-mine'],
  'clock.now': [],
  'clock.set': ['real'],
  'clock.advance': [3600],
  'faults.add': [{ kind: 'delay', delayMs: 500, action: 'CopySnapshot', skip: 1, times: 2 }],
  'faults.list': [],
  'faults.remove': ['fault-1'],
  'faults.clear': [],
  'stubs.add': [
    { action: 'DescribeAutoSnapshotPolicyEx', reply: { AutoSnapshotPolicies: { AutoSnapshotPolicy: [] } } },
  ],
  'stubs.list': [],
  'stubs.remove': ['stub-1'],
  'stubs.clear': [],
  'requests.list': [{ action: 'CopySnapshot', params: { SnapshotId: 's-mine' } }],
  'requests.count': [{ outcome: 'Success' }],
  'requests.waitFor': [{ action: 'CopySnapshot' }, { count: 1, timeoutMs: 100 }],
  'requests.clear': [],
  explain: [{ method: 'GET', url: '/?Action=DescribeRegions&AccessKeyId=testid' }],
  'state.export': [],
  'state.import': [{ accounts: [{ id: '5' }] }],
  'state.save': ['before'],
  'state.restore': ['before'],
  'state.delete': ['before'],
  'state.names': [],
}

/** The shape of an input or an answer, with the field that a member returns. */
const shapeOf = (shape = '', field?: string): string => code(field === undefined ? shape : `${shape}.${field}`)

/** The cells of the table of control calls. */
export const controlCells = (language: Language): string[][] =>
  rows.map(({ name, route, input, answer, wrap, help }) => [
    code(name),
    code(route.replace(' ', ` ${controlPrefix}`)),
    shapeOf(input),
    shapeOf(answer, wrap),
    help[language],
  ])

const curlOf = (row: NamedRow): string => {
  const { method, url, body }: { method: string; url: string; body?: string } = requestOf(row, examples[row.name] ?? [])
  const address = `http://127.0.0.1:${settings.port.default}${url}`
  const sent = body === undefined ? '' : `--json '${body}' `
  const named = method === (body === undefined ? 'GET' : 'POST') ? '' : `-X ${method} `
  return `curl ${named}${sent}${address.includes('?') ? `'${address}'` : address}`
}

/** A line of curl for each control call. */
export const controlLines = (): string => rows.map(row => `${curlOf(row)}\n`).join('')
