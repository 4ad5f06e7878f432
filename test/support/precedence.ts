import { goodCopy } from './emulator.ts'
import { invalid, missing } from './refusals.ts'

/** The inputs of a copy. Faults that give one member different values are incompatible. */
export interface Copy {
  /** Parameters; empty ones count as absent. */
  readonly params: Readonly<Record<string, string>>
  /** Parameters removed and text appended after signing. */
  readonly unsent: Readonly<Record<string, true>>
  readonly added: Readonly<Record<string, string>>
  /** The key that the caller signs with, as known to the emulator. */
  readonly caller: Readonly<Partial<Record<'id' | 'secret', string>>>
  readonly key: Readonly<Record<string, unknown>>
  readonly ramUser: Readonly<Record<string, unknown>>
  readonly account: Readonly<Record<string, unknown>>
  readonly source: Readonly<Record<string, unknown>>
  readonly unfinished: Readonly<Record<string, unknown>>
  readonly kmsKey: Readonly<Record<string, unknown>>
}

/** One fault of a copy, and its refusal. */
export interface Fault extends Partial<Copy> {
  readonly what: string
  readonly refusal: string
}

const fault = (what: string, refusal: string, copy: Partial<Copy>): Fault => ({ what, refusal, ...copy })
const param = (name: string, value: string, refusal: string, more: Fault['params'] = {}): Fault => ({
  what: `${name} ${JSON.stringify(value)}`,
  params: { [name]: value, ...more },
  refusal,
})
const unsent = (name: string): Fault => ({ what: `no ${name}`, unsent: { [name]: true }, refusal: missing(name) })

// Two faults of one parameter are two values of it; each provides what the next rule checks.
const expired = { token: 'token', expiresAt: 'now-1h' }

const expiredToken = { '2021': invalid('SecurityToken.Expired'), '2025': '400 InvalidSecurityToken.Expired' }
const wrongSignature = { '2021': '400 IncompleteSignature', '2025': '400 SignatureDoesNotMatch' }

/** In the gateway's order of checks. */
const gatewayFaults = (contract: '2021' | '2025'): readonly Fault[] => [
  fault('bytes that do not decode', '400 InvalidParameter.Format', { added: { x: '%zz' } }),
  fault('a parameter twice', invalid('RegionId'), { added: { RegionId: 'cn-beijing' } }),
  unsent('Action'),
  unsent('Version'),
  param('Version', '20140526', '400 InvalidVersion'),
  param('Action', 'CopySnapshots', '404 InvalidAction.NotFound'),
  param('SignatureMethod', 'HMAC-SHA256', '400 InvalidSignatureMethod'),
  unsent('AccessKeyId'),
  fault('an unknown key', '404 InvalidAccessKeyId.NotFound', { caller: { id: 'nobody' } }),
  fault('an inactive key', '400 InvalidAccessKeyId.Inactive', { key: { active: false } }),
  { ...param('SecurityToken', '', missing('SecurityToken')), key: expired },
  { ...param('SecurityToken', 'foreign', '400 InvalidSecurityToken.MismatchWithAccessKey'), key: expired },
  { ...param('SecurityToken', 'token', expiredToken[contract]), key: expired },
  unsent('Timestamp'),
  param('Timestamp', 'yesterday', '400 InvalidTimeStamp.Format'),
  param('Timestamp', '2026-11-24T07:44:59Z', '400 IllegalTimestamp'),
  unsent('Signature'),
  fault('a wrong signature', wrongSignature[contract], { caller: { secret: 'wrong' } }),
  param('SignatureNonce', '', '400 SignatureNonceUsed'),
  fault('a denied user', '403 Forbidden.RAM', { ramUser: { denied: ['ecs:CopySnapshot'] } }),
]

