import type { EmulatorOptions } from './emulator.ts'
import { boolean, number, object, oneOf, type Shape, type ShapeError, text } from './model/shape.ts'

/** What is checked where it is used. */
const checkedElsewhere: Shape<unknown> = { schema: {}, check: value => value }

const seconds = number(0, 31_536_000, 'number')
const port = number(0, 65_535)

/** Every option, so that a misspelt one is not silently without effect. */
const fields = {
  host: text(),
  port,
  tlsPort: port,
  tls: oneOf('off', 'self-signed'),
  tlsCert: text(),
  tlsKey: text(),
  tlsName: text(),
  data: text(),
  world: checkedElsewhere,
  worldDir: text(),
  auth: oneOf('strict', 'off'),
  clock: checkedElsewhere,
  copySeconds: seconds,
  copySecondsPerGiB: seconds,
  copyDescribes: number(0, 1_000_000),
  copyFailsAt: number(0, 100),
  deleteMissing: oneOf('error', 'ignore'),
  requireName: boolean,
  contract: oneOf('2021', '2025'),
  maxHeaderBytes: number(8192, 16_777_216),
  maxBodyBytes: number(1024, 67_108_864),
  requestTimeout: number(0.01, 3600, 'number'),
  keepAliveTimeout: number(0.01, 3600, 'number'),
  accessKeyId: text(),
  accessKeySecret: text(),
  seed: text(),
  journalSize: checkedElsewhere,
  control: oneOf('on', 'off'),
  controlToken: text(),
  logger: checkedElsewhere,
  machineClock: checkedElsewhere,
} satisfies Record<keyof EmulatorOptions, Shape<unknown>>

const optionsShape = object({}, fields)

/**
 * Checks options as strictly as the command checks its flags. What is undefined counts as absent.
 *
 * @throws {RangeError} that names the first option that is wrong
 */
export const checkOptions = (options: EmulatorOptions): void => {
  try {
    optionsShape.check(Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)), '')
  } catch (error) {
    throw new RangeError(`The option ${(error as ShapeError).message}.`)
  }
}
