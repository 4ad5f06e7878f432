import type { Account } from '../model/account.ts'
import type { Region } from '../model/region.ts'
import { type Snapshot, statusAt } from '../model/snapshot.ts'
import { plannedCompletion } from '../model/transition.ts'
import { type Kind, optional, required, requiredIfNamed, text, withDefault } from '../wire/params.ts'
import { newTags } from '../wire/tag-params.ts'
import { defineAction, type IgnoredParameter, type Rule } from './action.ts'
import { clientToken } from './client-token.ts'
import type { ActionContext } from './context.ts'
import { description } from './names.ts'
import { accountCanPay, snapshotServiceIsOpen } from './shared-rules.ts'
import { retentionDays, snapshotName } from './snapshot-kinds.ts'
import { copyOf } from './snapshot-of.ts'

/** Facts for the rules of a copy. */
export interface CopyFacts {
  readonly account: Account
  /** The regions of the source and of the copy. */
  readonly sourceRegion: Region | undefined
  readonly destinationRegion: Region | undefined
  readonly source: Snapshot | undefined
  readonly now: number
}

const nameEvidence = '2021: required there, and empty by default; decision “Required name and description”'

/** The parameters of both contracts. Only the characters allowed in a name differ. */
export const copyParams = (name: Kind<string>) => ({
  SnapshotId: required(text(), '2021'),
  RegionId: required(text(), '2021'),
  DestinationRegionId: required(text(), '2021'),
  DestinationSnapshotName: requiredIfNamed(name, nameEvidence),
  DestinationSnapshotDescription: requiredIfNamed(description, nameEvidence),
  RetentionDays: optional(retentionDays, '2021'),
  Tag: withDefault(newTags({ tooMany: 'InvalidTagCount' }), '2021: how many at most is in the metadata of 2024', []),
  ClientToken: optional(clientToken, '2024'),
})

/** Every edition that lists the parameter says that it is not public. */
export const resourceGroup: IgnoredParameter = { evidence: '2024', reason: 'Resource groups are not emulated.' }

const later: IgnoredParameter = { evidence: '2024', reason: 'Later than the contract of 2021; contract 2025 has it.' }

/** Looks up the facts for both contracts. */
export const findCopyFacts = (
  { account, state, now }: ActionContext,
  params: { readonly RegionId: string; readonly DestinationRegionId: string; readonly SnapshotId: string },
): CopyFacts => ({
  account,
  sourceRegion: state.regions.find(params.RegionId),
  destinationRegion: state.regions.find(params.DestinationRegionId),
  source: state.snapshots.find(account.id, params.RegionId, params.SnapshotId, now),
  now,
})

/** Rules for the account and the two regions, in both contracts. */
export const accountAndRegionRules: readonly Rule<CopyFacts>[] = [
  { ...snapshotServiceIsOpen, evidence: '2021' },
  {
    says: 'The account is on the white list of copying snapshots.',
    evidence: '2021',
    refusal: 'InvalidUser.NotInWhiteList',
    holds: ({ account }) => account.copyWhitelisted,
  },
  { ...accountCanPay, evidence: '2021' },
  {
    says: 'RegionId is a region.',
    evidence: '2025: its page explains the code by a region that does not exist',
    refusal: 'InvalidRegionId.MalFormed',
    holds: ({ sourceRegion }) => sourceRegion !== undefined,
  },
  {
    says: 'DestinationRegionId is a region.',
    evidence: 'assumed: decision “Regions”; the metadata of 2024 lists the code without its condition',
    refusal: 'InvalidRegionId.NotExists',
    holds: ({ destinationRegion }) => destinationRegion !== undefined,
  },
]

/** Rules for the source, in both contracts. */
export const sourceRules: readonly Rule<CopyFacts>[] = [
  {
    says: 'The source exists in RegionId and is the caller’s.',
    evidence: '2021',
    refusal: 'InvalidSnapshotId.NotFound',
    holds: ({ source }) => source !== undefined,
  },
  {
    says: 'The source is accomplished.',
    evidence: '2021: “has not completed yet”; that a failed one never does is assumed',
    refusal: 'InvalidSnapshotId.NotReady',
    holds: ({ source, now }) => source !== undefined && statusAt(source, now) === 'accomplished',
  },
]

/** The members of a copy that its call sets, in both contracts. */
interface CopyTexts {
  readonly DestinationSnapshotName: string
  readonly DestinationSnapshotDescription: string
  readonly RetentionDays: number | undefined
  readonly Tag: Snapshot['tags']
}

/**
 * Stores the copy, which completes later.
 *
 * @param keeping members in addition to those of every copy
 */
export const makeCopy = (
  context: ActionContext,
  params: CopyTexts,
  facts: CopyFacts,
  keeping: Partial<Snapshot> = {},
): { SnapshotId: string } => {
  const { account, state, now, settings } = context
  const { source, destinationRegion } = facts as CopyFacts & { source: Snapshot; destinationRegion: Region }
  const resource = { kind: 'snapshot', id: source.id } as const
  const scope = { accountId: account.id, from: source.regionId, to: destinationRegion.id, resource }
  const id = copyOf(context, source, destinationRegion, {
    ...plannedCompletion(state.transitions.matching(scope), settings.transition, now, source.diskSize),
    ...keeping,
    name: params.DestinationSnapshotName,
    description: params.DestinationSnapshotDescription,
    retentionDays: params.RetentionDays ?? null,
    tags: params.Tag,
  })
  return { SnapshotId: id }
}

/** Copies a snapshot to another region. The answer comes at once; the copy completes later. Contract of 2021. */
export const copySnapshot = defineAction({
  name: 'CopySnapshot',
  params: copyParams(snapshotName),
  ignored: {
    ResourceGroupId: resourceGroup,
    Encrypted: later,
    KMSKeyId: later,
    Arn: later,
    DestinationStorageLocationArn: later,
  },
  members: { SnapshotId: '2021' },
  find: findCopyFacts,
  rules: [
    ...accountAndRegionRules,
    {
      says: 'The destination is another region.',
      evidence: '2021: copies “from one region to another”; the code is in the metadata of 2024',
      refusal: 'InvalidOperation.NotSupportCopyInSameRegion',
      holds: ({ sourceRegion, destinationRegion }) => sourceRegion?.id !== destinationRegion?.id,
    },
    ...sourceRules,
    {
      says: 'The source is a standard snapshot, not a local one.',
      evidence: '2021: “local snapshots cannot be copied”; the code is in the metadata of 2024',
      refusal: 'InvalidSnapshotCategory.NotSupportCopy',
      holds: ({ source }) => source?.category === 'standard',
    },
    {
      says: 'The source is not encrypted.',
      evidence: '2021: “encrypted snapshots cannot be copied”; the code is in the metadata of 2024',
      refusal: 'InvalidSnapshotId.EncryptedNotSupport',
      holds: ({ source }) => !source?.encrypted,
    },
  ],
  handle: makeCopy,
})
