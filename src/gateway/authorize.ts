import { ApiError } from '../errors/index.ts'
import type { Account } from '../model/account.ts'
import type { Step } from './context.ts'

/** A RAM user may perform every action that is not denied. The account's own keys have no restrictions. */
export const userIsPermitted: Step = ({ call, key, account }) => {
  const permission = `ecs:${call.action}`
  const user = key?.ramUser
  if (!user?.denied.includes(permission)) return
  throw new ApiError('Forbidden.RAM', '', {
    AccessDeniedDetail: {
      AuthAction: permission,
      AuthPrincipalType: 'SubUser',
      AuthPrincipalDisplayName: user.name,
      AuthPrincipalOwnerId: (account as Account).id,
      PolicyType: 'AccountLevelIdentityBasedPolicy',
      NoPermissionType: 'ExplicitDeny',
    },
  })
}
