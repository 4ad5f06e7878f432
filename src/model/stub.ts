import { answerShape } from './answer.ts'
import { ecsAction } from './ecs-actions.ts'
import { type CallFacts, conditions } from './matching.ts'
import { integer, json, orNull, type RecordOf, text as textMember } from './members.ts'
import { number, object, type Shaped, text } from './shape.ts'

export const stubErrorShape = object(
  {
    /** HTTP status. */
    status: number(400, 599),
    /** Code of the error, such as `IncorrectDiskStatus`. */
    code: text('a code such as IncorrectDiskStatus', /^[A-Za-z][\w.-]{0,127}$/),
  },
  {
    /** Text of the error; default: the text of the error catalogue. Required for a code that is not in the catalogue. */
    message: text(),
  },
)

/** The shape of a stub. */
export const stubShape = object(
  {
    /** Action of the call, emulated or not. */
    action: ecsAction,
  },
  {
    /** Members of the answer, as in its JSON. A RequestId is replaced by that of the call. */
    reply: answerShape,
    /** Error to respond with. A stub has either a reply or an error. */
    error: stubErrorShape,
    ...conditions,
  },
)

/**
 * The answer to the calls of an action, in place of the emulator's own. All given conditions must match. Of several
 * matching stubs the oldest applies.
 *
 * The gateway verifies and authorizes a stubbed call like any other. Faults apply to it.
 */
export type Stub = Shaped<typeof stubShape>

/** A stub with its id. */
export type NamedStub = Stub & {
  /** Id of the stub, such as `stub-1`. */
  readonly id: string
}

/** A stub that can still apply. */
export type ActiveStub = NamedStub & {
  /** Number of calls it has applied to. */
  readonly applied: number
}

/** The stubs of all accounts. */
export interface Stubs {
  /** Whether there is a stub of an action. */
  has(action: string): boolean
  /** Takes the oldest stub that matches a call. Removes a stub that has applied `times` times. */
  take(facts: CallFacts): NamedStub | undefined
}

/** A stored stub. */
export const stubMembers = {
  /** The number in its id. */
  number: integer(),
  /** The account and the action of `given`, to find it. */
  accountId: orNull(textMember()),
  action: textMember(),
  given: json<Stub>(),
  /** Numbers of matching calls. */
  skipped: integer(),
  applied: integer(),
}

export type KeptStub = RecordOf<typeof stubMembers>
