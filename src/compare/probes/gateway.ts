import type { Probe, Writing } from '../probe.ts'

const read = (name: string, settles: readonly string[], writing: Writing, params: Probe['params'] = {}): Probe => ({
  name,
  action: 'DescribeRegions',
  params,
  settles,
  class: 'free',
  guards: [],
  writing,
})

const missing = ['Missing gateway parameters']
const methods = ['Unsupported methods']
const format = ['Format', 'XML']

/** How the gateway reads a request. All of them read the regions. */
export const gatewayProbes: readonly Probe[] = [
  read('no Version', missing, { without: ['Version'] }),
  read('no Timestamp', missing, { without: ['Timestamp'] }),
  read('no SignatureNonce', missing, { without: ['SignatureNonce'] }),
  read('no AccessKeyId', missing, { without: ['AccessKeyId'] }),
  read('no Action', missing, { without: ['Action'] }),
  read('an empty SignatureNonce', missing, {}, { SignatureNonce: '' }),
  read('a nonce that was used', ['Time'], { again: true }),
  read('another SignatureVersion', methods, {}, { SignatureVersion: '2.0' }),
  read('a Version that is no date', methods, {}, { Version: 'latest' }),
  read('a Version that ECS does not have', methods, {}, { Version: '2013-01-10' }),
  read('another Version that is a date', methods, {}, { Version: '2014-05-27' }),
  { ...read('an action that ECS does not have', methods, {}), action: 'DescribeNothingAtAll' },
  read('PUT', ['Malformed input', 'error UnsupportedHTTPMethod'], { method: 'PUT' }),
  read('an unknown parameter', ['Malformed input'], {}, { NoSuchParameter: 'x' }),
  read('an empty optional parameter', ['Empty parameters', 'Empty values under V1'], {}, { AcceptLanguage: '' }),
  read('an empty parameter under V3', ['Empty parameters'], { signature: 'V3' }, { AcceptLanguage: '' }),
  read('no Format under V1', format, { without: ['Format'] }),
  read('no Format under V3', format, { signature: 'V3', without: ['Format'] }),
  read('no Format under V3, and XML accepted', format, {
    signature: 'V3',
    without: ['Format'],
    headers: { accept: 'application/xml' },
  }),
  read('Format in lower case', format, {}, { Format: 'xml' }),
  read('Format in upper case', format, {}, { Format: 'XML' }),
  read('another Format', format, {}, { Format: 'YAML' }),
  read('a form', ['Malformed input'], { method: 'POST' }),
  read('a form that is called text', ['Malformed input', 'error UnsupportedMediaType'], {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
  }),
  read('an expectation', ['Malformed input', 'error ExpectationFailed'], { headers: { expect: 'nothing' } }),
]

/** A failed authentication, with a key that nobody has. */
const fail = (name: string, settles: string, params: Probe['params'] = {}, writing: Writing = {}): Probe => ({
  ...read(name, [settles], { key: 'compare-nobody', ...writing }, params),
  class: 'auth',
})

/** Failed authentications. */
export const authProbes: readonly Probe[] = [
  fail('an unknown key under V1', 'Order of the rules'),
  fail('an unknown key under V3', 'Order of the rules', {}, { signature: 'V3' }),
  fail('an unknown key with a token', 'Security tokens', { SecurityToken: 'token' }),
  fail('an unknown key with an old timestamp', 'Signatures and clocks under V1', { Timestamp: '2015-01-01T00:00:00Z' }),
  fail('an unknown key with a timestamp of another form', 'Signatures and clocks under V1', {
    Timestamp: '2015-01-01',
  }),
  fail('an empty key', 'Missing gateway parameters', { AccessKeyId: '' }),
]
