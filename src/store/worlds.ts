import type { Database } from 'better-sqlite3'
import allRegions from '../../fixtures/regions.json' with { type: 'json' }
import type { AccessKey } from '../model/account.ts'
import { ShapeError } from '../model/shape.ts'
import type {
  World,
  WorldAccount,
  WorldDisk,
  WorldKey,
  WorldRegion,
  WorldSnapshot,
  WorldTransition,
} from '../model/world.ts'
import type { Accounts } from './accounts.ts'
import type { Disks } from './disks.ts'
import type { Encryption } from './encryption.ts'
import type { Regions } from './regions.ts'
import type { Snapshots } from './snapshots.ts'
import type { Transitions } from './transitions.ts'
import { toDisk } from './world-disk.ts'
import { WorldError } from './world-error.ts'
import { timeAt, toSnapshot } from './world-snapshot.ts'

/** A world and the name under which a data file remembers it. */
export interface NamedWorld {
  readonly name: string
  readonly world: World
}

/** All SQL about worlds, and how one becomes state. */
export class Worlds {
  readonly #db: Database
  readonly #accounts: Accounts
  readonly #regions: Regions
  readonly #snapshots: Snapshots
  readonly #encryption: Encryption
  readonly #disks: Disks
  readonly #transitions: Transitions

  constructor(
    db: Database,
    accounts: Accounts,
    regions: Regions,
    snapshots: Snapshots,
    encryption: Encryption,
    disks: Disks,
    transitions: Transitions,
  ) {
    this.#db = db
    this.#accounts = accounts
    this.#regions = regions
    this.#snapshots = snapshots
    this.#encryption = encryption
    this.#disks = disks
    this.#transitions = transitions
  }

