import type { ControlDisk, ControlImage, ControlInstance, ControlSnapshot } from './answers.ts'
import { call } from './call.ts'
import type { Input } from './shapes.ts'

/** The kinds of resources, as in the names of their shapes. */
type Kind = 'Snapshot' | 'Disk' | 'Image' | 'Instance'

/**
 * The calls for the resources of one kind, in any account.
 *
 * @param room name of the member and of the path
 */
const resourceCalls = <Resource, const K extends Kind>(
  kind: K,
  room: string,
  [one, many, chinese]: readonly [one: string, many: string, chinese: string],
) => ({
  /**
   * Creates a resource. Omitted fields have the same defaults as in a world; the default `id` is generated.
   *
   * @throws {ControlError} 400 when a field is invalid or the account or region is unknown, 409 when the id is taken
   */
  create: call<(resource: Input<`New${K}`>) => Resource>({
    route: `POST /${room}`,
    help: [`Create ${one}`, `创建${chinese}`],
    input: `New${kind}`,
    answer: kind,
  }),
  /**
   * Returns the resources that match all given conditions, in order of creation.
   *
   * @param filter default: all resources
   * @throws {ControlError} 400 when a condition is invalid
   */
  list: call<(filter?: Input<`${K}Filter`>) => Resource[]>({
    route: `GET /${room}`,
    help: [`List the ${many} that match the conditions`, `查询符合条件的${chinese}`],
    input: `${kind}Filter`,
    optional: true,
    answer: `${kind}[]`,
  }),
  /**
   * Returns a resource.
   *
   * @throws {ControlError} 404 when the account has no such resource
   */
  get: call<(account: string, id: string) => Resource>({
    route: `GET /${room}/:account/:id`,
    help: [`Return ${one}`, `查询单个${chinese}`],
    answer: kind,
  }),
  /**
   * Changes the given fields of a resource. Null returns a field to its default. A new `status` without a time takes
   * effect immediately.
   *
   * @returns the changed resource
   * @throws {ControlError} 400 when a field is invalid, 404 when the account has no such resource
   */
  update: call<(account: string, id: string, change: Input<`${K}Change`>) => Resource>({
    route: `PATCH /${room}/:account/:id`,
    help: [`Change ${one}`, `修改${chinese}`],
    input: `${kind}Change`,
    answer: kind,
  }),
  /**
   * Deletes a resource, even one that the API would refuse to delete. The disks of an instance are detached, or deleted
   * with it.
   *
   * @throws {ControlError} 404 when the account has no such resource
   */
  delete: call<(account: string, id: string) => void>({
    route: `DELETE /${room}/:account/:id`,
    help: [`Delete ${one}`, `删除${chinese}`],
  }),
})

/** Creates, shows, changes and deletes snapshots. */
export const snapshotCalls = resourceCalls<ControlSnapshot, 'Snapshot'>('Snapshot', 'snapshots', [
  'a snapshot',
  'snapshots',
  '快照',
])

/** Creates, shows, changes and deletes disks. */
export const diskCalls = resourceCalls<ControlDisk, 'Disk'>('Disk', 'disks', ['a disk', 'disks', '云盘'])

/** Creates, shows, changes and deletes custom images. */
export const imageCalls = resourceCalls<ControlImage, 'Image'>('Image', 'images', ['an image', 'images', '镜像'])

/** Creates, shows, changes and deletes instances. */
export const instanceCalls = resourceCalls<ControlInstance, 'Instance'>('Instance', 'instances', [
  'an instance',
  'instances',
  '实例',
])
