import type { Disk } from '../model/disk.ts'
import type { KmsKey, StorageLocation } from '../model/encryption.ts'
import type { Region } from '../model/region.ts'
import type { CopySource, Snapshot } from '../model/snapshot.ts'
import type { IdempotentCall, SnapshotChanges, SnapshotFilter, SnapshotPages, State } from '../model/state.ts'
import type { Tag } from '../model/tag.ts'
import type { Transition, TransitionScope } from '../model/transition.ts'
import type { World } from '../model/world.ts'
import { Accounts } from './accounts.ts'
import { ClientTokens } from './client-tokens.ts'
import { openDatabase } from './database.ts'
import { Disks } from './disks.ts'
import { Encryption } from './encryption.ts'
import { IdSequence } from './id-sequence.ts'
import { Records } from './records.ts'
import { Regions } from './regions.ts'
import { secretOf } from './secret.ts'
import { SnapshotSums } from './snapshot-sums.ts'
import { Snapshots } from './snapshots.ts'
import { Tags } from './tags.ts'
import { Transitions } from './transitions.ts'
import { Turn } from './turn.ts'
import { exportWorld } from './world-export.ts'
import { Worlds } from './worlds.ts'

/** Everything that is kept, in one SQLite database. */
export class Store implements State {
  readonly accounts: Accounts
  readonly worlds: Worlds
  readonly pageKey: string
  readonly records: Records
  readonly #db: ReturnType<typeof openDatabase>
  readonly #ids: IdSequence
  readonly #encryption: Encryption
  readonly #tokens: ClientTokens
  readonly #regions: Regions
  readonly #snapshots: Snapshots
  readonly #sums: SnapshotSums
  readonly #tags: Tags
  readonly #disks: Disks
  readonly #transitions: Transitions
  readonly #turn: Turn

