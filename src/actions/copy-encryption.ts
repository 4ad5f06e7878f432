import { refuse } from '../errors/index.ts'
import type { KmsKey, StorageLocation } from '../model/encryption.ts'
import { list } from '../wire/list-params.ts'
import type { Kind } from '../wire/params.ts'
import type { Rule } from './action.ts'
import type { CopyFacts } from './copy-snapshot.ts'

/** Facts for the rules of 2025, in addition to the facts of 2021. */
export interface EncryptionFacts extends CopyFacts {
  /** The call's `Encrypted`; undefined when it is absent. */
  readonly encrypted: boolean | undefined
  readonly keyId: string | undefined
  readonly key: KmsKey | undefined
  readonly namesRoles: boolean
  readonly locationArn: string | undefined
  readonly location: StorageLocation | undefined
}

/** "An encrypted snapshot is copied encrypted: with the destination's service key unless another is named." */
export const copyIsEncrypted = ({ encrypted, source }: EncryptionFacts): boolean =>
  encrypted ?? source?.encrypted === true

/** A role of another account, under which the call is made. */
interface RoleArn {
  readonly roleType: string
  readonly roleArn: string
  readonly assumeRoleFor: string
}

/** `Arn.N.RoleType`, `Arn.N.Rolearn` (spelled so) and `Arn.N.AssumeRoleFor`, N from 1 to 10. */
export const roleArns: Kind<readonly RoleArn[]> = list({
  fields: ['RoleType', 'Rolearn', 'AssumeRoleFor'],
  max: 10,
  tooMany: 'InvalidParameter.Arns',
  read: entries =>
    entries.map(({ fields }) => {
      const roleArn = fields.get('Rolearn') ?? ''
      const assumeRoleFor = fields.get('AssumeRoleFor') ?? ''
      if (roleArn === '' || !/^\d{0,19}$/.test(assumeRoleFor)) refuse('InvalidParameter.Arns')
      return { roleType: fields.get('RoleType') ?? '', roleArn, assumeRoleFor }
    }),
})

const arnShape = /^acs:[a-z0-9-]+:([a-z0-9-]+):\d*:[\w./-]+$/

/** `acs:service:region:account:resource`. */
export const isStorageLocationArn = (arn: string): boolean => arnShape.test(arn)

/** Rules for the requested encryption. */
export const encryptionRules: readonly Rule<EncryptionFacts>[] = [
  {
    says: 'Encrypted is true when KMSKeyId is given.',
    evidence: '2024: the text is of 2025',
    refusal: 'InvalidEncrypted.NotMatchKmsKeyId',
    holds: ({ encrypted, keyId }) => keyId === undefined || encrypted === true,
  },
  {
    says: 'An encrypted source is not copied to an unencrypted snapshot.',
    evidence: '2024',
    refusal: 'InvalidEncrypted.NotSupportDecrypt',
    holds: ({ source, encrypted }) => !source?.encrypted || encrypted !== false,
  },
  {
    says: 'The destination takes encrypted copies, when the copy is encrypted.',
    evidence: '2024',
    refusal: 'InvalidRegionId.NotSupportedEncryptedSnapshotCopy',
    holds: facts => !copyIsEncrypted(facts) || facts.destinationRegion?.encryptedCopies === true,
  },
  {
    says: 'KMS is enabled, when the copy is encrypted.',
    evidence: '2024',
    refusal: 'InvalidParameter.KmsNotEnabled',
    holds: facts => !copyIsEncrypted(facts) || facts.account.kms !== 'disabled',
  },
  {
    says: 'ECS may use KMS, when the copy is encrypted.',
    evidence: '2024',
    refusal: 'InvalidParameter.KMSKeyId.KMSUnauthorized',
    holds: facts => !copyIsEncrypted(facts) || facts.account.kms !== 'unauthorized',
  },
]

/** Rules for the KMS key of the call, if there is one. */
export const keyRules: readonly Rule<EncryptionFacts>[] = [
  {
    says: 'The destination takes keys of customers, when KMSKeyId is given.',
    evidence: '2024',
    refusal: 'InvalidRegion.NotSupport',
    holds: ({ keyId, destinationRegion }) => keyId === undefined || destinationRegion?.byok === true,
  },
  {
    says: 'The key exists in the destination and is the caller’s.',
    evidence: '2024',
    refusal: 'InvalidParameter.KMSKeyId.NotFound',
    holds: ({ keyId, key }) => keyId === undefined || key !== undefined,
  },
  {
    says: 'ECS may use the key.',
    evidence: '2024: the text is of 2025',
    refusal: 'InvalidParameter.KMSKeyId.CMKUnauthorized',
    holds: ({ key }) => key?.authorized !== false,
  },
  {
    says: 'The key is enabled.',
    evidence: '2024: the text is of 2025',
    refusal: 'InvalidParameter.KMSKeyId.CMKNotEnabled',
    holds: ({ key }) => key?.enabled !== false,
  },
  {
    says: 'The key is symmetric.',
    evidence: '2024',
    refusal: 'InvalidKMSKeyId.NotSymmetric',
    holds: ({ key }) => key?.symmetric !== false,
  },
  {
    says: 'The key can make data keys.',
    evidence: '2024',
    refusal: 'InvalidParameter.DataEncryptedKeyCreateFailed',
    holds: ({ key }) => key?.makesDataKeys !== false,
  },
]

/** Rules for the storage location of the call, if there is one. */
export const locationRules: readonly Rule<EncryptionFacts>[] = [
  {
    says: 'The storage location is in the destination.',
    evidence: '2024',
    refusal: 'InvalidParameterDestinationStorageLocationArn.RegionNotMatch',
    holds: ({ locationArn, destinationRegion }) =>
      locationArn === undefined || arnShape.exec(locationArn)?.[1] === destinationRegion?.id,
  },
  {
    says: 'The storage location is the caller’s, and ECS may use it.',
    evidence: '2024',
    refusal: 'InvalidParameterDestinationStorageLocationArn.Unauthorized',
    holds: ({ locationArn, location, account }) =>
      locationArn === undefined || (location?.accountId === account.id && location.authorized),
  },
  {
    says: 'A copy to a storage location is not encrypted.',
    evidence: 'assumed: decision “Encryption in 2025”; the metadata of 2024 lists the code',
    refusal: 'InvalidSnapshot.EncryptedNotSupported',
    holds: facts => facts.locationArn === undefined || !copyIsEncrypted(facts),
  },
]
