import type { Test } from 'tap'
import { createEmulator } from '../../src/index.ts'

/** An emulator behind a socket. Its clock starts at the time that SDKs sign with and moves only when the test moves it. */
export const listeningFor = async (t: Test) => {
  let now = Date.now()
  const emulator = createEmulator({ clock: 'real', machineClock: () => now })
  t.teardown(() => emulator.close())
  const url = await emulator.listen()
  return {
    url,
    /** Moves the clock by so many milliseconds. */
    advance: (ms: number) => {
      now += ms
    },
  }
}

/** A copy that works. */
export const goodCopy = {
  snapshotId: 's-bp67acfmxazb4p000001',
  regionId: 'cn-chengdu',
  destinationRegionId: 'us-east-1',
}

export interface Tag {
  readonly key: string
  readonly value: string
}

/** As many tags as there may be, each as long as it may be: some 46 kB once encoded. */
export const largestTags: readonly Tag[] = Array.from({ length: 20 }, (_, i) => ({
  key: '键'.repeat(127) + String.fromCodePoint(0x4e00 + i),
  value: '值'.repeat(128),
}))

/** An error of the contract, and the key, the snapshot or the tags that lead to it. */
interface ContractError {
  readonly code: string
  readonly status: number
  readonly message: string
  readonly accessKeyId?: string
  readonly snapshotId?: string
  readonly tag?: readonly Tag[]
}

export const contractErrors: readonly ContractError[] = [
  {
    code: 'Duplicate.TagKey',
    status: 400,
    message: 'The Tag.N.Key contain duplicate key.',
    tag: [
      { key: 'same', value: '1' },
      { key: 'same', value: '2' },
    ],
  },
  {
    code: 'InvalidTagKey.Malformed',
    status: 400,
    message: 'The specified Tag.n.Key is not valid.',
    tag: [{ key: 'acs:key', value: '' }],
  },
  {
    code: 'InvalidTagValue.Malformed',
    status: 400,
    message: 'The specified Tag.n.Value is not valid.',
    tag: [{ key: 'key', value: 'see http://example.com' }],
  },
  {
    code: 'InvalidSnapshotId.NotFound',
    status: 403,
    message: 'The specified snapshot is not exists.',
    snapshotId: 's-bp67acfmxazb4p999999',
  },
  {
    code: 'InvalidUser.NotInWhiteList',
    status: 403,
    message: 'The user is not in the white list of copying snapshot.',
    accessKeyId: 'testid-not-whitelisted',
  },
  {
    code: 'InvalidAccountStatus.NotEnoughBalance',
    status: 403,
    message: 'Your account does not have enough balance.',
    accessKeyId: 'testid-no-balance',
  },
  {
    code: 'InvalidAccountStatus.SnapshotServiceUnavailable',
    status: 403,
    message: 'Snapshot service has not been opened yet.',
    accessKeyId: 'testid-service-closed',
  },
  {
    code: 'InvalidSnapshotId.NotReady',
    status: 403,
    message: 'The specified snapshot has not completed yet.',
    snapshotId: 's-bp67acfmxazb4p000003',
  },
]
