/** How a member of a record is stored: a boolean as 0 or 1, `json` as serialized JSON. */
type Kind = 'text' | 'integer' | 'real' | 'boolean' | 'json'

/** One member of a record. */
export interface Member<T> {
  readonly kind: Kind
  readonly nullable: boolean
  /** The default value. A member without one is required. */
  readonly default?: T
}

/** A member with a default value. */
export interface Defaulted<T> extends Member<T> {
  readonly default: T
}

/** The description of a record: members by name, in the order of their columns. */
export type Members = Readonly<Record<string, Member<unknown>>>

/** The record that members describe. */
export type RecordOf<M extends Members> = { readonly [K in keyof M]: M[K] extends Member<infer T> ? T : never }

/** The default values of a record, for the members that have one. */
export type DefaultsOf<M extends Members> = {
  readonly [K in keyof M as M[K] extends Defaulted<unknown> ? K : never]: RecordOf<M>[K]
}

export const text = (): Member<string> => ({ kind: 'text', nullable: false })
export const oneOf = <const W extends string>(..._words: readonly W[]): Member<W> => ({ kind: 'text', nullable: false })
export const integer = (): Member<number> => ({ kind: 'integer', nullable: false })
export const real = (): Member<number> => ({ kind: 'real', nullable: false })
export const boolean = (): Member<boolean> => ({ kind: 'boolean', nullable: false })
export const json = <T>(): Member<T> => ({ kind: 'json', nullable: false })

export const withDefault = <T>({ kind, nullable }: Member<T>, value: NoInfer<T>): Defaulted<T> => ({
  kind,
  nullable,
  default: value,
})

/** A nullable member; its default is null. */
export const orNull = <T>({ kind }: Member<T>): Defaulted<T | null> => ({ kind, nullable: true, default: null })

/** Returns the default values of the members that have one. */
export const defaultsOf = <M extends Members>(members: M): DefaultsOf<M> => {
  const defaulted = Object.entries(members).filter(([, member]) => 'default' in member)
  return Object.fromEntries(defaulted.map(([name, member]) => [name, member.default])) as DefaultsOf<M>
}