  /**
   * @param file a path, or `:memory:`
   * @param newOrigin nine characters that name new data in the ids made with them
   * @param newSecret a secret for the tokens of new data
   * @throws {DataFileError} when the file cannot be used
   */
  constructor(file: string, newOrigin: () => string, newSecret: () => string) {
    this.#db = openDatabase(file)
    this.#ids = new IdSequence(this.#db, newOrigin)
    this.#encryption = new Encryption(this.#db)
    this.#tokens = new ClientTokens(this.#db)
    this.pageKey = secretOf(this.#db, 'page key', newSecret)
    this.#regions = new Regions(this.#db)
    this.#snapshots = new Snapshots(this.#db)
    this.#sums = new SnapshotSums(this.#db)
    this.#tags = new Tags(this.#db)
    this.#disks = new Disks(this.#db)
    this.#transitions = new Transitions(this.#db)
    this.#turn = new Turn(this.#db, { before: () => this.#ids.reserve(), undone: () => this.#recall() })
    this.accounts = new Accounts(this.#db)
    this.records = new Records(this.#db, () => this.#forget())
    this.worlds = new Worlds(
      this.#db,
      this.accounts,
      this.#regions,
      this.#snapshots,
      this.#encryption,
      this.#disks,
      this.#transitions,
      this.#tokens,
      id => this.#ids.notice(id),
    )
  }

  /** How often these data have been opened, this time included. */
  get starts(): number {
    return this.#ids.starts
  }

  /** Does all of the work or none of it; durable once it is committed. */
  write<T>(work: () => T, isOneStatement = false): T {
    const { last } = this.#ids
    try {
      return this.#turn.run(work, isOneStatement)
    } catch (error) {
      this.#recall(last)
      throw error
    }
  }

  /**
   * Does all of the work or none of it, and commits it with all that is open: what follows may rely on it.
   *
   * @throws what the work throws, or why it could not be committed; then nothing of it stands
   */
  commit<T>(work: () => T): T {
    const result = this.write(work)
    const failure = this.#turn.commit()
    if (failure !== undefined) throw failure
    return result
  }

  /** Commits what was written since; why it could not be committed: then nothing of it stands. */
  commitTurn(): Error | undefined {
    return this.#turn.commit()
  }

  /** What is remembered of work that is undone. */
  #recall(last?: number): void {
    this.#ids.recall(last)
    this.#forget()
  }

  /** What was read once and may have changed. */
  #forget(): void {
    this.#regions.forget()
    this.#transitions.forget()
    this.#snapshots.forget()
    this.accounts.forget()
  }

  /** Ids begin anew under another name for the data; part of the work at hand. */
  restartIds(origin: string): void {
    this.#ids.restart(origin)
  }

  /** All that is kept and has not expired, as a world that leads to the same state. */
  export(now: number): World {
    const { accounts, records } = this
    const [regions, disks, encryption] = [this.#regions, this.#disks, this.#encryption]
    const [transitions, tokens] = [this.#transitions, this.#tokens]
    return exportWorld({ accounts, records, regions, disks, encryption, transitions, tokens }, now)
  }

  newId(prefix: string, region: Region): string {
    return this.#ids.next(prefix, region.cell)
  }

  regions(): readonly Region[] {
    return this.#regions.list()
  }

  region(id: string): Region | undefined {
    return this.#regions.find(id)
  }

  transitions(scope: TransitionScope): readonly Transition[] {
    return this.#transitions.matching(scope)
  }

  snapshot(accountId: string, regionId: string | undefined, id: string, now: number): Snapshot | undefined {
    return this.#snapshots.find(accountId, regionId, id, now)
  }

  copySource(accountId: string, regionId: string, id: string, now: number): CopySource | undefined {
    return this.#snapshots.source(accountId, regionId, id, now)
  }

  snapshots(accountId: string, regionId: string, filter: SnapshotFilter, now: number): SnapshotPages {
    return this.#snapshots.pages(accountId, regionId, filter, now)
  }

  addSnapshot(snapshot: Snapshot): void {
    this.#snapshots.add(snapshot, snapshot.createdAt)
  }

  countSnapshots(accountId: string, now: number): number {
    return this.#snapshots.count(accountId, now)
  }

  unfinishedCopy(accountId: string, regionId: string, diskId: string, now: number): Snapshot | undefined {
    return this.#snapshots.unfinishedCopy(accountId, regionId, diskId, now)
  }

  kmsKey(accountId: string, regionId: string, id: string): KmsKey | undefined {
    return this.#encryption.key(accountId, regionId, id)
  }

  storageLocation(arn: string): StorageLocation | undefined {
    return this.#encryption.location(arn)
  }

  isNonCompliant(fromRegionId: string, toRegionId: string): boolean {
    return this.#encryption.isNonCompliant(fromRegionId, toRegionId)
  }

  recall(call: IdempotentCall, now: number): { sameRequest: boolean; answer: string } | undefined {
    return this.#tokens.recall(call, now)
  }

  remember(call: IdempotentCall, answer: string, now: number): void {
    this.#tokens.remember(call, answer, now)
  }

  changeSnapshot(snapshot: Snapshot, changes: SnapshotChanges): void {
    this.#snapshots.change(snapshot, changes)
  }

  removeSnapshot(snapshot: Snapshot): void {
    this.#snapshots.remove(snapshot)
  }

  countDescribe(snapshots: readonly Snapshot[]): void {
    this.#snapshots.countDescribe(snapshots)
  }

  usage(...query: Parameters<SnapshotSums['usage']>): ReturnType<SnapshotSums['usage']> {
    return this.#sums.usage(...query)
  }

  snapshotsOfDisk(disk: Disk, now: number): ReturnType<SnapshotSums['ofDisk']> {
    return this.#sums.ofDisk(disk, now)
  }

  links(...query: Parameters<SnapshotSums['links']>): ReturnType<SnapshotSums['links']> {
    return this.#sums.links(...query)
  }

  putTags(snapshot: Snapshot, tags: readonly Tag[]): void {
    this.#tags.put(snapshot, tags)
  }

  removeTags(snapshot: Snapshot, keys: readonly string[] | undefined): void {
    this.#tags.remove(snapshot, keys)
  }

  tags(...query: Parameters<Tags['list']>): ReturnType<Tags['list']> {
    return this.#tags.list(...query)
  }

  disk(accountId: string, id: string): Disk | undefined {
    return this.#disks.find(accountId, id)
  }

  disksOfInstance(accountId: string, regionId: string, instanceId: string): readonly Disk[] {
    return this.#disks.ofInstance(accountId, regionId, instanceId)
  }

  /** Commits what is open and closes the database. */
  close(): void {
    this.#turn.commit()
    this.#db.close()
  }
}
