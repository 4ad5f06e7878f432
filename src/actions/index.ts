import type { Contract } from '../wire/errors.ts'
import type { Action } from './action.ts'
import { copySnapshot } from './copy-snapshot.ts'
import { copySnapshot2025 } from './copy-snapshot-2025.ts'
import { describeRegions } from './describe-regions.ts'
import { describeSnapshots } from './describe-snapshots.ts'

/** Every action that is served, under the contract of 2021. */
export const actions: readonly Action[] = [copySnapshot, describeSnapshots, describeRegions]

/** Every action as a contract has it. */
export const actionsOf = (contract: Contract): readonly Action[] =>
  contract === '2021' ? actions : actions.map(action => (action === copySnapshot ? copySnapshot2025 : action))
