import { boolean, id, listOf, number, object, oneOf, type Shaped } from './shape.ts'
import { filled, time } from './world-fields.ts'

const accessKey = object(
  {
    /** AccessKeyId that calls are signed with. */
    id,
    /** AccessKeySecret. */
    secret: filled,
  },
  {
    /** Security token that each call with the key must carry; default: the key is permanent. */
    token: filled,
    /** When a temporary key expires; default: never. */
    expiresAt: time,
    /** Whether the key is enabled; default true. */
    active: boolean,
  },
)

/** An access key: permanent, or temporary (STS) with a token. */
export interface WorldKey extends Shaped<typeof accessKey> {}

const ramUser = object(
  {
    /** Name of the user, as `AccessDeniedDetail` shows it. */
    name: filled,
  },
  {
    /** Id of the user; default: its name. */
    id,
    /** Keys of the user; default: none. */
    keys: listOf<WorldKey>(accessKey),
    /** Actions that the user may not call, such as `ecs:CopySnapshot`; default: none. */
    denied: listOf(filled),
  },
)

/** A RAM user of an account. */
export interface WorldRamUser extends Shaped<typeof ramUser> {}

export const accountShape = object(
  {
    /** Account number, such as `1000000000000001`. */
    id,
  },
  {
    /** Keys of the account itself; default: none. */
    keys: listOf<WorldKey>(accessKey),
    /** Whether the account may copy snapshots; default true. */
    copyWhitelisted: boolean,
    /** Money left; an account with 0 or less cannot pay for a copy. Default 100. */
    balance: number(-1e12, 1e12, 'number'),
    /** Whether the snapshot service is activated; default true. */
    snapshotService: boolean,
    /** Maximum number of snapshots in all regions; default: no quota. */
    snapshotQuota: number(0, 1e9),
    /** Key management of the account: activated, not activated, or closed to ECS; default `enabled`. */
    kms: oneOf('enabled', 'disabled', 'unauthorized'),
    /** Whether the account may name roles of other accounts (`Arn.N`); default false. */
    mayAssumeRoles: boolean,
    /** RAM users of the account; default: none. */
    ramUsers: listOf<WorldRamUser>(ramUser),
  },
)

/** An account with its keys and RAM users. */
export interface WorldAccount extends Shaped<typeof accountShape> {}
