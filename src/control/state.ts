import { addWorld, exportWorld, type World } from '../world/world.ts'
import type { Control } from './calls.ts'
import { notFound, refusing } from './checks.ts'
import type { BroughtBy, ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'
import { ownWorlds } from './own-world.ts'

/** The size of a state as JSON, in bytes. Entries are measured one by one: the whole may exceed the longest string. */
const sizeOf = (world: World): number => {
  let size = 2
  for (const [name, entries] of Object.entries(world) as [string, readonly unknown[]][]) {
    size += `"${name}":[],`.length
    for (const entry of entries) size += Buffer.byteLength(JSON.stringify(entry)) + 1
  }
  return size
}

/** A saved state with its size as JSON, in bytes. */
interface Saved {
  readonly world: World
  readonly size: number
}

/** Exports, imports, saves and restores the state. */
export const stateControl = (
  { store, clock, heldCalls, limits }: ControlDependencies,
  broughtBy: BroughtBy,
): Control['state'] => {
  const { maxStates, maxStateBytes } = limits
  const saved = new Map<string, Saved>()

  /** @throws {ControlError} 409 when the sizes, in bytes, exceed the limit together */
  const checkSize = (what: string, sizes: readonly number[]): void => {
    const size = sizes.reduce((sum, each) => sum + each, 0)
    if (size <= maxStateBytes) return
    throw new ControlError(409, `${what} would take ${size} bytes; at most ${maxStateBytes} fit (maxStateBytes).`)
  }

  const replaceBy = (world: World): void => {
    refusing(() =>
      store.commit(() => {
        store.clear({ worlds: false })
        addWorld(store, world, clock.now())
      }),
    )
    heldCalls.end()
    broughtBy.clear()
    for (const [id, own] of ownWorlds(world)) broughtBy.set(id, own)
  }

  return {
    export() {
      const world = exportWorld(store, clock.now())
      checkSize('The state', [sizeOf(world)])
      return world
    },
    import: world => replaceBy(world),
    save(name) {
      const world = exportWorld(store, clock.now())
      const size = sizeOf(world)
      const others = [...saved].filter(([other]) => other !== name).map(([, { size }]) => size)
      if (others.length === maxStates)
        throw new ControlError(409, `There are ${maxStates} saved states already (maxStates).`)
      checkSize('The saved states', [...others, size])
      saved.set(name, { world, size })
    },
    restore(name) {
      const { world } = saved.get(name) ?? notFound('saved state', name)
      replaceBy(world)
    },
    delete(name) {
      if (!saved.delete(name)) notFound('saved state', name)
    },
    names: () => [...saved.keys()],
  }
}
