import type { Action } from './action.ts'
import { copySnapshot } from './copy-snapshot.ts'
import { describeRegions } from './describe-regions.ts'
import { describeSnapshots } from './describe-snapshots.ts'

/** Every action that is served. */
export const actions: readonly Action[] = [copySnapshot, describeSnapshots, describeRegions]
