import names from '../../fixtures/ecs-actions.json' with { type: 'json' }

/** Version of the ECS API. */
export const apiVersion = '2014-05-26'

/** Names of the actions of the real service, emulated or not. */
export const ecsActions: readonly string[] = names

let known: ReadonlySet<string> | undefined

/** Whether the real service has an action, emulated or not. */
export const isEcsAction = (action: string, version: string): boolean => {
  known ??= new Set(names)
  return version === apiVersion && known.has(action)
}
