export type {
  Control,
  ControlAccount,
  ControlSnapshot,
  Explanation,
} from './control/control.ts'
export { ControlError, type Miss, NotMetError } from './control/errors.ts'
export {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type InjectReply,
  type InjectRequest,
} from './emulator.ts'
export type { CallQuery } from './gateway/call-query.ts'
export type { ActiveFault, Fault } from './gateway/faults.ts'
export type { RecordedCall } from './gateway/journal.ts'
export type { LogTo } from './http/app.ts'
export { DataFileError } from './store/data-file-error.ts'
export { TlsError, type TlsOptions } from './tls/certificate.ts'
export type { World } from './world/world.ts'
export { WorldError } from './world/world-error.ts'
