import type { Disk } from '../model/disk.ts'
import { type Instance, stoppedModes } from '../model/instance.ts'
import { currentStatus } from '../model/status.ts'
import { boolean, oneOf, optional, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { changing } from './changes.ts'
import { sdk } from './evidence.ts'
import { findSentRegion, type SentRegion, sentRegion, sentRegionExists } from './sent-region.ts'
import { instanceExists, instanceHasNotExpired, instanceIsNotLocked, isNoDryRun } from './shared-rules.ts'

/** Facts for the rules of a stop. */
interface Facts {
  readonly region: SentRegion
  readonly instance: Instance | undefined
  readonly disks: readonly Disk[]
  readonly savesMoney: boolean
  readonly dryRun: boolean
  readonly now: number
}

const table = '2021: the table of StopInstance'

/** Stops a running instance. */
export const stopInstance = defineAction({
  name: 'StopInstance',
  params: {
    InstanceId: required(text(), sdk),
    ForceStop: withDefault(boolean(), `${sdk}; instances have no content here, so it changes nothing`, false),
    StoppedMode: optional(oneOf(stoppedModes, 'InvalidParameter'), sdk),
    DryRun: withDefault(boolean(), sdk, false),
    RegionId: sentRegion,
  },
  ignored: {
    ConfirmStop: { evidence: sdk, reason: 'It is being deprecated.' },
    Hibernate: { evidence: sdk, reason: 'Hibernation is not emulated.' },
  },
  members: {},
  find: ({ account, state, now }, { InstanceId, StoppedMode, DryRun, RegionId }): Facts => ({
    region: findSentRegion(state, RegionId),
    instance: state.instances.find(account.id, InstanceId),
    disks: state.disks.ofInstance(account.id, InstanceId, now),
    savesMoney: StoppedMode === 'StopCharging',
    dryRun: DryRun,
    now,
  }),
  rules: [
    sentRegionExists,
    { ...instanceExists, evidence: table },
    { ...instanceHasNotExpired, evidence: table },
    { ...instanceIsNotLocked, says: 'The instance is not locked for security.', evidence: table },
    {
      says: 'The instance is running.',
      evidence: table,
      refusal: 'IncorrectInstanceStatus',
      holds: ({ instance, now }) => instance !== undefined && currentStatus(instance, now) === 'Running',
    },
    {
      says: 'An instance that is paid for in advance goes on being charged.',
      evidence: '2021: that it is about StoppedMode is assumed',
      refusal: 'InvalidInstanceId.NotSupport',
      holds: ({ instance, savesMoney }) => !savesMoney || !instance?.prepaid,
    },
    {
      says: 'Every disk of the instance is in use.',
      evidence: '2021: the status is 400 in 2025',
      refusal: 'DiskError',
      holds: ({ disks, now }) => disks.every(disk => currentStatus(disk, now) === 'In_use'),
    },
    { ...isNoDryRun, evidence: 'assumed: its page has the parameter without the code' },
  ],
  handle(context, { StoppedMode = 'KeepCharging' }, facts) {
    const { instance } = facts as Facts & { instance: Instance }
    const change = changing(context, 'instance', instance, ['Stopping', 'Stopped'])
    context.state.instances.put({ ...instance, ...change, stoppedMode: StoppedMode })
    return {}
  },
})
