/** The used part of autocannon. */
declare module 'autocannon' {
  interface Client {
    setRequests(
      requests: readonly { method: string; path: string; headers: Record<string, string>; body?: string }[],
    ): void
  }
  interface Options {
    readonly url: string
    readonly connections: number
    readonly amount: number
    readonly timeout: number
    /** Interval of its completion check, in milliseconds. */
    readonly sampleInt: number
    readonly setupClient: (client: Client) => void
  }
  interface Result {
    readonly errors: number
    readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>
  }
  interface Run extends PromiseLike<Result> {
    on(event: 'response', heard: (client: Client, status: number, bytes: number, ms: number) => void): void
  }
  export default function autocannon(options: Options): Run
}
