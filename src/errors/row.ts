/**
 * The source of a fact.
 *
 * - `2021`: the documentation of July 2021, with the contract document, CopySnapshot; some of its pages are older
 * - `2024`: the service's metadata of June 2024, or a page of 2024
 * - `2025`: the page of CopySnapshot of March 2025, or another page of 2025
 * - `2026`: a page of 2026
 * - `documented`: a page of the service that belongs to no edition, such as the tables of common errors
 * - `sdk`: an official client's code or tests depend on it
 * - `seen`: a public log or thread shows the real service's answer
 * - `assumed`: a choice of this project
 */
type Basis = '2021' | '2024' | '2025' | '2026' | 'documented' | 'sdk' | 'seen' | 'assumed'

/** A basis, with the source after a colon when the basis alone does not name it. Written by hand, never derived. */
export type Evidence = Basis | `${Basis}: ${string}`

/**
 * One text of one error: code, HTTP status, message, and the evidence for each action that returns it.
 *
 * The refusal's detail replaces `{}` in the message. A key of the evidence is an action, or `*` for every action. A
 * contract after it (`CopySnapshot 2025`) limits it to that contract. Where an action has several rows of one code, all
 * but one have a word after the code (`OperationDenied#zone`). Rules and faults name it; answers omit it.
 */
export type ErrorRow = readonly [code: string, status: number, message: string, evidence: Readonly<Record<string, Evidence>>]
