/** The evidence of a parameter that the official client sends. */
export const sdk = 'sdk: a parameter of @alicloud/ecs20140526'

/** The evidence of a member that the official client reads. */
export const sdkMember = 'sdk: a member of @alicloud/ecs20140526'
