import { faultShape } from '../gateway/faults.ts'
import type { RecordedCall } from '../gateway/journal.ts'
import { boolean, listOf, number, type ObjectShape, object, oneOf, record, type Shape, text } from '../model/shape.ts'
import { stubShape } from '../model/stub.ts'
import type { Explanation } from './answers.ts'
import type { Miss } from './errors.ts'

/** A time in an answer. */
const moment: Shape<string> = { ...text(), schema: { type: 'string', format: 'date-time' } }

const tally = number(0, Number.MAX_SAFE_INTEGER)

const recordedCall: Shape<RecordedCall> = object(
  {
    at: moment,
    action: text(),
    params: record(text()),
    account: text(),
    region: text(),
    outcome: text(),
    requestId: text(),
    signatureVersion: oneOf('V1', 'V3', 'none'),
    client: text(),
    milliseconds: number(0, Number.MAX_SAFE_INTEGER, 'number'),
    ineffective: listOf(text()),
  },
  { reason: text(), fault: text(), stub: text() },
)

const miss: Shape<Miss> = object({ call: recordedCall, differences: listOf(text()) }, {})

const explanation: Shape<Explanation> = object(
  {
    signatureVersion: oneOf('V1', 'V3', 'none'),
    accessKeyId: text(),
    canonical: text(),
    stringToSign: text(),
    received: text(),
    holds: boolean,
  },
  { expected: text(), difference: text() },
)

/** A fault or a stub that can still apply, with its id and the number of calls it has applied to. */
const activeOf = <R extends Fields, O extends Fields>({ must, may }: ObjectShape<R, O>) =>
  object({ ...must, id: text(), applied: tally }, may)

type Fields = Readonly<Record<string, Shape<unknown>>>

/** The shapes of the HTTP responses that have no shape as an input. The interfaces of the values describe the fields. */
export const answerShapes = {
  ActiveFault: activeOf(faultShape),
  ActiveStub: activeOf(stubShape),
  Now: object({ now: moment }, {}),
  Added: object({ id: text() }, {}),
  Count: object({ count: tally }, {}),
  RecordedCall: recordedCall,
  Miss: miss,
  // One object with optional fields, since many languages have no unions.
  Waited: object({ met: boolean }, { calls: listOf(recordedCall), message: text(), closest: listOf(miss) }),
  Explanation: explanation,
  StateNames: listOf(text()),
  Health: object({ status: oneOf('ready', 'stopping'), version: text() }, {}),
  ControlError: object({ message: text() }, {}),
} as const
