/**
 * Where a fact is known from.
 *
 * - `2021`: the contract document, CopySnapshot of July 2021
 * - `2024`: the service's metadata of June 2024
 * - `2025`: the page of CopySnapshot of March 2025
 * - `2026`: a page of 2026
 * - `documented`: a page of the service that belongs to no edition, such as the tables of common errors
 * - `sdk`: an official client's code or tests depend on it
 * - `seen`: a public log or thread shows the real service answering so
 * - `assumed`: chosen here
 */
type Basis = '2021' | '2024' | '2025' | '2026' | 'documented' | 'sdk' | 'seen' | 'assumed'

/** A basis, and after a colon the source where the basis alone does not name it. Written by hand, never derived. */
export type Evidence = Basis | `${Basis}: ${string}`

/**
 * One text of one error: code, HTTP status, message, and for each action that answers it the evidence.
 *
 * `{}` in the message stands for what the refusal adds. A key of the evidence is an action, or `*` for every one; a
 * contract after it (`CopySnapshot 2025`) limits it to that contract.
 */
export type ErrorRow = readonly [code: string, status: number, message: string, evidence: Readonly<Record<string, Evidence>>]