/** In the contract's order of parameters. */
const parameters: readonly Fault[] = [
  ...['SnapshotId', 'RegionId', 'DestinationRegionId'].map(name => param(name, '', missing(name))),
  param('DestinationSnapshotName', '1', '403 InvalidSnapshotName.Malformed'),
  param('DestinationSnapshotDescription', 'http://a', '403 InvalidDescription.Malformed'),
  param('RetentionDays', '0', '403 InvalidRetentionDays.Malformed'),
  param('Tag.21.Key', 'x', '400 InvalidTagCount'),
  param('Tag.1.Key', 'acs:a', '400 InvalidTagKey.Malformed'),
  param('Tag.2.Value', 'acs:', '400 InvalidTagValue.Malformed', { 'Tag.2.Key': 'k' }),
  param('Tag.4.Key', 'd', '400 Duplicate.TagKey', { 'Tag.3.Key': 'd' }),
  param('ClientToken', 'é', invalid('ClientToken')),
]

/** In the order of evaluation, rules of both contracts first. */
const accountRules: readonly Fault[] = [
  fault('the service is closed', '403 InvalidAccountStatus.SnapshotServiceUnavailable', {
    account: { snapshotService: false },
  }),
  fault('not on the white list', '403 InvalidUser.NotInWhiteList', { account: { copyWhitelisted: false } }),
  fault('no balance', '403 InvalidAccountStatus.NotEnoughBalance', { account: { balance: 0 } }),
  param('RegionId', 'nowhere', '400 InvalidRegionId.MalFormed'),
  param('DestinationRegionId', 'nowhere', '403 InvalidRegionId.NotExists'),
]

const sameRegion = param('DestinationRegionId', 'cn-chengdu', '403 InvalidOperation.NotSupportCopyInSameRegion', {
  Encrypted: 'false',
})
const noSource = param('SnapshotId', 's-none', '403 InvalidSnapshotId.NotFound')
/** A fault of the source snapshot, which must exist. */
const source = (what: string, members: Fault['source'], refusal: string, params: Fault['params'] = {}): Fault => ({
  what: `the source is ${what}`,
  params: { SnapshotId: goodCopy.SnapshotId as string, ...params },
  source: { ...members },
  refusal,
})
const notReady = source('in progress', { status: 'progressing' }, '403 InvalidSnapshotId.NotReady')
const local = source('local', { category: 'local' }, '403 InvalidSnapshotCategory.NotSupportCopy')

const rules2021: readonly Fault[] = [
  ...accountRules,
  sameRegion,
  noSource,
  notReady,
  local,
  source('encrypted', { encrypted: true }, '403 InvalidSnapshotId.EncryptedNotSupport'),
]

const bound = { copyLimits: ['acrossRegions', 'encrypted'] }
const usEast = { DestinationRegionId: 'us-east-1' }
const encrypting = { ...usEast, Encrypted: 'true' }
const kmsKey = (what: string, members: Fault['kmsKey'], code: string): Fault => ({
  what: `the key ${what}`,
  params: { ...encrypting, KMSKeyId: 'key-own' },
  kmsKey: { ...members },
  refusal: `403 ${code}`,
})
const arn = 'acs:ecs:us-east-1:1001:storagelocation'
const location = (of: string, code: string): Fault =>
  param('DestinationStorageLocationArn', of, `403 ${code}`, encrypting)

