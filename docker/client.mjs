// Copies the snapshot of the mounted world without an SDK and prints the copy's status.
import { createHmac, randomUUID } from 'node:crypto'

const encode = text =>
  encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const call = async parameters => {
  const all = {
    ...parameters,
    Version: '2014-05-26',
    Format: 'JSON',
    AccessKeyId: 'testid',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: new Date().toISOString().replace(/\.\d+/, ''),
  }
  const pairs = Object.keys(all)
    .sort()
    .map(name => `${encode(name)}=${encode(all[name])}`)
  const query = pairs.join('&')
  const signature = createHmac('sha1', 'testsecret&')
    .update(`GET&%2F&${encode(query)}`)
    .digest('base64')
  const response = await fetch(`${process.env.ENDPOINT}/?${query}&Signature=${encode(signature)}`)
  const answer = await response.json()
  if (!response.ok) throw new Error(`${answer.Code}: ${answer.Message}`)
  return answer
}

const { SnapshotId } = await call({
  Action: 'CopySnapshot',
  RegionId: 'cn-hangzhou',
  SnapshotId: 's-golden-image',
  DestinationRegionId: 'us-east-1',
})
const found = await call({
  Action: 'DescribeSnapshots',
  RegionId: 'us-east-1',
  SnapshotIds: JSON.stringify([SnapshotId]),
})
console.log(SnapshotId, found.Snapshots.Snapshot[0].Status)
