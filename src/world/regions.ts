import { isDeepStrictEqual } from 'node:util'
import allRegions from '../../fixtures/regions.json' with { type: 'json' }
import { type Region, regionDefaults } from '../model/region.ts'
import { boolean, ConflictError, id, listOf, object, type Shaped, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'

const localName = object({ 'zh-CN': text(), 'en-US': text(), ja: text() }, {})

export const regionShape = object(
  {
    /** Id of the region, such as `cn-hangzhou`. */
    id,
  },
  {
    /** Endpoint that DescribeRegions returns; default: the service's. */
    endpoint: text(),
    /** First characters of the ids generated in the region; default: the service's, or the end of the id. */
    cell: text('three lower-case letters or digits', /^[a-z0-9]{3}$/),
    /** Ids of its zones; default: the service's, or `a` and `b` after the id. */
    zones: listOf(id),
    /** Ids of the zones in which no resources are sold; default: none. */
    soldOutZones: listOf(id),
    /** Whether it supports encrypted copies; default true. */
    encryptedCopies: boolean,
    /** Whether it supports customer-managed keys; default true. */
    byok: boolean,
    /** Name that DescribeRegions returns, by language; default: the service's, or the id. */
    localName,
  },
)

/** A region. */
export interface WorldRegion extends Shaped<typeof regionShape> {}

/** The regions of the service, by id. */
const serviceRegions: ReadonlyMap<string, Region> = new Map(
  allRegions.map(region => [region.id, { ...regionDefaults, ...region }]),
)

/** A region that the service does not have: endpoint, cell and name from the id. */
const newRegion = (id: string): Region => ({
  ...regionDefaults,
  id,
  endpoint: `ecs.${id}.aliyuncs.com`,
  cell: id
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(-3)
    .padStart(3, '0'),
  zones: [`${id}a`, `${id}b`],
  localName: { 'zh-CN': id, 'en-US': id, ja: id },
})

/**
 * Adds regions. An entry with the id of an existing region changes its given members. The regions of the service always
 * exist.
 *
 * @throws {ConflictError} for the first id that is given twice, or cell of another region
 */
export const addRegions = ({ regions }: Store, added: readonly WorldRegion[]): void => {
  if (regions.list().length === 0) for (const region of serviceRegions.values()) regions.add(region)
  const known = new Map(regions.list().map(region => [region.id, region]))
  const owners = new Map([...known.values()].map(({ id, cell }) => [cell, id]))
  const given = new Set<string>()
  for (const [i, { id, ...members }] of added.entries()) {
    if (given.has(id)) throw new ConflictError(`regions[${i}].id`, `new; ${id} already exists`)
    given.add(id)
    const before = known.get(id)
    if (before !== undefined) owners.delete(before.cell)
    const region = { ...(before ?? newRegion(id)), ...members }
    const owner = owners.get(region.cell)
    if (owner !== undefined) throw new ConflictError(`regions[${i}].cell`, `new; ${region.cell} belongs to ${owner}`)
    owners.set(region.cell, id)
    regions.put(region)
  }
}

/** Converts the regions to their world form, without those that are as the service has them. */
export const regionForms = ({ regions }: Store): readonly WorldRegion[] =>
  regions.list().filter(region => !isDeepStrictEqual(region, serviceRegions.get(region.id)))
