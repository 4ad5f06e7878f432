import type { Account } from '../model/account.ts'
import type { State } from '../model/ports.ts'
import type { DefaultTransition } from '../model/transition.ts'
import type { ParameterSettings } from '../wire/params.ts'

/** What an action is given besides its parameters. */
export interface ActionContext {
  readonly account: Account
  readonly state: State
  /** The time of the call, in epoch milliseconds. */
  readonly now: number
  readonly settings: ActionSettings
}

/** The settings that actions ask about. */
export interface ActionSettings extends ParameterSettings {
  /** How long copies and new snapshots take where no world says otherwise. */
  readonly transition: DefaultTransition
  /** Whether deleting a snapshot that is not there is an error. */
  readonly deleteMissing: 'error' | 'ignore'
}
