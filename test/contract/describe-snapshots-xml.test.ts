import t from 'tap'
import type { World } from '../../src/index.ts'
import { copied } from '../support/copies.ts'
import { caller, doors, emulatorFor, goodCopy, started } from '../support/emulator.ts'
import { checkEnvelope } from '../support/refusals.ts'

const world: World = {
  accounts: [{ id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }],
  snapshots: [
    {
      id: 's-old',
      account: '1001',
      region: 'cn-chengdu',
      name: '快照',
      description: '<b>R&D</b>',
      createdAt: '2026-11-20T00:00:00Z',
      disk: { id: 'd-old', type: 'system', size: 40 },
      linkId: 'sl-old',
      retentionDays: 30,
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '' },
      ],
    },
    {
      id: 's-new',
      account: '1001',
      region: 'cn-chengdu',
      status: 'progressing',
      progress: 37,
      createdAt: '2026-11-24T00:00:00Z',
      disk: { id: 'd-new', type: 'data', size: 500 },
      linkId: 'sl-new',
      encrypted: true,
      kmsKeyId: 'k-1',
    },
  ],
}

const newest =
  '<Snapshot><SnapshotId>s-new</SnapshotId><SnapshotName></SnapshotName><Description></Description>' +
  '<RegionId>cn-chengdu</RegionId><FullSnapshotSizeInBytes>536870912000</FullSnapshotSizeInBytes><Status>progressing</Status><Progress>37%</Progress>' +
  '<CreationTime>2026-11-24T00:00:00Z</CreationTime><LastModifiedTime>2026-11-24T00:00:00Z</LastModifiedTime>' +
  '<RemainTime>0</RemainTime><SourceDiskId>d-new</SourceDiskId><SourceDiskType>data</SourceDiskType>' +
  '<SourceDiskSize>500</SourceDiskSize><SourceStorageType>disk</SourceStorageType>' +
  '<SnapshotType>user</SnapshotType><Usage>none</Usage><Available>false</Available>' +
  '<InstantAccess>false</InstantAccess><InstantAccessRetentionDays>0</InstantAccessRetentionDays><Encrypted>true</Encrypted><KMSKeyId>k-1</KMSKeyId>' +
  '<Category>standard</Category><ResourceGroupId></ResourceGroupId><ProductCode></ProductCode><SnapshotSN></SnapshotSN>' +
  '<SnapshotLinkId>sl-new</SnapshotLinkId><Tags></Tags></Snapshot>'

const oldest =
  '<Snapshot><SnapshotId>s-old</SnapshotId><SnapshotName>快照</SnapshotName>' +
  '<Description>&lt;b&gt;R&amp;D&lt;/b&gt;</Description>' +
  '<RegionId>cn-chengdu</RegionId><FullSnapshotSizeInBytes>42949672960</FullSnapshotSizeInBytes><Status>accomplished</Status><Progress>100%</Progress>' +
  '<CreationTime>2026-11-20T00:00:00Z</CreationTime><LastModifiedTime>2026-11-20T00:00:00Z</LastModifiedTime>' +
  '<RemainTime>0</RemainTime><SourceDiskId>d-old</SourceDiskId><SourceDiskType>system</SourceDiskType>' +
  '<SourceDiskSize>40</SourceDiskSize><SourceStorageType>disk</SourceStorageType><RetentionDays>30</RetentionDays>' +
  '<SnapshotType>user</SnapshotType><Usage>none</Usage><Available>true</Available>' +
  '<InstantAccess>false</InstantAccess><InstantAccessRetentionDays>0</InstantAccessRetentionDays><Encrypted>false</Encrypted><KMSKeyId></KMSKeyId>' +
  '<Category>standard</Category><ResourceGroupId></ResourceGroupId><ProductCode></ProductCode><SnapshotSN></SnapshotSN>' +
  '<SnapshotLinkId>sl-old</SnapshotLinkId>' +
  '<Tags><Tag><TagKey>a</TagKey><TagValue>1</TagValue></Tag><Tag><TagKey>b</TagKey><TagValue></TagValue></Tag></Tags>' +
  '</Snapshot>'

for (const door of doors) {
  t.test(`in XML each snapshot and each tag is an element, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world })))
    for (const Format of ['XML', 'xml', 'None', '']) {
      const answer = await call('DescribeSnapshots', { RegionId: 'cn-chengdu', Format })
      const requestId = checkEnvelope(t, answer, 'XML')
      t.equal(answer.status, 200)
      t.equal(
        answer.body,
        `<?xml version='1.0' encoding='UTF-8'?><DescribeSnapshotsResponse><RequestId>${requestId}</RequestId>` +
          '<PageNumber>1</PageNumber><TotalCount>2</TotalCount><PageSize>10</PageSize><NextToken></NextToken>' +
          `<Snapshots>${newest}${oldest}</Snapshots></DescribeSnapshotsResponse>`,
      )
    }
  })
}

t.test('texts are unchanged in XML; characters that XML cannot contain become U+FFFD', async t => {
  const { call } = started(t)
  await copied(call, {
    ...goodCopy,
    DestinationSnapshotDescription: ' "]]>" & \'&amp;\' <!-- \u{1f600} ',
    'Tag.1.Key': 'k\u0001\u001f\ufffe',
    'Tag.1.Value': '007',
  })
  const { body } = await call('DescribeSnapshots', { RegionId: 'us-east-1', Format: 'XML' })
  const text = (element: string): string | undefined =>
    new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(body)?.[1]
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  const given = text('Description')?.replace(/&(\w+);/g, (_, name) => entities[name] ?? '?')
  t.equal(given, ' "]]>" & \'&amp;\' <!-- \u{1f600} ')
  t.notMatch(text('Description'), /[<>]|&(?!\w+;)/, 'nothing is left unescaped')
  t.equal(text('TagKey'), 'k\ufffd\ufffd\ufffd')
  t.equal(text('TagValue'), '007')
})
