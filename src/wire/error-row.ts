/** Which edition of the CopySnapshot documentation is followed. */
export type Contract = '2021' | '2025'

/** Where a row comes from. */
export type Evidence =
  | 'documented 2021'
  | 'documented 2024'
  | 'documented 2025'
  | 'documented'
  | 'seen in an SDK'
  | 'seen in a real log'
  | 'assumed'

/** One error that a call can be answered with. */
export interface ErrorRow {
  readonly code: string
  readonly status: number
  /** `{}` stands for the name or text that the refusal adds. */
  readonly message: string
  readonly evidence: Evidence
  /** The action it holds for; none: every action. */
  readonly action?: string
  /** The contract it holds for; none: both. */
  readonly contract?: Contract
}
