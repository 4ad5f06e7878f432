import type { Account } from '../model/account.ts'
import type { Disk } from '../model/disk.ts'
import type { Instance } from '../model/instance.ts'
import { currentStatus } from '../model/status.ts'
import { boolean, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { changing } from './changes.ts'
import { sdk } from './evidence.ts'
import { findSentRegion, type SentRegion, sentRegion, sentRegionExists } from './sent-region.ts'
import { accountCanPay, instanceExists, instanceIsNotLocked, isNoDryRun } from './shared-rules.ts'

/** Facts for the rules of a start. */
interface Facts {
  readonly account: Account
  readonly region: SentRegion
  readonly instance: Instance | undefined
  readonly disks: readonly Disk[]
  readonly dryRun: boolean
  readonly now: number
}

const table = '2021: the table of StartInstance'
const later = '2025: the table of StartInstance'

/** Starts a stopped instance. */
export const startInstance = defineAction({
  name: 'StartInstance',
  params: {
    InstanceId: required(text(), sdk),
    DryRun: withDefault(boolean(), sdk, false),
    RegionId: sentRegion,
  },
  ignored: { InitLocalDisk: { evidence: sdk, reason: 'Instances have no local disks that could be lost.' } },
  members: {},
  find: ({ account, state, now }, { InstanceId, DryRun, RegionId }): Facts => ({
    account,
    region: findSentRegion(state, RegionId),
    instance: state.instances.find(account.id, InstanceId),
    disks: state.disks.ofInstance(account.id, InstanceId, now),
    dryRun: DryRun,
    now,
  }),
  rules: [
    { ...accountCanPay, evidence: table, refusal: 'InsufficientBalance' },
    sentRegionExists,
    { ...instanceExists, evidence: table },
    {
      says: 'The instance is ready for use.',
      evidence: table,
      refusal: 'InstanceNotReady',
      holds: ({ instance }) => instance?.ready === true,
    },
    {
      says: 'An instance that is paid for in advance has not expired.',
      evidence: table,
      refusal: 'InstanceExpired#prePaid',
      holds: ({ instance }) => !instance?.expired || !instance.prepaid,
    },
    {
      says: 'Any other instance has not expired.',
      evidence: table,
      refusal: 'InstanceExpired',
      holds: ({ instance }) => !instance?.expired,
    },
    { ...instanceIsNotLocked, says: 'The instance is not locked for security.', evidence: table },
    {
      says: 'The instance is stopped.',
      evidence: table,
      refusal: 'IncorrectInstanceStatus',
      holds: ({ instance, now }) => instance !== undefined && currentStatus(instance, now) === 'Stopped',
    },
    {
      says: 'The instance has a system disk.',
      evidence: later,
      refusal: 'InvalidInstance.NotFoundSystemDisk',
      holds: ({ disks }) => disks.some(({ type }) => type === 'system'),
    },
    {
      says: 'Every disk of the instance is in use.',
      evidence: table,
      refusal: 'DiskError',
      holds: ({ disks, now }) => disks.every(disk => currentStatus(disk, now) === 'In_use'),
    },
    {
      says: 'No disk of the instance has expired.',
      evidence: table,
      refusal: 'DiskInArrears',
      holds: ({ disks }) => !disks.some(({ expired }) => expired),
    },
    { ...isNoDryRun, evidence: 'assumed: its page has the parameter without the code' },
  ],
  handle(context, _params, facts) {
    const { instance } = facts as Facts & { instance: Instance }
    const change = changing(context, 'instance', instance, ['Starting', 'Running'])
    context.state.instances.put({ ...instance, ...change })
    return {}
  },
})
