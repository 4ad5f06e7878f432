import type { Database } from 'better-sqlite3'
import type { AccessKey } from '../model/account.ts'
import { ConflictError, ShapeError } from '../model/shape.ts'
import type { World, WorldAccount, WorldDisk, WorldKey, WorldSnapshot, WorldTransition } from '../model/world.ts'
import type { Accounts } from './accounts.ts'
import type { ClientTokens } from './client-tokens.ts'
import type { Disks } from './disks.ts'
import type { Encryption } from './encryption.ts'
import type { Regions } from './regions.ts'
import type { Snapshots } from './snapshots.ts'
import type { Transitions } from './transitions.ts'
import { toDisk } from './world-disk.ts'
import { WorldError } from './world-error.ts'
import { defaultsOf, serviceRegions, toAccount } from './world-rows.ts'
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
  readonly #tokens: ClientTokens
  readonly #notice: (id: string) => void

  /** @param notice is told of every id that a world brings */
  constructor(
    db: Database,
    accounts: Accounts,
    regions: Regions,
    snapshots: Snapshots,
    encryption: Encryption,
    disks: Disks,
    transitions: Transitions,
    tokens: ClientTokens,
    notice: (id: string) => void,
  ) {
    this.#db = db
    this.#accounts = accounts
    this.#regions = regions
    this.#snapshots = snapshots
    this.#encryption = encryption
    this.#disks = disks
    this.#transitions = transitions
    this.#tokens = tokens
    this.#notice = notice
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
          this.#addRows(world, start)
        } catch (error) {
          throw new WorldError(name, (error as Error).message)
        }
      }
    })()
  }

  /**
   * Adds what a world holds to what is there. To be called inside of a transaction: it may fail in the middle.
   *
   * @param start what relative times count from, in epoch milliseconds
   * @throws {ShapeError} for the first place that cannot be added
   * @throws {WorldError} when it is a region
   */
  add(world: World, start: number): void {
    this.#addRegions([{ name: 'given', world }])
    this.#addRows(world, start)
  }

  /**
   * Gives an account its keys and those of its users.
   *
   * @param place of the account, for errors, with a dot unless it is empty
   * @throws {ShapeError} for the first that is not a key, or is one of an account already
   */
  addKeysOf(account: WorldAccount, start: number, place: string): void {
    this.#addKeys(account.keys ?? [], `${place}keys`, account.id, null, start)
    for (const [u, { name, id = name, keys = [], denied = [] }] of (account.ramUsers ?? []).entries()) {
      this.#addKeys(keys, `${place}ramUsers[${u}].keys`, account.id, { id, name, denied }, start)
    }
  }

  #addRows(world: World, start: number): void {
    this.#addAccounts(world.accounts ?? [], start)
    this.#addDisks(world.disks ?? [])
    this.#addSnapshots(world.snapshots ?? [], start)
    this.#addEncryption(world)
    this.#addTransitions(world.transitions ?? [])
    for (const [i, { expiresAt, ...token }] of (world.clientTokens ?? []).entries()) {
      this.#tokens.add({ ...token, expiresAt: timeAt(expiresAt, start, `clientTokens[${i}].expiresAt`) })
    }
  }

  /** The regions that worlds bring; all of the service's, when there are none at all otherwise. */
  #addRegions(worlds: readonly NamedWorld[]): void {
    const known = this.#regions.list()
    const ids = new Set(known.map(({ id }) => id))
    const cells = new Set(known.map(({ cell }) => cell))
    for (const { name, world } of worlds) {
      for (const [i, region] of (world.regions ?? []).entries()) {
        const full = { ...defaultsOf(region), ...region }
        if (ids.has(full.id)) throw new WorldError(name, `regions[${i}].id ${full.id} is there already`)
        if (cells.has(full.cell)) throw new WorldError(name, `regions[${i}].cell ${full.cell} is another region's`)
        this.#regions.add(full)
        ids.add(full.id)
        cells.add(full.cell)
      }
    }
    if (ids.size === 0) {
      for (const region of serviceRegions) this.#regions.add(region)
    }
  }

  #addAccounts(accounts: readonly WorldAccount[], start: number): void {
    for (const [i, account] of accounts.entries()) {
      const place = `accounts[${i}]`
      if (this.#accounts.find(account.id)) throw new ConflictError(`${place}.id`, `new; ${account.id} is there already`)
      this.#accounts.add(toAccount(account))
      this.addKeysOf(account, start, `${place}.`)
    }
  }

  #addDisks(disks: readonly WorldDisk[]): void {
    for (const [i, disk] of disks.entries()) {
      const place = `disks[${i}]`
      this.#checkOwner(disk.account, disk.region, place)
      if (this.#disks.find(disk.account, disk.id)) {
        throw new ConflictError(`${place}.id`, `new; ${disk.id} is there already for account ${disk.account}`)
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
      if (this.#accounts.key(key.id)) throw new ConflictError(`${at}.id`, `new; ${key.id} is there already`)
      const expiresAt = key.expiresAt === undefined ? null : timeAt(key.expiresAt, start, `${at}.expiresAt`)
      this.#accounts.addKey({ active: true, token: null, ...key, accountId, expiresAt, ramUser })
    }
  }

  #addEncryption({ kmsKeys = [], storageLocations = [], nonCompliantCopies = [] }: World): void {
    for (const [i, { id, account, region, ...flags }] of kmsKeys.entries()) {
      const place = `kmsKeys[${i}]`
      this.#checkOwner(account, region, place)
      if (this.#encryption.key(account, region, id))
        throw new ConflictError(`${place}.id`, `new; ${id} is there already`)
      const key = { enabled: true, symmetric: true, authorized: true, makesDataKeys: true, ...flags }
      this.#encryption.addKey({ ...key, id, accountId: account, regionId: region })
    }
    for (const [i, { arn, account, region, authorized = true }] of storageLocations.entries()) {
      const place = `storageLocations[${i}]`
      this.#checkOwner(account, region, place)
      if (this.#encryption.location(arn)) throw new ConflictError(`${place}.arn`, `new; ${arn} is there already`)
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
        throw new ConflictError(`${place}.id`, `new; ${snapshot.id} is there already for account ${snapshot.account}`)
      }
      const full = toSnapshot(snapshot, start, place)
      this.#snapshots.add(full, start)
      this.#notice(full.id)
      this.#notice(full.linkId)
    }
  }
}
