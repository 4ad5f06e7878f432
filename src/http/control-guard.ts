import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { ControlError } from '../control/errors.ts'
import { sameSecret } from '../wire/secrets.ts'

/**
 * Whether a Host header names no machine of the internet, so that no page can have been led here under that name: an
 * address, localhost, a name without a dot (as containers have), or one of Docker's own.
 */
const isLocalName = (host: string): boolean => {
  const name = host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1')
  return isIP(name) > 0 || /^(?:[\w-]+|[\w.-]+\.localhost|[\w.-]+\.docker\.internal)$/i.test(name)
}

/** What browsers say of where a request comes from; other clients say nothing. */
const comesFromElsewhere = (headers: IncomingHttpHeaders): boolean => {
  const { origin, host = '', 'sec-fetch-site': site = 'same-origin' } = headers
  if (site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`
}

/**
 * Lets a control call through. With a token, who bears it may. Without one, no page of another origin may, and none that
 * reaches this machine under a name of its own (DNS rebinding, in which the browser takes both for one origin and says
 * nothing of where a request comes from).
 *
 * @throws {ControlError} 401 or 403
 */
export const mayControl = (headers: IncomingHttpHeaders, token: string | undefined): void => {
  if (token !== undefined) {
    const given = /^Bearer (.*)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
    if (sameSecret(given, token)) return
    throw new ControlError(401, 'The control token is needed, as Authorization: Bearer TOKEN.')
  }
  if (comesFromElsewhere(headers)) {
    throw new ControlError(403, 'A page of another origin may not control the emulator.')
  }
  if (!isLocalName(headers.host ?? '')) {
    throw new ControlError(
      403,
      'The Host header should be an address, localhost, a name without dots or one under docker.internal, or a control ' +
        'token be used.',
    )
  }
}
