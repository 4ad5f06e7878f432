import type { Account } from '../model/account.ts'
import type { State } from '../model/ports.ts'
import type { DefaultTransition } from '../model/transition.ts'
import type { ParameterSettings } from '../wire/params.ts'

/** The input of an action besides its parameters. */
export interface ActionContext {
  readonly account: Account
  readonly state: State
  /** The time of the call, in epoch milliseconds. */
  readonly now: number
  readonly settings: ActionSettings
}

/** The settings that actions use. */
export interface ActionSettings extends ParameterSettings {
  /** The duration and the end of copies and new snapshots, where no world sets them. */
  readonly transition: DefaultTransition
  /** The duration of the in-between statuses of disks, images and instances, in seconds. */
  readonly changeSeconds: number
  /** Whether deleting an unknown snapshot, disk or image is an error. */
  readonly deleteMissing: 'error' | 'ignore'
}
