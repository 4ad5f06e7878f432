import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { Settings } from '../settings/read.ts'

/** A certificate, with its chain if it has one, and its private key; both PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** A certificate that cannot be used; the message is one sentence. */
export class TlsError extends Error {
  override readonly name = 'TlsError'
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new TlsError(`The file ${file} cannot be read: ${(error as Error).message}.`)
  }
}

const readPair = (certFile: string, keyFile: string): Certificate => {
  const pair = { cert: read(certFile), key: read(keyFile) }
  try {
    // Loaded here, since few starts bring a certificate.
    process.getBuiltinModule('node:tls').createSecureContext(pair)
    return pair
  } catch (error) {
    const reason = (error as Error).message
    throw new TlsError(`The certificate ${certFile} and the key ${keyFile} cannot be used together: ${reason}.`)
  }
}

/** What stands in a certificate as it is written: a DNS name in ASCII, or an address without a zone or a mixed form. */
const isCertifiable = (name: string): boolean =>
  isIP(name) > 0
    ? /^[\d.]+$|^[\da-f:]+$/i.test(name)
    : name.length <= 253 && /^(?:\*\.)?[\w-]{1,63}(?:\.[\w-]{1,63})*$/.test(name)

/**
 * Reads the certificate of https, or makes one.
 *
 * @returns a way to the certificate; undefined without https
 * @throws {TlsError} when the files or the name cannot be used
 */
export const certificateOf = ({
  tls,
  tlsCert,
  tlsKey,
  tlsName,
  machineClock,
}: Settings): (() => Promise<Certificate>) | undefined => {
  if (tlsCert && tlsKey) {
    const pair = readPair(tlsCert, tlsKey)
    return async () => pair
  }
  if (tls === 'off') return undefined
  if (tlsName && !isCertifiable(tlsName)) {
    throw new TlsError(
      `The name for the certificate (--tls-name) should be a DNS name or an address, not "${tlsName}".`,
    )
  }
  return async () => {
    const { selfSigned } = await import('./self-signed.ts')
    return selfSigned(tlsName ? [tlsName] : [], machineClock())
  }
}
