export {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type InjectReply,
  type InjectRequest,
} from './emulator.ts'
export type { LogTo } from './http/app.ts'
export type { World } from './model/world.ts'
export { DataFileError } from './store/data-file-error.ts'
export { WorldError } from './store/world-error.ts'
export { TlsError, type TlsOptions } from './tls/certificate.ts'
