/** A tag of a snapshot; a value may be empty, a key never is. */
export interface Tag {
  readonly key: string
  readonly value: string
}
