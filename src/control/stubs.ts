import { addWorld } from '../world/world.ts'
import type { Control } from './calls.ts'
import { checkRoom, notFound, refusing } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'

/** Adds, lists and removes stubs. */
export const stubControl = ({ store, clock, limits }: ControlDependencies): Control['stubs'] => {
  const { stubs } = store
  const list: Control['stubs']['list'] = () => stubs.list().map(({ given, id, applied }) => ({ ...given, id, applied }))

  return {
    add(stub) {
      checkRoom('stubs', [...list(), stub], limits)
      refusing(() => store.commit(() => addWorld(store, { stubs: [stub] }, clock.now())), 'stubs[0].')
      return list().at(-1)?.id as string
    },
    list,
    remove(id) {
      if (!store.commit(() => stubs.remove(id))) notFound('stub', id)
    },
    clear: ({ account } = {}) => store.commit(() => stubs.clear(account)),
  }
}
