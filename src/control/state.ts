import { addWorld, exportWorld, type World, worldShape } from '../world/world.ts'
import { checked, notFound, refusing } from './checks.ts'
import type { StateControl } from './control.ts'
import { ownWorlds } from './own-world.ts'
import type { ControlledParts, Origins } from './parts.ts'
import { nameShape } from './shapes.ts'

/** Takes the state out and puts it in. */
export const stateControl = ({ store, clock }: ControlledParts, origins: Origins): StateControl => {
  const saved = new Map<string, World>()

  const replaceBy = (world: World): void => {
    refusing(() =>
      store.commit(() => {
        store.clear({ worlds: false })
        addWorld(store, world, clock.now())
      }),
    )
    origins.clear()
    for (const [id, own] of ownWorlds(world)) origins.set(id, own)
  }

  return {
    export: () => exportWorld(store, clock.now()),
    import: world => replaceBy(checked(worldShape, world)),
    save(name) {
      saved.set(checked(nameShape, { name }).name, exportWorld(store, clock.now()))
    },
    restore(name) {
      replaceBy(saved.get(name) ?? notFound('saved state', name))
    },
    names: () => [...saved.keys()],
  }
}
