import { refuse } from './errors.ts'
import type { Parameter } from './params.ts'
import { entriesOf } from './tag-params.ts'

const maxArns = 10

/** A role of another account that the call is made under. */
export interface RoleArn {
  readonly roleType: string
  readonly roleArn: string
  readonly assumeRoleFor: string
}

/** `Arn.N.RoleType`, `Arn.N.Rolearn` (so spelled) and `Arn.N.AssumeRoleFor`, at most 10 of them. */
export const roleArns = (): Parameter<readonly RoleArn[]> => ({
  type: 'list',
  max: maxArns,
  required: false,
  refusal: 'InvalidParameter.Arns',
  read: (params, name) => {
    const entries = entriesOf(params, name, ['RoleType', 'Rolearn', 'AssumeRoleFor'])
    return entries.map(({ number, fields }) => {
      const roleArn = fields.get('Rolearn') ?? ''
      const assumeRoleFor = fields.get('AssumeRoleFor') ?? ''
      const sound = number >= 1 && number <= maxArns && roleArn !== '' && /^\d{0,19}$/.test(assumeRoleFor)
      if (!sound) refuse('InvalidParameter.Arns')
      return { roleType: fields.get('RoleType') ?? '', roleArn, assumeRoleFor }
    })
  },
})
