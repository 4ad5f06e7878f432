import { numberFrom, type Setting } from './setting.ts'

/** The settings of what a request may cost; the defaults are those of `http/limits.ts`. */
export const limitSettings = {
  maxHeaderBytes: {
    flag: 'max-header-bytes',
    env: 'EMULATOR_MAX_HEADER_BYTES',
    default: '1048576',
    value: 'BYTES',
    help: 'size of the URL and all headers that a request may have',
    parse: numberFrom(8192, 16_777_216),
  },
  maxBodyBytes: {
    flag: 'max-body-bytes',
    env: 'EMULATOR_MAX_BODY_BYTES',
    default: '1048576',
    value: 'BYTES',
    help: 'size of the body that a request may have',
    parse: numberFrom(1024, 67_108_864),
  },
  requestTimeout: {
    flag: 'request-timeout',
    env: 'EMULATOR_REQUEST_TIMEOUT',
    default: '30',
    value: 'SECONDS',
    help: 'how long a request may take to arrive',
    parse: numberFrom(1, 3600),
  },
  keepAliveTimeout: {
    flag: 'keep-alive-timeout',
    env: 'EMULATOR_KEEP_ALIVE_TIMEOUT',
    default: '72',
    value: 'SECONDS',
    help: 'how long a connection may be idle',
    parse: numberFrom(1, 3600),
  },
} as const satisfies Record<string, Setting>
