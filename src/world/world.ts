import { listOf, object, type Shaped, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { type Stub, stubShape } from '../model/stub.ts'
import { accountForms, accountShape, addAccounts, type WorldAccount } from './accounts.ts'
import { addClientTokens, clientTokenForm, clientTokenShape } from './client-tokens.ts'
import { addDisks, diskForm, diskShape, type WorldDisk } from './disks.ts'
import { addEncryption, encryptionForms, encryptionShapes } from './encryption.ts'
import { addImages, imageForm, imageShape, type WorldImage } from './images.ts'
import { addInstances, instanceForm, instanceShape, type WorldInstance } from './instances.ts'
import { addRegions, regionForms, regionShape, type WorldRegion } from './regions.ts'
import { addSnapshots, snapshotForm, snapshotShape, type WorldSnapshot } from './snapshots.ts'
import { addStubs, stubForm } from './stubs.ts'
import {
  addTransitions,
  strayTransitions,
  transitionForm,
  transitionShape,
  type WorldTransition,
} from './transitions.ts'
import { WorldError } from './world-error.ts'

/** The shape of a world. Times may be relative to the start. */
export const worldShape = object(
  {},
  {
    /** JSON Schema for editors; ignored. */
    $schema: text(),
    /** Accounts; the first account of all worlds is the default account. */
    accounts: listOf<WorldAccount>(accountShape),
    /** Instances that disks are attached to. */
    instances: listOf<WorldInstance>(instanceShape),
    /** Disks. */
    disks: listOf<WorldDisk>(diskShape),
    /** Snapshots. */
    snapshots: listOf<WorldSnapshot>(snapshotShape),
    /** Custom images. */
    images: listOf<WorldImage>(imageShape),
    /** Regions to add to those of the service, and changes to these. */
    regions: listOf<WorldRegion>(regionShape),
    ...encryptionShapes,
    /** Durations and failures of copies, new snapshots and changes of status; the most specific entry wins. */
    transitions: listOf<WorldTransition>(transitionShape),
    /** Answers to calls in place of the emulator's own. */
    stubs: listOf<Stub>(stubShape),
    /** Used ClientTokens of an exported state. */
    clientTokens: listOf(clientTokenShape),
  },
)

/** The state that an emulator starts from. */
export interface World extends Shaped<typeof worldShape> {}

/** A world and the name under which a data file remembers it. */
export interface NamedWorld {
  readonly name: string
  readonly world: World
}

/**
 * Adds the content of a world to the state. It may fail halfway, so it must run within work that is undone as a whole.
 *
 * @param start base of relative times, in epoch milliseconds
 * @throws {ShapeError} for the first entry that cannot be added
 */
export const addWorld = (store: Store, world: World, start: number): void => {
  addRegions(store, world.regions ?? [])
  addAccounts(store.accounts, world.accounts ?? [], start)
  addInstances(store, world.instances ?? [], start)
  // Disks and images set the usage of their snapshots.
  addSnapshots(store, world.snapshots ?? [], start)
  addDisks(store, world.disks ?? [], start)
  addImages(store, world.images ?? [], start)
  addEncryption(store, world)
  addTransitions(store, world.transitions ?? [])
  addStubs(store, world.stubs ?? [])
  addClientTokens(store, world.clientTokens ?? [], start)
}

/**
 * Adds the worlds that are not loaded yet. Like `addWorld`, it may fail halfway.
 *
 * @param start base of relative times, in epoch milliseconds
 * @returns warnings: what is probably a mistake in these worlds
 * @throws {WorldError} for the first world that cannot be loaded
 */
export const loadWorlds = (store: Store, worlds: readonly NamedWorld[], start: number): string[] => {
  const loaded = new Set(store.worlds.list().map(({ name }) => name))
  const fresh = worlds.filter(({ name }) => !loaded.has(name))
  for (const { name, world } of fresh) {
    store.worlds.add({ name })
    try {
      addWorld(store, world, start)
    } catch (error) {
      throw new WorldError(name, (error as Error).message)
    }
  }
  return fresh.flatMap(({ name, world }) => strayTransitions(store, name, world.transitions))
}

/** Exports the whole state as one world. Times are absolute; expired entries are left out. */
export const exportWorld = (store: Store, now: number): World => ({
  accounts: accountForms(store.accounts),
  instances: store.instances.list().map(instanceForm),
  disks: store.disks.list().map(diskForm),
  snapshots: store.snapshots.list(undefined, now).map(snapshotForm),
  images: store.images.list().map(imageForm),
  regions: regionForms(store),
  ...encryptionForms(store),
  transitions: store.transitions.list().map(transitionForm),
  stubs: store.stubs.list().map(stubForm),
  clientTokens: store.clientTokens.list(now).map(clientTokenForm),
})
