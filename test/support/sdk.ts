import type { Test } from 'tap'
import { createEmulator } from '../../src/index.ts'

/** An emulator behind a socket. Its clock starts at the SDKs' signing time, and only the test moves it. */
export const listeningFor = async (t: Test) => {
  let now = Date.now()
  const emulator = createEmulator({ clock: 'real', machineClock: () => now })
  t.teardown(() => emulator.close())
  const url = await emulator.listen()
  return {
    url,
    /** Moves the clock by this number of milliseconds. */
    advance: (ms: number) => {
      now += ms
    },
  }
}

/** A valid copy. */
export const goodCopy = {
  snapshotId: 's-bp67acfmxazb4p000001',
  regionId: 'cn-chengdu',
  destinationRegionId: 'us-east-1',
}

export interface Tag {
  readonly key: string
  readonly value: string
}

/** The maximum number of tags with maximum length: about 46 kB encoded. */
export const largestTags: readonly Tag[] = Array.from({ length: 20 }, (_, i) => ({
  key: '键'.repeat(127) + String.fromCodePoint(0x4e00 + i),
  value: '值'.repeat(128),
}))
