import { addWorld, exportWorld, type World } from '../world/world.ts'
import type { Control } from './calls.ts'
import { notFound, refusing } from './checks.ts'
import type { BroughtBy, ControlDependencies } from './dependencies.ts'
import { ownWorlds } from './own-world.ts'

/** Exports, imports, saves and restores the state. */
export const stateControl = (
  { store, clock, heldCalls }: ControlDependencies,
  broughtBy: BroughtBy,
): Control['state'] => {
  const saved = new Map<string, World>()

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
    export: () => exportWorld(store, clock.now()),
    import: world => replaceBy(world),
    save(name) {
      saved.set(name, exportWorld(store, clock.now()))
    },
    restore(name) {
      replaceBy(saved.get(name) ?? notFound('saved state', name))
    },
    names: () => [...saved.keys()],
  }
}
