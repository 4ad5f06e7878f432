import type { Region } from '../model/region.ts'
import { ConflictError, id, listOf, type Shaped, text } from '../model/shape.ts'
import { type Changing, statusMembers } from '../model/status.ts'
import type { Store } from '../model/store.ts'
import type { Tag } from '../model/tag.ts'
import { time, timeAt, timeOf } from './fields.ts'
import { checkOwner } from './references.ts'
import { checkTags, tagShape } from './tags.ts'

/** The fields that disks and instances have alike. */
export const placedFields = {
  /** Id of its zone; default: the region's first. A zone that is new is added to the region. */
  zone: id,
  /** Name; default: empty. */
  name: text(),
  /** When it was created; default: now. */
  createdAt: time,
  /** Status until `changesAt`, such as `Starting`. */
  interimStatus: text(),
  /** When `status` takes effect; default: it is in effect. */
  changesAt: time,
  /** Tags; default: none. */
  tags: listOf(tagShape),
}

/** The owner and the placement of a disk or an instance in its world form. */
type Placed = { readonly account: string; readonly region: string } & {
  readonly [K in keyof typeof placedFields]?: Shaped<(typeof placedFields)[K]>
}

/**
 * Converts the common fields of a disk or an instance, and adds its zone to the region.
 *
 * @param start base of relative times, in epoch milliseconds
 * @param place place of the resource in the world, for errors
 * @throws {ShapeError} for an unknown owner, an invalid time or a duplicate tag key
 */
export const toPlaced = (store: Store, resource: Placed, start: number, place: string) => {
  checkOwner(store, resource, place)
  const { account, region: regionId, zone, createdAt, changesAt, tags = [] } = resource
  checkTags(tags, `${place}.tags`)
  return {
    accountId: account,
    regionId,
    zoneId: zoneIn(store, regionId, zone),
    name: resource.name ?? '',
    createdAt: createdAt === undefined ? start : timeAt(createdAt, start, `${place}.createdAt`),
    interimStatus: resource.interimStatus ?? statusMembers.interimStatus.default,
    changesAt: changesAt === undefined ? null : timeAt(changesAt, start, `${place}.changesAt`),
    tags,
  }
}

/** Returns the zone of a resource: the named one, which is added to its region if it is new, or the first one. */
const zoneIn = (store: Store, regionId: string, zone: string | undefined): string => {
  const region = store.regions.find(regionId) as Region
  if (zone !== undefined && !region.zones.includes(zone)) {
    store.regions.put({ ...region, zones: [...region.zones, zone] })
  }
  return zone ?? (region.zones[0] as string)
}

/** Converts the common members of a disk or an instance to their world form. */
export const placedForm = (
  resource: Changing & {
    readonly accountId: string
    readonly regionId: string
    readonly zoneId: string
    readonly name: string
    readonly createdAt: number
    readonly tags: readonly Tag[]
  },
) => ({
  account: resource.accountId,
  region: resource.regionId,
  zone: resource.zoneId,
  name: resource.name,
  createdAt: timeOf(resource.createdAt),
  ...(resource.changesAt !== null && {
    interimStatus: resource.interimStatus,
    changesAt: timeOf(resource.changesAt),
  }),
  tags: resource.tags,
})

/** The stored resources of one kind. */
interface Kept<R> {
  find(accountId: string, id: string): R | undefined
  put(resource: R): void
}

/**
 * Adds the resources of one kind.
 *
 * @param list name of their list in a world
 * @param convert converts a resource from its world form
 * @throws {ShapeError} for the first resource that cannot be added
 */
export const addEach = <W, R extends { readonly accountId: string; readonly id: string }>(
  { ids }: Pick<Store, 'ids'>,
  list: string,
  kept: Kept<R>,
  worlds: readonly W[],
  convert: (world: W, place: string) => R,
): void => {
  for (const [i, world] of worlds.entries()) {
    const place = `${list}[${i}]`
    const resource = convert(world, place)
    const { accountId, id } = resource
    if (kept.find(accountId, id))
      throw new ConflictError(`${place}.id`, `new; ${id} already exists for account ${accountId}`)
    kept.put(resource)
    ids.notice(id)
  }
}
