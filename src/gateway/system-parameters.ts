import type { Action } from '../actions/action.ts'

/** What belongs to the gateway, or to its older ways of naming a caller: no action reads any of it. */
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

/** How a name is compared: however it is misspelled, it means the same secret. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '').replace(/^xacs/, '')

/** What nobody should send as a parameter; if somebody does, its value is kept nowhere. */
const secretName = /signature|accesskey|secret|passphrase|password|credential|authorization|token/
const harmlessToken = /^(?:client|next)token$/

const isSecret = (name: string): boolean => {
  const compared = plain(name)
  return secretName.test(compared) && !harmlessToken.test(compared)
}

/** The parameters of a call that are the action's business: none of the gateway's, and no value of a secret. */
export const businessParameters = (params: Iterable<readonly [name: string, value: string]>): [string, string][] => {
  const shown: [string, string][] = []
  for (const [name, value] of params) {
    if (!systemParameters.has(name)) shown.push([name, isSecret(name) ? '***' : value])
  }
  return shown
}

/** Whether an action reads a parameter: one it declares, or an entry of a list that it declares. */
const isRead = (action: Action, name: string): boolean => {
  if (Object.hasOwn(action.params, name)) return true
  const dot = name.indexOf('.')
  return dot > 0 && Object.hasOwn(action.params, name.slice(0, dot))
}

/** The names of the parameters of a call that its action does not read: unknown ones, or known to the real API only. */
export const ineffectiveParameters = (action: Action | undefined, names: Iterable<string>): string[] => {
  const found: string[] = []
  if (action === undefined) return found
  for (const name of names) if (!systemParameters.has(name) && !isRead(action, name)) found.push(name)
  return found
}
