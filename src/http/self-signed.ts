import { createHash, generateKeyPair } from 'node:crypto'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import forge from 'node-forge'

const dayMs = 86_400_000
const validDays = 365

/** Types of a subjectAltName entry (RFC 5280, 4.2.1.6). */
const dnsName = 2
const ipAddress = 7

const altName = (name: string) => (isIP(name) > 0 ? { type: ipAddress, ip: name } : { type: dnsName, value: name })

/**
 * Generates a self-signed certificate for localhost, 127.0.0.1, ::1 and the given names. It is not a certificate
 * authority: trusting it means trusting this server only.
 *
 * @param now the machine's time in epoch milliseconds; the certificate is valid from one day before to 365 days after
 */
export const selfSigned = async (
  names: readonly string[],
  now: number,
): Promise<{ readonly cert: string; readonly key: string }> => {
  const { publicKey, privateKey: key } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  // Serial numbers must be positive, and unique for every key.
  certificate.serialNumber = `01${createHash('sha256').update(publicKey).digest('hex').slice(0, 30)}`
  certificate.validity.notBefore = new Date(now - dayMs)
  certificate.validity.notAfter = new Date(now + validDays * dayMs)
  const subject = [{ name: 'commonName', value: 'copysnapshot-emulator' }]
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: ['localhost', '127.0.0.1', '::1', ...names].map(altName) },
    { name: 'subjectKeyIdentifier' },
  ])
  certificate.sign(forge.pki.privateKeyFromPem(key), forge.md.sha256.create())
  return { cert: forge.pki.certificateToPem(certificate), key }
}
