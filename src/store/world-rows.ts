import allRegions from '../../fixtures/regions.json' with { type: 'json' }
import type { Account } from '../model/account.ts'
import type { Region } from '../model/region.ts'
import type { WorldAccount, WorldRegion } from '../model/world.ts'

/** The regions of the service. */
export const serviceRegions: readonly Region[] = allRegions.map(region => ({
  encryptedCopies: true,
  byok: true,
  ...region,
}))

/** What the list of the service's regions says of one; a region of one's own gets its name as endpoint and cell. */
export const defaultsOf = ({ id }: WorldRegion): Required<WorldRegion> => ({
  encryptedCopies: true,
  byok: true,
  ...(allRegions.find(region => region.id === id) ?? {
    id,
    endpoint: `ecs.${id}.aliyuncs.com`,
    cell: id
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(-3)
      .padStart(3, '0'),
    localName: { 'zh-CN': id, 'en-US': id, ja: id },
  }),
})

const accountDefaults = {
  copyWhitelisted: true,
  balance: 100,
  snapshotService: true,
  snapshotQuota: null,
  kms: 'enabled',
  mayAssumeRoles: false,
} as const

/** An account as a world describes it. */
export const toAccount = ({ keys: _, ramUsers: __, ...world }: WorldAccount): Account => ({
  ...accountDefaults,
  ...world,
})
