/** What serving takes, in one piece: each file that is loaded by itself costs a start half a millisecond. */
export { createEmulator, isOpenToOthers } from './emulator.ts'
export { EndpointsFile } from './endpoints-file.ts'
export { LogLines } from './log-lines.ts'
export { builtInWorlds } from './world/sources.ts'
