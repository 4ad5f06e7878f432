import { errorCode } from '../gateway/faults.ts'
import { ecsAction } from '../model/ecs-actions.ts'
import { stubErrorShape } from '../model/stub.ts'
import { accessKeyShape, ramUserShape } from '../world/accounts.ts'
import { clientTokenShape } from '../world/client-tokens.ts'
import { kmsKeyShape } from '../world/encryption.ts'
import { imageDiskShape } from '../world/images.ts'
import { regionShape } from '../world/regions.ts'
import { snapshotDiskShape } from '../world/snapshot-disk.ts'
import { tagShape } from '../world/tags.ts'
import { transitionShape } from '../world/transitions.ts'

/** The shapes inside others, named so that typed clients have one type of each. */
export const partShapes = {
  AccessKey: accessKeyShape,
  RamUser: ramUserShape,
  SnapshotDisk: snapshotDiskShape,
  ImageDisk: imageDiskShape,
  Region: regionShape,
  KmsKey: kmsKeyShape,
  Transition: transitionShape,
  ClientToken: clientTokenShape,
  Tag: tagShape,
  StubError: stubErrorShape,
  ErrorCode: errorCode,
  EcsAction: ecsAction,
} as const
