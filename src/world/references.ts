import { nearestTo } from '../model/nearest.ts'
import { ShapeError } from '../model/shape.ts'
import type { Store } from '../model/store.ts'

/** The maximum number of known ids that an error names. */
const most = 3

const noSuch = (what: string, id: string, known: readonly { readonly id: string }[], place: string): ShapeError => {
  const ids = known.map(each => each.id)
  const some = nearestTo(id, ids).slice(0, most).join(', ')
  return new ShapeError(place, `the id of ${what}${some && ` such as ${some}`}, not ${id}`)
}

/**
 * Checks that the account that an entry names exists.
 *
 * @param place place of the id in the world, for errors
 * @throws {ShapeError} when it does not exist; the message names the nearest ids
 */
export const checkAccount = ({ accounts }: Store, id: string | undefined, place: string): void => {
  if (id !== undefined && accounts.find(id) === undefined) throw noSuch('an account', id, accounts.list(), place)
}

/**
 * Checks that the region that an entry names exists.
 *
 * @param place place of the id in the world, for errors
 * @throws {ShapeError} when it does not exist; the message names the nearest ids
 */
export const checkRegion = ({ regions }: Store, id: string | undefined, place: string): void => {
  if (id !== undefined && regions.find(id) === undefined) throw noSuch('a region', id, regions.list(), place)
}

/**
 * Checks that the account and the region of an entry exist.
 *
 * @throws {ShapeError} when the account or the region does not exist
 */
export const checkOwner = (
  store: Store,
  { account, region }: { readonly account: string; readonly region: string },
  place: string,
): void => {
  checkAccount(store, account, `${place}.account`)
  checkRegion(store, region, `${place}.region`)
}
