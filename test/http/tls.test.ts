import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { selfSigned } from '../../src/http/self-signed.ts'
import type { EmulatorOptions } from '../../src/index.ts'
import { emulatorFor } from '../support/emulator.ts'

const listening = async (t: Test, options: EmulatorOptions) => {
  const emulator = emulatorFor(t, { machineClock: () => Date.now(), ...options })
  const url = await emulator.listen()
  const pem = await (await fetch(`${url}/_emulator/tls.pem`)).text()
  return { emulator, url, tlsUrl: emulator.tlsUrl as string, pem }
}

const getOver = async (url: string, ca: string, headers = {}) => {
  const [response] = await once(get(url, { ca, headers, agent: false }), 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return {
    status: response.statusCode as number,
    type: response.headers['content-type'],
    text: String(Buffer.concat(chunks)),
  }
}

await t.test('https answers beside http, under every name of this machine', async t => {
  const { tlsUrl, pem } = await listening(t, { tls: 'self-signed' })
  t.match(tlsUrl, /^https:\/\/127\.0\.0\.1:\d+$/)
  for (const host of ['127.0.0.1', 'localhost']) {
    const reply = await getOver(`${tlsUrl.replace('127.0.0.1', host)}/?Format=JSON`, pem)
    t.equal(reply.status, 400)
    t.match(JSON.parse(reply.text), { Code: 'MissingParameter', HostId: host })
  }
  t.match(await getOver(`${tlsUrl}/_emulator/tls.pem`, pem), { status: 200, type: 'application/x-pem-file', text: pem })
})

await t.test(
  'the certificate made at the start is a leaf for localhost and the name given, valid for a year',
  async t => {
    const { pem } = await listening(t, { tls: 'self-signed', tlsName: 'emulator', clock: '2001-01-01T00:00:00Z' })
    const certificate = new X509Certificate(pem)
    for (const name of ['localhost', 'emulator']) t.ok(certificate.checkHost(name), name)
    for (const address of ['127.0.0.1', '::1']) t.ok(certificate.checkIP(address), address)
    t.notOk(certificate.checkHost('elsewhere'))
    t.notOk(certificate.ca)
    const day = 86_400_000
    t.ok(certificate.validFromDate.getTime() < Date.now(), "by the machine's clock")
    t.ok(certificate.validToDate.getTime() > Date.now() + 360 * day)
    t.ok(certificate.validToDate.getTime() < Date.now() + 370 * day)
    const other = new X509Certificate((await listening(t, { tls: 'self-signed', tlsName: '10.0.0.7' })).pem)
    t.ok(other.checkIP('10.0.0.7'))
    const further = new X509Certificate((await listening(t, { tls: 'self-signed', tlsName: 'fd00::7' })).pem)
    t.ok(further.checkIP('fd00::7'))
    t.not(other.serialNumber, certificate.serialNumber)
  },
)

/** Writes two certificates and their keys to files. */
const filesFor = async (t: Test) => {
  const dir = t.testdir()
  const pairs = [await selfSigned(['one'], Date.now()), await selfSigned(['two'], Date.now())] as const
  for (const [i, pair] of pairs.entries()) {
    writeFileSync(`${dir}/${i}.crt`, pair.cert)
    writeFileSync(`${dir}/${i}.key`, pair.key)
  }
  return { dir, cert: pairs[0].cert }
}

await t.test('a custom certificate is served unchanged', async t => {
  const { dir, cert } = await filesFor(t)
  const { tlsUrl, pem } = await listening(t, { tlsCert: `${dir}/0.crt`, tlsKey: `${dir}/0.key` })
  t.equal(pem, cert)
  t.equal((await getOver(`${tlsUrl}/_emulator/health`, pem)).status, 200)
})

await t.test('an unusable certificate is refused with one sentence before the start', async t => {
  const { dir } = await filesFor(t)
  const refused: readonly (readonly [options: EmulatorOptions, name: string, message: RegExp])[] = [
    [{ tlsCert: `${dir}/0.crt` }, 'RangeError', /^tlsCert needs tlsKey\.$/],
    [{ tlsKey: `${dir}/0.key` }, 'RangeError', /^tlsKey needs tlsCert\.$/],
    [
      { tls: 'self-signed', tlsCert: `${dir}/0.crt`, tlsKey: `${dir}/0.key` },
      'RangeError',
      /^tlsCert and tls self-signed cannot be combined\.$/,
    ],
    ...['::ffff:1.2.3.4', 'fe80::1%eth0', 'ü x', 'a..b', `${'a.'.repeat(127)}a`].map(
      tlsName =>
        [
          { tls: 'self-signed', tlsName },
          'TlsError',
          /^The name for the certificate \(--tls-name\) should be a DNS name or an address, not "[^"]+"\.$/,
        ] as const,
    ),
    [{ tlsCert: `${dir}/9.crt`, tlsKey: `${dir}/0.key` }, 'TlsError', /^The file .*9\.crt cannot be read: ENOENT.*\.$/],
    [{ tlsCert: `${dir}/0.crt`, tlsKey: `${dir}/1.key` }, 'TlsError', /0\.crt .*1\.key cannot be used together: .*\.$/],
    [{ tlsCert: `${dir}/0.key`, tlsKey: `${dir}/0.key` }, 'TlsError', /cannot be used together: .*\.$/],
  ]
  for (const [options, name, message] of refused) t.throws(() => emulatorFor(t, options), { name, message })
})

await t.test('an offer to upgrade is ignored over https too', async t => {
  const { tlsUrl, pem } = await listening(t, { tls: 'self-signed' })
  t.equal((await getOver(`${tlsUrl}/_emulator/health`, pem, { connection: 'Upgrade', upgrade: 'h2c' })).status, 200)
})

await t.test('without TLS there is no certificate and no https', async t => {
  const { emulator, url } = await listening(t, {})
  t.equal(emulator.tlsUrl, undefined)
  const reply = await fetch(`${url}/_emulator/tls.pem`)
  t.equal(reply.status, 404)
  t.same(await reply.json(), { message: 'HTTPS is not enabled.' })
})

await t.test('an http request to the https port gets its connection closed', async t => {
  const { tlsUrl } = await listening(t, { tls: 'self-signed' })
  const socket = connect(Number(new URL(tlsUrl).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.resume()
  await once(socket, 'close')
})

await t.test('a stop ends connections with an unfinished handshake', async t => {
  const { emulator, tlsUrl, pem } = await listening(t, { tls: 'self-signed' })
  const silent = connect(Number(new URL(tlsUrl).port), '127.0.0.1')
  silent.on('error', () => {})
  await once(silent, 'connect')
  t.equal((await getOver(`${tlsUrl}/_emulator/health`, pem)).status, 200, 'the silent one was accepted before this one')
  const ended = once(silent.resume(), 'close')
  await emulator.close()
  await ended
})
