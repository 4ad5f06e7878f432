/** How a member of a record is kept: a boolean as 0 or 1, `json` as the JSON of a value. */
type Kind = 'text' | 'integer' | 'real' | 'boolean' | 'json'

/** One member of a record. */
export interface Member<T> {
  readonly kind: Kind
  readonly nullable: boolean
  /** What it is where nothing says otherwise; without one it must be given. */
  readonly default?: T
}

/** A member that need not be given. */
export interface Defaulted<T> extends Member<T> {
  readonly default: T
}

/** Describes a record: its members by name, in the order of the columns that keep them. */
export type Members = Readonly<Record<string, Member<unknown>>>

/** A record that is described so. */
export type RecordOf<M extends Members> = { readonly [K in keyof M]: M[K] extends Member<infer T> ? T : never }

/** The members of a record that have a default. */
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

/** A member that may be null, and is unless it is given. */
export const orNull = <T>({ kind }: Member<T>): Defaulted<T | null> => ({ kind, nullable: true, default: null })

/** What the members with a default are where nothing says otherwise. */
export const defaultsOf = <M extends Members>(members: M): DefaultsOf<M> => {
  const defaulted = Object.entries(members).filter(([, member]) => 'default' in member)
  return Object.fromEntries(defaulted.map(([name, member]) => [name, member.default])) as DefaultsOf<M>
}