  /**
   * Loads worlds that these data do not hold yet: all of them, or none.
   *
   * @param start what relative times count from, in epoch milliseconds
   * @throws {WorldError} the first one that cannot be loaded
   */
  load(worlds: readonly NamedWorld[], start: number): void {
    const isKnown = this.#db.prepare('SELECT 1 FROM worlds WHERE name = ?').pluck()
    const remember = this.#db.prepare('INSERT INTO worlds VALUES (?)')
    this.#db.transaction(() => {
      const fresh = worlds.filter(({ name }) => isKnown.get(name) === undefined)
      this.#addRegions(fresh)
      for (const { name, world } of fresh) {
        if (isKnown.get(name) !== undefined) throw new WorldError(name, 'it is named twice')
        remember.run(name)
        try {
          this.#addAccounts(world.accounts ?? [], start)
          this.#addDisks(world.disks ?? [])
          this.#addSnapshots(world.snapshots ?? [], start)
          this.#addEncryption(world)
          this.#addTransitions(world.transitions ?? [])
        } catch (error) {
          throw new WorldError(name, (error as Error).message)
        }
      }
    })()
  }

  /** The regions that worlds bring; all of the service's, when there are none at all otherwise. */
  #addRegions(worlds: readonly NamedWorld[]): void {
    for (const { name, world } of worlds) {
      for (const [i, region] of (world.regions ?? []).entries()) {
        const full = { ...defaultsOf(region), ...region }
        if (this.#regions.find(full.id)) throw new WorldError(name, `regions[${i}].id ${full.id} is there already`)
        if (this.#regions.list().some(({ cell }) => cell === full.cell)) {
          throw new WorldError(name, `regions[${i}].cell ${full.cell} is another region's`)
        }
        this.#regions.add(full)
      }
    }
    if (this.#regions.list().length === 0) {
      for (const region of allRegions) this.#regions.add({ encryptedCopies: true, byok: true, ...region })
    }
  }

  #addAccounts(accounts: readonly WorldAccount[], start: number): void {
    for (const [i, account] of accounts.entries()) {
      const place = `accounts[${i}]`
      if (this.#accounts.find(account.id)) throw new ShapeError(`${place}.id`, `new; ${account.id} is there already`)
      this.#accounts.add({ ...accountDefaults, ...account })
      this.#addKeys(account.keys ?? [], `${place}.keys`, account.id, null, start)
      for (const [u, { name, id = name, keys = [], denied = [] }] of (account.ramUsers ?? []).entries()) {
        this.#addKeys(keys, `${place}.ramUsers[${u}].keys`, account.id, { id, name, denied }, start)
      }
    }
  }

  #addDisks(disks: readonly WorldDisk[]): void {
    for (const [i, disk] of disks.entries()) {
      const place = `disks[${i}]`
      this.#checkOwner(disk.account, disk.region, place)
      if (this.#disks.find(disk.account, disk.id)) {
        throw new ShapeError(`${place}.id`, `new; ${disk.id} is there already for account ${disk.account}`)
      }
      this.#disks.add(toDisk(disk))
    }
  }

  #addTransitions(transitions: readonly WorldTransition[]): void {
    for (const [i, { account, from, to, snapshot, ...transition }] of transitions.entries()) {
      const place = `transitions[${i}]`
      if ((from === undefined) !== (to === undefined)) throw new ShapeError(place, 'with both from and to, or neither')
      for (const [name, region] of Object.entries({ from, to })) {
        if (region !== undefined && !this.#regions.find(region)) {
          throw new ShapeError(`${place}.${name}`, 'the id of a region')
        }
      }
      if (account !== undefined && !this.#accounts.find(account)) {
        throw new ShapeError(`${place}.account`, 'the id of an account')
      }
      this.#transitions.add({ accountId: account, from, to, snapshotId: snapshot }, transition)
    }
  }

  #addKeys(
    keys: readonly WorldKey[],
    place: string,
    accountId: string,
    ramUser: AccessKey['ramUser'],
    start: number,
  ): void {
    for (const [k, key] of keys.entries()) {
      const at = `${place}[${k}]`
      if (this.#accounts.key(key.id)) throw new ShapeError(`${at}.id`, `new; ${key.id} is there already`)
      const expiresAt = key.expiresAt === undefined ? null : timeAt(key.expiresAt, start, `${at}.expiresAt`)
      this.#accounts.addKey({ active: true, token: null, ...key, accountId, expiresAt, ramUser })
    }
  }

  #addEncryption({ kmsKeys = [], storageLocations = [], nonCompliantCopies = [] }: World): void {
    for (const [i, { id, account, region, ...flags }] of kmsKeys.entries()) {
      const place = `kmsKeys[${i}]`
      this.#checkOwner(account, region, place)
      if (this.#encryption.key(account, region, id)) throw new ShapeError(`${place}.id`, `new; ${id} is there already`)
      const key = { enabled: true, symmetric: true, authorized: true, makesDataKeys: true, ...flags }
      this.#encryption.addKey({ ...key, id, accountId: account, regionId: region })
    }
    for (const [i, { arn, account, region, authorized = true }] of storageLocations.entries()) {
      const place = `storageLocations[${i}]`
      this.#checkOwner(account, region, place)
      if (this.#encryption.location(arn)) throw new ShapeError(`${place}.arn`, `new; ${arn} is there already`)
      this.#encryption.addLocation({ arn, accountId: account, regionId: region, authorized })
    }
    for (const { from, to } of nonCompliantCopies) this.#encryption.addNonCompliant(from, to)
  }

  #checkOwner(account: string, region: string, place: string): void {
    if (!this.#accounts.find(account)) throw new ShapeError(`${place}.account`, 'the id of an account')
    if (!this.#regions.find(region)) throw new ShapeError(`${place}.region`, 'the id of a region')
  }

  #addSnapshots(snapshots: readonly WorldSnapshot[], start: number): void {
    const isKnown = this.#db.prepare('SELECT 1 FROM snapshots WHERE account = ? AND id = ?').pluck()
    for (const [i, snapshot] of snapshots.entries()) {
      const place = `snapshots[${i}]`
      this.#checkOwner(snapshot.account, snapshot.region, place)
      if (isKnown.get(snapshot.account, snapshot.id) !== undefined) {
        throw new ShapeError(`${place}.id`, `new; ${snapshot.id} is there already for account ${snapshot.account}`)
      }
      const keys = (snapshot.tags ?? []).map(tag => tag.key)
      if (new Set(keys).size < keys.length) throw new ShapeError(`${place}.tags`, 'a list without a key twice')
      this.#snapshots.add(toSnapshot(snapshot, start, place), start)
    }
  }
}

/** What the list of the service's regions says of one; a region of one's own gets its name as endpoint and cell. */
const defaultsOf = ({ id }: WorldRegion): Required<WorldRegion> => ({
  encryptedCopies: true,
  byok: true,
  ...(allRegions.find(region => region.id === id) ?? {
    id,
    endpoint: `ecs.${id}.aliyuncs.com`,
    cell: id
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(-3)
      .padStart(3, '0'),
    localName: { 'zh-CN': id, 'en-US': id, ja: id },
  }),
})

const accountDefaults = {
  copyWhitelisted: true,
  balance: 100,
  snapshotService: true,
  snapshotQuota: null,
  kms: 'enabled',
  mayAssumeRoles: false,
} as const
