import { refuse } from '../errors/index.ts'
import { list } from '../wire/list-params.ts'
import { integer, type Kind, oneOf, text } from '../wire/params.ts'
import { isName, nameThat } from './names.ts'

const isReserved = (name: string): boolean => /^(?:aliyun|acs:)/.test(name)

/** "2 to 128 characters, begins with a letter, not with http:// or https://." */
export const imageName = nameThat(isName, 'InvalidImageName.Malformed')

/** A copy's name "cannot start with aliyun or acs:" either. */
export const copiedImageName = nameThat(name => isName(name) && !isReserved(name), 'InvalidImageName.Malformed')

/** "2 to 128 characters, begins with a letter, not with aliyun, acs:, http:// or https://." */
export const imageFamily = nameThat(name => isName(name) && !isReserved(name), 'InvalidImageFamily.Malformed')

/** A disk of a new image, as a call names it. */
export interface DiskMapping {
  readonly snapshotId: string | undefined
  readonly size: number | undefined
  readonly device: string | undefined
  readonly type: 'system' | 'data' | undefined
}

/** The disks of an instance: one system disk and 16 data disks. */
const mostDisks = 17

const fields = {
  SnapshotId: text(),
  Size: integer({ min: 5, max: 32_768, refusal: 'InvalidSize.ValueNotSupported' }),
  Device: text({ matches: device => /^\/dev\/xvd[a-z]$/.test(device), refusal: 'InvalidDevice.Malformed' }),
  DiskType: oneOf(['system', 'data'], 'InvalidDiskType.ValueNotSupported'),
}

/** `DiskDeviceMapping.N.SnapshotId`, `.Size`, `.Device` and `.DiskType`, N from 1 to 17. */
export const diskMappings: Kind<readonly DiskMapping[]> = list({
  fields: Object.keys(fields),
  max: mostDisks,
  tooMany: 'InvalidParameter',
  detail: 'DiskDeviceMapping',
  read: entries =>
    entries.map(({ fields: sent }) => {
      const mapping = {
        snapshotId: fields.SnapshotId.read(sent, 'SnapshotId'),
        size: fields.Size.read(sent, 'Size'),
        device: fields.Device.read(sent, 'Device'),
        type: fields.DiskType.read(sent, 'DiskType'),
      }
      // An empty disk has no other size.
      if (mapping.snapshotId === undefined && mapping.size === undefined) refuse('InvalidSize.ValueNotSupported')
      return mapping
    }),
})
