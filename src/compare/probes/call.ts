import type { Probe } from '../probe.ts'

/** Returns the function that builds probes of an action. */
export const call =
  (action: string, guards: readonly string[], base: Probe['params'] = {}, more: Partial<Probe> = {}) =>
  (name: string, settles: readonly string[], params: Probe['params'] = {}): Probe => ({
    name: `${action}: ${name}`,
    action,
    params: { ...base, ...params },
    settles,
    class: 'free',
    guards,
    ...more,
  })

/** More tags than a call may have. */
export const twentyOne = Object.fromEntries(
  Array.from({ length: 21 }, (_, i) => [
    [`Tag.${i + 1}.Key`, `k${i}`],
    [`Tag.${i + 1}.Value`, 'v'],
  ]).flat(),
)
