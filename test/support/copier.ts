import type { Emulator, InjectReply, InjectRequest, World } from '../../src/index.ts'
import { type Door, goodCopy, testTime } from './emulator.ts'
import { query, rpcSign, signedParams } from './oracle.ts'
import type { Copy, Fault } from './precedence.ts'

const sections = [
  'params',
  'unsent',
  'added',
  'caller',
  'key',
  'ramUser',
  'account',
  'source',
  'unfinished',
  'kmsKey',
] as const satisfies readonly (keyof Copy)[]

const membersOf = (fault: Fault): [string, unknown][] =>
  sections.flatMap(section =>
    Object.entries(fault[section] ?? {}).map(([name, value]) => [`${section} ${name}`, value] as [string, unknown]),
  )

/** Whether two faults are compatible: they set no member to different values. */
export const canBeAtOnce = (a: Fault, b: Fault): boolean => {
  const members = new Map(membersOf(a))
  return membersOf(b).every(([name, value]) => !members.has(name) || members.get(name) === value)
}

const secret = 'testsecret'
let nonces = 0

const merged = (faults: readonly Fault[]): Copy =>
  Object.fromEntries(
    sections.map(section => [section, Object.assign({}, ...faults.map(fault => fault[section]))]),
  ) as unknown as Copy

const regions = ['cn-chengdu', 'us-east-1', 'eu-central-1', 'me-central-1'].map(id => ({ id }))

const worldOf = ({ key, ramUser, account, source, unfinished, kmsKey }: Copy): World => {
  const keys = [{ id: 'testid', secret, ...key }]
  const owner = { id: '1001', ...account }
  const here = { account: '1001', disk: { id: 'd-own' } }
  const from = { sourceSnapshotId: goodCopy.SnapshotId, sourceRegionId: 'cn-chengdu' }
  const copies = [{ id: 's-copy', ...here, ...from, region: 'us-east-1', status: 'progressing', ...unfinished }]
  return {
    accounts: [
      Object.keys(ramUser).length === 0
        ? { ...owner, keys }
        : { ...owner, ramUsers: [{ name: 'user', keys, ...ramUser }] },
    ],
    snapshots: [
      { id: goodCopy.SnapshotId, ...here, region: 'cn-chengdu', ...source },
      ...(Object.keys(unfinished).length === 0 ? [] : copies),
    ],
    kmsKeys: [{ id: 'key-own', account: '1001', region: 'us-east-1', ...kmsKey }],
    storageLocations: [{ arn: 'acs:ecs:us-east-1:1001:storagelocation/open', account: '1001', region: 'us-east-1' }],
    nonCompliantCopies: [{ from: 'cn-chengdu', to: 'me-central-1' }],
    regions: [...regions, { id: 'ap-south-1', byok: false }, { id: 'cn-wuhan-lr', encryptedCopies: false }],
  } as World
}

const requestOf = ({ params, unsent, added, caller }: Copy): InjectRequest => {
  const as = { id: 'testid', secret, ...caller }
  const call = { Action: 'CopySnapshot', ...goodCopy, ...params }
  const all = signedParams(call, { as, now: testTime, nonce: `nonce-${++nonces}` })
  const { Signature: _, ...full } = all
  const signed = { ...full, Signature: rpcSign('GET', full, as.secret) }
  const sent = Object.fromEntries(Object.entries(signed).filter(([name]) => !(name in unsent)))
  const behind = Object.entries(added).map(([name, value]) => `&${name}=${value}`)
  return { url: `/?${query(sent)}${behind.join('')}` }
}

/** Status, code and named parameter of a refusal; `200` for a success. */
const told = ({ status, body }: InjectReply): string => {
  const { Code, Message } = JSON.parse(body)
  const [, name] = /"(.*)"/.exec(Message ?? '') ?? []
  const isNamed = Code === 'MissingParameter' || Code === 'InvalidParameter'
  return status === 200 ? '200' : `${status} ${Code}${isNamed ? ` "${name}"` : ''}`
}

/** Makes copies with faults: sets the emulator's state for the copy, and returns the result. */
export const copierOf = async (emulator: Emulator, door: Door) => {
  const send = await door.open(emulator)
  let state = ''
  return async (faults: readonly Fault[]): Promise<string> => {
    const copy = merged(faults)
    const world = worldOf(copy)
    const wanted = JSON.stringify(world)
    if (wanted !== state) emulator.state.import(world)
    const outcome = told(await send(requestOf(copy)))
    state = outcome === '200' ? '' : wanted
    const stored = emulator.snapshots.list().length - (world.snapshots?.length ?? 0)
    return stored === (outcome === '200' ? 1 : 0) ? outcome : `${outcome}, with ${stored} more snapshots`
  }
}
