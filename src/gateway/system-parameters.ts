import type { Action } from '../actions/action.ts'

/** Parameters of the gateway, including its older ways to name a caller. No action reads them. */
const systemParameters: ReadonlySet<string> = new Set([
  'AccessKeyId',
  'Action',
  'Format',
  'OwnerAccount',
  'OwnerId',
  'ResourceOwnerAccount',
  'ResourceOwnerId',
  'SecurityToken',
  'Signature',
  'SignatureMethod',
  'SignatureNonce',
  'SignatureType',
  'SignatureVersion',
  'Timestamp',
  'Version',
])

/** Whether a parameter belongs to the gateway. */
export const isSystemParameter = (name: string): boolean => systemParameters.has(name)

/** Normalizes a name, so that misspelled names of secrets are recognized too. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '').replace(/^xacs/, '')

/** Names of parameters whose values are never recorded. No client should send them. */
const secretName = /signature|accesskey|secret|passphrase|password|credential|authorization|token/
const harmlessToken = /^(?:client|next)token$/

const isSecret = (name: string): boolean => {
  const compared = plain(name)
  return secretName.test(compared) && !harmlessToken.test(compared)
}

/** Returns the parameters of a call without system parameters, with the values of secrets masked. */
export const businessParameters = (params: Iterable<readonly [name: string, value: string]>): [string, string][] => {
  const shown: [string, string][] = []
  for (const [name, value] of params) {
    if (!isSystemParameter(name)) shown.push([name, isSecret(name) ? '***' : value])
  }
  return shown
}

/** Whether an action reads a parameter, by its own name or as a member of a list. */
const isRead = ({ params }: Action, name: string): boolean => {
  if (Object.hasOwn(params, name)) return params[name]?.members === undefined
  const [list = '', member = ''] = name.split(/\.(.*)/s)
  return Object.hasOwn(params, list) && params[list]?.members?.test(member) === true
}

/**
 * Returns the names of the parameters that an action does not read: unknown, or supported by the real API only. SDK cores
 * add RegionId to every call, so it is never among them.
 */
export const ineffectiveParameters = (action: Action | undefined, names: Iterable<string>): string[] => {
  const found: string[] = []
  if (action === undefined) return found
  for (const name of names) {
    if (!isSystemParameter(name) && name !== 'RegionId' && !isRead(action, name)) found.push(name)
  }
  return found
}
