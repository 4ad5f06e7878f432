import { integer, required, requiredIfNamed, text } from '../wire/params.ts'
import { newTags } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { clientToken } from './client-token.ts'
import {
  accountCanPay,
  accountMayCopy,
  destinationExists,
  findCopyFacts,
  makeCopy,
  originExists,
  regionsDiffer,
  snapshotServiceIsOpen,
  sourceExists,
  sourceIsNotEncrypted,
  sourceIsNotLocal,
  sourceIsReady,
} from './copy-rules.ts'
import { isSnapshotDescription, isSnapshotName } from './snapshot-texts.ts'

/** The parameters that both contracts have; the names' first letters and signs differ. */
export const copyParams = (isName: (name: string) => boolean) => ({
  SnapshotId: required(text()),
  RegionId: required(text()),
  DestinationRegionId: required(text()),
  DestinationSnapshotName: requiredIfNamed(
    text({ min: 2, max: 128, matches: isName, refusal: 'InvalidSnapshotName.Malformed' }),
  ),
  DestinationSnapshotDescription: requiredIfNamed(
    text({ min: 2, max: 256, matches: isSnapshotDescription, refusal: 'InvalidDescription.Malformed' }),
  ),
  RetentionDays: integer({ min: 1, max: 65536, refusal: 'InvalidRetentionDays.Malformed' }),
  Tag: newTags({
    tooMany: 'InvalidTagCount',
    key: 'InvalidTagKey.Malformed',
    value: 'InvalidTagValue.Malformed',
    duplicate: 'Duplicate.TagKey',
  }),
  ClientToken: clientToken(),
})

/** Copies a snapshot to another region; the answer comes at once, the copy is ready later. Contract of 2021. */
export const copySnapshot = defineAction({
  name: 'CopySnapshot',
  params: copyParams(isSnapshotName),
  find: findCopyFacts,
  rules: [
    snapshotServiceIsOpen,
    accountMayCopy,
    accountCanPay,
    originExists,
    destinationExists,
    regionsDiffer,
    sourceExists,
    sourceIsReady,
    sourceIsNotLocal,
    sourceIsNotEncrypted,
  ],
  handle: (context, params, facts) =>
    makeCopy(context, params, facts, { encrypted: false, kmsKeyId: '', storageLocationArn: '' }),
})
