import world2025 from '../../fixtures/worlds/2025.json' with { type: 'json' }
import defaultWorld from '../../fixtures/worlds/default.json' with { type: 'json' }
import emptyWorld from '../../fixtures/worlds/empty.json' with { type: 'json' }
import type { NamedWorld, World } from './world.ts'

const parts = {
  default: { name: 'default', world: defaultWorld as World },
  empty: { name: 'empty', world: emptyWorld as World },
  '2025': { name: '2025', world: world2025 as World },
}

/** The parts of each built-in world, in their order. `2025` adds to `default`, and each part is loaded once. */
export const builtInParts: Readonly<Record<string, readonly NamedWorld[]>> = {
  default: [parts.default],
  empty: [parts.empty],
  '2025': [parts.default, parts['2025']],
}

/** Joins the lists of worlds. */
const joined = (worlds: readonly NamedWorld[]): World => {
  const lists: Record<string, unknown[]> = {}
  for (const [name, list] of worlds.flatMap(({ world }) => Object.entries(world))) {
    if (Array.isArray(list)) lists[name] = [...(lists[name] ?? []), ...list]
  }
  return lists
}

/** The built-in worlds, whole, by name. */
export const builtInWorlds: Readonly<Record<string, World>> = Object.fromEntries(
  Object.entries(builtInParts).map(([name, worlds]) => [name, joined(worlds)]),
)
