import type { World } from '../world/world.ts'

/** What of a world belongs to accounts says so in its field `account`. */
type Owned = { readonly account?: string }
type OwnLists = Record<string, Owned[]>
type Lists = [name: string, list: readonly Owned[]][]

/** Everything that a world lists. */
const listsOf = (world: World): Lists => Object.entries(world).filter(([, list]) => Array.isArray(list)) as Lists

/** What worlds say of one account, taken together. */
export const ownWorld = (worlds: readonly World[], accountId: string): World => {
  const own = new Map<string, Owned[]>()
  for (const [name, list] of worlds.flatMap(listsOf)) {
    if (name !== 'accounts')
      own.set(name, (own.get(name) ?? []).concat(list.filter(each => each.account === accountId)))
  }
  const accounts = worlds.flatMap(world => world.accounts ?? []).filter(account => account.id === accountId)
  return { ...Object.fromEntries(own), accounts }
}

/** What a world says of each of its accounts, by their ids. */
export const ownWorlds = (world: World): Map<string, World> => {
  const own = new Map((world.accounts ?? []).map(account => [account.id, { accounts: [account] } as OwnLists]))
  for (const [name, list] of listsOf(world)) {
    if (name === 'accounts') continue
    for (const each of list) {
      const lists = own.get(each.account ?? '')
      if (lists === undefined) continue
      lists[name] ??= []
      lists[name].push(each)
    }
  }
  return own as Map<string, World>
}

/**
 * What the accounts of a world have, as if one account had all of it. A storage location stays with whom it belongs to:
 * its ARN names one place.
 */
export const rehomed = (world: World, accountId: string): World => {
  const lists = listsOf(world).filter(([name]) => name !== 'accounts' && name !== 'storageLocations')
  const homes = lists.map(([name, list]) => {
    // A transition of all accounts is one of this account too.
    const owned = name === 'transitions' ? list : list.filter(each => each.account !== undefined)
    return [name, owned.map(each => ({ ...each, account: accountId }))]
  })
  return Object.fromEntries(homes)
}
