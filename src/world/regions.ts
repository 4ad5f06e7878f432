import { isDeepStrictEqual } from 'node:util'
import allRegions from '../../fixtures/regions.json' with { type: 'json' }
import { type Region, regionDefaults } from '../model/region.ts'
import { boolean, id, object, type Shaped, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { WorldError } from './world-error.ts'

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

/** The regions of the service. */
const serviceRegions: readonly Region[] = allRegions.map(region => ({ ...regionDefaults, ...region }))

/** Converts a region from its world form. Defaults: the service's region, else endpoint, cell and name from the id. */
const toRegion = ({ id, ...region }: WorldRegion): Region => ({
  endpoint: `ecs.${id}.aliyuncs.com`,
  cell: id
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(-3)
    .padStart(3, '0'),
  localName: { 'zh-CN': id, 'en-US': id, ja: id },
  ...regionDefaults,
  ...serviceRegions.find(known => known.id === id),
  ...region,
  id,
})

/**
 * Adds the regions of worlds, or all regions of the service when there are no others.
 *
 * @throws {WorldError} for the first region that already exists
 */
export const addRegions = (
  { regions }: Store,
  worlds: readonly { readonly name: string; readonly world: { readonly regions?: readonly WorldRegion[] } }[],
): void => {
  const known = regions.list()
  const ids = new Set(known.map(({ id }) => id))
  const cells = new Set(known.map(({ cell }) => cell))
  for (const { name, world } of worlds) {
    for (const [i, region] of (world.regions ?? []).map(toRegion).entries()) {
      if (ids.has(region.id)) throw new WorldError(name, `regions[${i}].id ${region.id} already exists`)
      if (cells.has(region.cell))
        throw new WorldError(name, `regions[${i}].cell ${region.cell} belongs to another region`)
      regions.add(region)
      ids.add(region.id)
      cells.add(region.cell)
    }
  }
  if (ids.size === 0) {
    for (const region of serviceRegions) regions.add(region)
  }
}

/** Converts the regions to their world form. The service's regions are left out: a world without regions gets them. */
export const regionForms = ({ regions }: Store): { regions?: readonly WorldRegion[] } => {
  const known = regions.list()
  if (isDeepStrictEqual(known, serviceRegions)) return {}
  const forms = known.map(({ id, endpoint, cell, encryptedCopies, byok, localName }) => {
    return { id, endpoint, cell, encryptedCopies, byok, localName }
  })
  return { regions: forms }
}
