import type { ErrorRow } from './error-row.ts'

/** A documented row that no state of this emulator can give, and why. */
export interface UnreachableError extends Pick<ErrorRow, 'code' | 'status' | 'message'> {
  readonly reason: string
}

const noSuchParameter = 'its parameter EncryptAlgorithm is in no edition of the documentation'
const superseded = 'this text is in the metadata of 2024 alone; the documentation of 2025 has another one for the code'

/** The rows of CopySnapshot that are listed instead of answered. */
export const unreachableCopyErrors: readonly UnreachableError[] = [
  {
    code: 'InvalidParamter',
    status: 403,
    message: '%s',
    reason: 'a row of the metadata of 2024 alone, without a text of its own',
  },
  {
    code: 'InvalidEncryptAlgorithm',
    status: 403,
    message: 'The specified parameter EncryptAlgorithm is not valid.',
    reason: noSuchParameter,
  },
  {
    code: 'InvalidEncrypted.NotMatchEncryptAlgorithm',
    status: 403,
    message: 'The specified parameter Encrypted must be true when EncryptAlgorithm is not empty.',
    reason: noSuchParameter,
  },
  {
    code: 'InvalidRegionId.NotSupportEncryptAlgorithm',
    status: 403,
    message: 'The current region does not support creating encrypted disks with EncryptAlgorithm.',
    reason: noSuchParameter,
  },
  {
    code: 'InvalidEncrypted.NotMatchKmsKeyId',
    status: 403,
    message: 'The specified parameter Encrypted must be true when KmsKeyId is not empty.',
    reason: superseded,
  },
  {
    code: 'InvalidParameter.KMSKeyId.CMKUnauthorized',
    status: 403,
    message:
      'This operation for kmsKeyId is forbidden by KMS. If you need further assistance, you can contact the KMS Technical Support.',
    reason: superseded,
  },
  {
    code: 'InvalidParameter.KMSKeyId.CMKNotEnabled',
    status: 403,
    message: 'The CMK needs to be enabled.',
    reason: superseded,
  },
]
