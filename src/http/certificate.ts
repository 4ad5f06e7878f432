import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { Settings } from '../settings.ts'

/** A certificate with its optional chain, and its private key; both PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** The certificate cannot be used. The message is one sentence. */
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
    // Loaded on demand, since few starts use a certificate.
    process.getBuiltinModule('node:tls').createSecureContext(pair)
    return pair
  } catch (error) {
    const reason = (error as Error).message
    throw new TlsError(`The certificate ${certFile} and the key ${keyFile} cannot be used together: ${reason}.`)
  }
}

/** Whether a certificate can hold a name unchanged: an ASCII DNS name, or an address without zone or mixed notation. */
const isCertifiable = (name: string): boolean =>
  isIP(name) > 0
    ? /^[\d.]+$|^[\da-f:]+$/i.test(name)
    : name.length <= 253 && /^(?:\*\.)?[\w-]{1,63}(?:\.[\w-]{1,63})*$/.test(name)

/**
 * Reads the certificate for https, or prepares to generate one.
 *
 * @returns a function that provides the certificate; undefined without https
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
