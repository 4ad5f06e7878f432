export type {
  ControlAccount,
  ControlDisk,
  ControlImage,
  ControlInstance,
  ControlSnapshot,
  Explanation,
} from './control/answers.ts'
export type { Control } from './control/calls.ts'
export { ControlError, type Miss, NotMetError } from './control/errors.ts'
export { createEmulator, type Emulator } from './emulator.ts'
export type { CallQuery } from './gateway/call-query.ts'
export type { ActiveFault, Fault } from './gateway/faults.ts'
export type { RecordedCall } from './gateway/journal.ts'
export { TlsError } from './http/certificate.ts'
export type { InjectReply, InjectRequest } from './http/servers.ts'
export type { LogTo } from './model/setting.ts'
export type { ActiveStub, Stub } from './model/stub.ts'
export type { EmulatorOptions } from './settings.ts'
export { DataFileError } from './store/data-file-error.ts'
export type { World } from './world/world.ts'
export { WorldError } from './world/world-error.ts'
