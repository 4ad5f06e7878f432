import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { ControlError } from '../control/errors.ts'
import { sameSecret } from '../wire/secrets.ts'

/**
 * Whether a Host header holds no public DNS name: an address, localhost, a name without a dot (as containers have), or
 * one of Docker's own. DNS rebinding needs a public name.
 */
const isLocalName = (host: string): boolean => {
  const name = host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1')
  return isIP(name) > 0 || /^(?:[\w-]+|[\w.-]+\.localhost|[\w.-]+\.docker\.internal)$/i.test(name)
}

/**
 * Whether a browser reports another origin, whatever it sends. It adds Origin to every method but GET and HEAD, which
 * change nothing here. Other clients send none of these headers.
 */
const comesFromElsewhere = (headers: IncomingHttpHeaders): boolean => {
  const { origin, host = '', 'sec-fetch-site': site = 'same-origin' } = headers
  if (site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`
}

/**
 * Authorizes a control call. With a token, the call must carry it. Without one, cross-origin browser requests are
 * refused, and so are requests under a public DNS name: under DNS rebinding the browser sees a single origin and may
 * send neither Origin nor Sec-Fetch-Site.
 *
 * @throws {ControlError} 401 or 403
 */
export const mayControl = (headers: IncomingHttpHeaders, token: string | undefined): void => {
  if (token !== undefined) {
    const given = /^Bearer (.*)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
    if (sameSecret(given, token)) return
    throw new ControlError(401, 'The control token is required: Authorization: Bearer TOKEN.')
  }
  if (comesFromElsewhere(headers)) {
    throw new ControlError(403, 'Cross-origin requests cannot control the emulator.')
  }
  if (!isLocalName(headers.host ?? '')) {
    throw new ControlError(
      403,
      'Without a control token, the Host header should be an address, localhost, a name without dots or one under ' +
        'docker.internal.',
    )
  }
}
