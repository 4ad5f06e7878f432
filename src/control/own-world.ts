import type { World } from '../world/world.ts'

/** A world entry. The field `account` names its owner. */
type Owned = { readonly account?: string }
type OwnLists = Record<string, Owned[]>
type Lists = [name: string, list: readonly Owned[]][]

const listsOf = (world: World): Lists => Object.entries(world).filter(([, list]) => Array.isArray(list)) as Lists

/** The entries of one account in several worlds, merged. */
export const ownWorld = (worlds: readonly World[], accountId: string): World => {
  const own = new Map<string, Owned[]>()
  for (const [name, list] of worlds.flatMap(listsOf)) {
    if (name !== 'accounts')
      own.set(name, (own.get(name) ?? []).concat(list.filter(each => each.account === accountId)))
  }
  const accounts = worlds.flatMap(world => world.accounts ?? []).filter(account => account.id === accountId)
  return { ...Object.fromEntries(own), accounts }
}

/** Splits a world by account id. */
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
 * Assigns the resources of all accounts of a world to one account. Storage locations are left out, since an ARN belongs
 * to one account.
 */
export const rehomed = (world: World, accountId: string): World => {
  const lists = listsOf(world).filter(([name]) => name !== 'accounts' && name !== 'storageLocations')
  const homes = lists.map(([name, list]) => {
    // A transition or a stub without an account applies to this one too.
    const owned = name === 'transitions' || name === 'stubs' ? list : list.filter(each => each.account !== undefined)
    return [name, owned.map(each => ({ ...each, account: accountId }))]
  })
  return Object.fromEntries(homes)
}
