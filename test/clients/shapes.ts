import type { Client, Json } from './data.ts'

const isObject = (value: Json): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

const isZero = (value: Json): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).every(isZero) : !value

/**
 * A typed answer in the shape of what was sent, where the client's classes cannot tell the difference. Zeroes: a member that is not
 * set is zero, false or empty. Bare lists: the member between a list's name and its entries is left out.
 */
export const shaped = (client: Client, sent: Json, found: Json): Json => {
  const names = isObject(sent) ? Object.keys(sent) : []
  if (client.bareLists && Array.isArray(found) && names.length === 1)
    return { [names[0] as string]: shaped(client, sent[names[0] as string], found) }
  if (Array.isArray(found)) return found.map((entry, i) => shaped(client, sent?.[i], entry))
  if (!isObject(found)) return found
  const members = Object.entries(found).filter(
    ([name, value]) => !(client.zeroes && !names.includes(name) && isZero(value)),
  )
  return Object.fromEntries(members.map(([name, value]) => [name, shaped(client, sent?.[name], value)]))
}
