import Ecs from '@alicloud/ecs20140526'
import t from 'tap'
import { createEmulator } from '../../src/index.ts'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { goodCopy } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'

const member = (name: string): string => (name === 'KMSKeyId' ? name : name[0]?.toLowerCase() + name.slice(1))

/** A list such as `Tag.1.Key` in the client's format. */
const listOf = (params: Params, prefix: string): object[] | undefined => {
  const items: Record<string, string>[] = []
  for (const [name, value] of Object.entries(params)) {
    const [, number, field] = new RegExp(`^${prefix}\\.(\\d+)\\.(\\w+)$`).exec(name) ?? []
    if (number === undefined || field === undefined) continue
    items[Number(number) - 1] = { ...items[Number(number) - 1], [member(field)]: value }
  }
  return items.length === 0 ? undefined : items
}

/** The parameters of a call, as a request of the official client. */
const requestOf = (params: Params) => {
  const scalars = Object.entries(params).filter(([name]) => !name.includes('.'))
  const lists = { tag: listOf(params, 'Tag'), arn: listOf(params, 'Arn') }
  const members = Object.fromEntries(scalars.map(([name, value]) => [member(name), value]))
  return new Ecs.CopySnapshotRequest({ ...members, ...lists } as object)
}

await t.test('the client sends every parameter of 2025', async t => {
  const emulator = createEmulator({ contract: '2025', world: '2025', copySeconds: 0 })
  t.teardown(() => emulator.close())
  const client = clientOf(await emulator.listen(), signatures.V3)
  const copy = async (change: Params) => {
    const { body } = await client.copySnapshot(requestOf({ ...goodCopy, ...change }))
    const found = await client.describeSnapshots(
      new Ecs.DescribeSnapshotsRequest({ regionId: 'us-east-1', snapshotIds: JSON.stringify([body?.snapshotId]) }),
    )
    return found.body?.snapshots?.snapshot?.[0]
  }
  const full = await copy({
    DestinationSnapshotName: 'Émile.1',
    DestinationSnapshotDescription: 'two words',
    RetentionDays: '30',
    'Tag.1.Key': 'env',
    'Tag.1.Value': '',
    Encrypted: 'true',
    KMSKeyId: 'key-good',
    ResourceGroupId: 'rg-1',
    'Arn.1.RoleType': 'service',
    'Arn.1.Rolearn': 'acs:ram::1:role/a',
    'Arn.1.AssumeRoleFor': '1',
    ClientToken: 'once',
  })
  t.match(full, {
    snapshotName: 'Émile.1',
    description: 'two words',
    retentionDays: 30,
    encrypted: true,
    KMSKeyId: 'key-good',
    tags: { tag: [{ tagKey: 'env', tagValue: '' }] },
  })
  const location = 'acs:ecs:us-east-1:1000000000000001:storagelocation/open'
  t.match(await copy({ DestinationStorageLocationArn: location }), { encrypted: false })
})

await t.test('a denied RAM user gets the details through the client', async t => {
  const emulator = createEmulator({ world: '2025' })
  t.teardown(() => emulator.close())
  const user = { accessKeyId: 'testid-ram-backup', accessKeySecret: 'testsecret' }
  const client = clientOf(await emulator.listen(), signatures.V3, user)
  await t.rejects(client.copySnapshot(requestOf(goodCopy)), {
    code: 'Forbidden.RAM',
    statusCode: 403,
    accessDeniedDetail: { AuthAction: 'ecs:CopySnapshot', AuthPrincipalDisplayName: 'backup' },
  })
})
