import { integer, orNull, text, withDefault } from './members.ts'

/** The members of a status that takes effect after a while. The status is computed on each read. */
export const statusMembers = {
  /** The status until `changesAt`, such as `Creating`. */
  interimStatus: withDefault(text(), ''),
  /** When `status` takes effect, in epoch milliseconds; null: it is in effect. */
  changesAt: orNull(integer()),
}

/** A thing whose status takes effect after a while. */
export interface Changing {
  readonly status: string
  readonly interimStatus: string
  readonly changesAt: number | null
}

/** Returns the status of a disk or an instance at a time. */
export const currentStatus = ({ status, interimStatus, changesAt }: Changing, now: number): string =>
  changesAt !== null && now < changesAt ? interimStatus : status

/** Returns the members of a status that takes effect after a number of seconds. */
export const becoming = <S extends string>(interimStatus: string, status: S, now: number, seconds: number) =>
  seconds === 0
    ? { status, interimStatus: '', changesAt: null }
    : { status, interimStatus, changesAt: now + Math.round(seconds * 1000) }
