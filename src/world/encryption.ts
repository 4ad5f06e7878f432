import { type KmsKey, kmsKeyDefaults, type StorageLocation } from '../model/encryption.ts'
import { boolean, ConflictError, id, listOf, object, type Shaped } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { filled } from './fields.ts'
import { checkOwner, checkRegion } from './references.ts'

export const kmsKeyShape = object(
  {
    /** Id of the key. */
    id,
    /** Id of its account. */
    account: id,
    /** Id of its region. */
    region: id,
  },
  {
    /** Whether it is enabled; default true. */
    enabled: boolean,
    /** Whether it is symmetric; default true. */
    symmetric: boolean,
    /** Whether ECS may put its tags on it; default true. */
    authorized: boolean,
    /** Whether it can generate data keys; default true. */
    makesDataKeys: boolean,
  },
)

/** A key of the key management service. */
export interface WorldKmsKey extends Shaped<typeof kmsKeyShape> {}

const storageLocation = object({ arn: filled, account: id, region: id }, { authorized: boolean })

/** Encryption and storage locations in their world form. */
export const encryptionShapes = {
  /** Keys of the key management service. */
  kmsKeys: listOf<WorldKmsKey>(kmsKeyShape),
  /** Storage locations of accounts. */
  storageLocations: listOf(storageLocation),
  /** Pairs of regions between which regulations forbid copies. */
  nonCompliantCopies: listOf(object({ from: id, to: id }, {})),
}

type Lists = { readonly [K in keyof typeof encryptionShapes]?: Shaped<(typeof encryptionShapes)[K]> }

/** @throws {ShapeError} for the first entry that cannot be added */
export const addEncryption = (
  store: Store,
  { kmsKeys = [], storageLocations = [], nonCompliantCopies = [] }: Lists,
): void => {
  const { encryption } = store
  for (const [i, { account, region, ...key }] of kmsKeys.entries()) {
    const place = `kmsKeys[${i}]`
    checkOwner(store, { account, region }, place)
    if (encryption.key(account, region, key.id)) {
      throw new ConflictError(`${place}.id`, `new; ${key.id} already exists`)
    }
    encryption.keys.add({ ...kmsKeyDefaults, ...key, accountId: account, regionId: region })
  }
  for (const [i, { arn, account, region, authorized = true }] of storageLocations.entries()) {
    const place = `storageLocations[${i}]`
    checkOwner(store, { account, region }, place)
    if (encryption.location(arn)) throw new ConflictError(`${place}.arn`, `new; ${arn} already exists`)
    encryption.locations.add({ arn, accountId: account, regionId: region, authorized })
  }
  for (const [i, { from, to }] of nonCompliantCopies.entries()) {
    checkRegion(store, from, `nonCompliantCopies[${i}].from`)
    checkRegion(store, to, `nonCompliantCopies[${i}].to`)
    if (!encryption.isNonCompliant(from, to)) encryption.nonCompliantCopies.add({ from, to })
  }
}

const keyForm = ({ accountId, regionId, id, enabled, symmetric, authorized, makesDataKeys }: KmsKey) => {
  return { id, enabled, symmetric, authorized, makesDataKeys, account: accountId, region: regionId }
}

const locationForm = ({ arn, authorized, accountId, regionId }: StorageLocation) => {
  return { arn, authorized, account: accountId, region: regionId }
}

export const encryptionForms = ({ encryption }: Store): Required<Lists> => ({
  kmsKeys: encryption.keys.list().map(keyForm),
  storageLocations: encryption.locations.list().map(locationForm),
  nonCompliantCopies: encryption.nonCompliantCopies.list(),
})