const rules2025: readonly Fault[] = [
  ...accountRules,
  param('DestinationRegionId', 'me-central-1', '403 OperationDenied.NonCompliantDestinationRegion'),
  sameRegion,
  noSource,
  notReady,
  source('busy', { busyUntil: 'now+1h' }, '409 InvalidOperation.Conflict'),
  source('archived', { category: 'archive' }, '403 OperationDenied.SnapshotCategoryNotSupportCopy'),
  local,
  source('bound', bound, '403 InvalidSnapshotCategory.NotSupportCrossRegionCopy', { Encrypted: 'true' }),
  source('plain', { copyLimits: ['encrypted'] }, '403 InvalidSnapshotCategory.NotSupportEncryptedCopy', {
    Encrypted: 'true',
  }),
  source(
    'elsewhere',
    { storageLocationArn: 'acs:ecs:cn-chengdu:1001:storagelocation/own' },
    '403 InvalidSnapshot.StorageLocationNotSupported',
  ),
  fault('a key and nothing to encrypt', '403 InvalidEncrypted.NotMatchKmsKeyId', {
    params: { Encrypted: 'false', KMSKeyId: 'key-own' },
  }),
  source('to be decrypted', { encrypted: true }, '403 InvalidEncrypted.NotSupportDecrypt', { Encrypted: 'false' }),
  fault('the destination cannot encrypt', '403 InvalidRegionId.NotSupportedEncryptedSnapshotCopy', {
    params: { Encrypted: 'true', DestinationRegionId: 'cn-wuhan-lr' },
  }),
  fault('no KMS', '403 InvalidParameter.KmsNotEnabled', {
    account: { kms: 'disabled' },
    params: { Encrypted: 'true' },
  }),
  fault('KMS is closed to ECS', '403 InvalidParameter.KMSKeyId.KMSUnauthorized', {
    account: { kms: 'unauthorized' },
    params: { Encrypted: 'true' },
  }),
  fault('the destination takes no keys', '403 InvalidRegion.NotSupport', {
    params: { Encrypted: 'true', KMSKeyId: 'key-none', DestinationRegionId: 'ap-south-1' },
  }),
  fault('no such key', '403 InvalidParameter.KMSKeyId.NotFound', {
    params: { Encrypted: 'true', KMSKeyId: 'key-none' },
  }),
  kmsKey('is closed to ECS', { authorized: false }, 'InvalidParameter.KMSKeyId.CMKUnauthorized'),
  kmsKey('is disabled', { enabled: false }, 'InvalidParameter.KMSKeyId.CMKNotEnabled'),
  kmsKey('is asymmetric', { symmetric: false }, 'InvalidKMSKeyId.NotSymmetric'),
  kmsKey('makes no data keys', { makesDataKeys: false }, 'InvalidParameter.DataEncryptedKeyCreateFailed'),
  param('Arn.1.Rolearn', 'acs:ram::1:role/a', '403 InvalidOperation.Unauthorized'),
  location(
    'acs:ecs:eu-central-1:1001:storagelocation/open',
    'InvalidParameterDestinationStorageLocationArn.RegionNotMatch',
  ),
  location(`${arn}/none`, 'InvalidParameterDestinationStorageLocationArn.Unauthorized'),
  location(`${arn}/open`, 'InvalidSnapshot.EncryptedNotSupported'),
  fault('an encrypted copy is unfinished', '403 InvalidOperation.UnfinishedEncryptedSnapshotCopy', {
    params: usEast,
    unfinished: { encrypted: true },
  }),
  fault('a copy is unfinished', '403 InvalidOperation.UnfinishedCrossRegionCopy', {
    params: usEast,
    unfinished: { encrypted: false },
  }),
  fault('no quota', '403 QuotaExceed.SnapshotQuota', { account: { snapshotQuota: 1 } }),
]

export const contracts = ['2021', '2025'] as const

/** By contract, every fault of a copy in the order of detection. */
export const precedence = {
  '2021': [...gatewayFaults('2021'), ...parameters, ...rules2021],
  '2025': [
    ...gatewayFaults('2025'),
    ...parameters,
    param('Encrypted', 'maybe', invalid('Encrypted')),
    param('KMSKeyId', 'k'.repeat(65), invalid('KMSKeyId')),
    param('Arn.1.Rolearn', '', '400 InvalidParameter.Arns', { 'Arn.1.RoleType': 'service' }),
    param('DestinationStorageLocationArn', 'x', '403 InvalidParameterDestinationStorageLocationArn.Malformed'),
    ...rules2025,
  ],
} as const satisfies Readonly<Record<(typeof contracts)[number], readonly Fault[]>>
