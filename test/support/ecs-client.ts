import Ecs from '@alicloud/ecs20140526'
import { $OpenApiUtil } from '@alicloud/openapi-core'

interface Key {
  readonly accessKeyId?: string
  readonly accessKeySecret?: string
  readonly securityToken?: string
  /** The certificate to trust, PEM. */
  readonly ca?: string
}

/** The two signature versions of the client. */
export const signatures = { V3: {}, V1: { signatureAlgorithm: 'v2' } }

/** The official client, with only its endpoint changed. */
export const clientOf = (url: string, signature: object, key: Key = {}) =>
  new Ecs.default(
    new $OpenApiUtil.Config({
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      endpoint: new URL(url).host,
      protocol: new URL(url).protocol.slice(0, -1),
      regionId: 'cn-chengdu',
      ...signature,
      ...key,
    }),
  )
