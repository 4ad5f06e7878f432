import { get } from 'node:http'
import type { Settings } from '../settings/read.ts'

/** How long an emulator may be silent, in milliseconds. */
const patienceMs = 2000

/** Where to ask an emulator that listens on every address. */
const ownAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/**
 * Asks the emulator with these settings whether it is ready.
 *
 * @returns undefined when it is; else why not, in one sentence
 */
export const whyNotReady = ({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<string | undefined> =>
  new Promise(resolve => {
    if (port === 0) return resolve('A port of 0 says nothing of where to ask.')
    const request = get({
      host: ownAddress[host] ?? host,
      port,
      path: '/_emulator/health/ready',
      agent: false,
      timeout: patienceMs,
    })
    request.on('response', response => {
      response.resume()
      resolve(response.statusCode === 200 ? undefined : `It answered ${response.statusCode}.`)
    })
    request.on('timeout', () => request.destroy(new Error(`no answer within ${patienceMs} ms`)))
    request.on('error', error => resolve(`It does not answer: ${error.message}.`))
  })
