import { get } from 'node:http'
import type { Settings } from '../settings.ts'

/** Time to wait for a response, in milliseconds. */
const patienceMs = 2000

/** Loopback addresses for an emulator that listens on all addresses. */
const ownAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/**
 * Asks the emulator with these settings whether it is ready.
 *
 * @returns undefined when it is ready; otherwise the reason in one sentence
 */
export const whyNotReady = ({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<string | undefined> =>
  new Promise(resolve => {
    if (port === 0) return resolve('Port 0 cannot be checked: give the port that the emulator listens on.')
    const request = get({
      host: ownAddress[host] ?? host,
      port,
      path: '/_emulator/health/ready',
      agent: false,
      timeout: patienceMs,
    })
    request.on('response', response => {
      response.resume()
      resolve(response.statusCode === 200 ? undefined : `The emulator responded with status ${response.statusCode}.`)
    })
    request.on('timeout', () => request.destroy(new Error(`no response within ${patienceMs} ms`)))
    request.on('error', error => resolve(`The emulator does not respond: ${error.message}.`))
  })
