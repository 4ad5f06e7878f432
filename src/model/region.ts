/** A region that snapshots can live in. */
export interface Region {
  /** The wire's RegionId, such as `cn-hangzhou`. */
  readonly id: string
  /** The public endpoint that DescribeRegions names. */
  readonly endpoint: string
  /** Three lower-case letters or digits that begin the ids made in this region (`bp1` in `s-bp1…`). */
  readonly cell: string
  /** Whether encrypted copies can be made there. */
  readonly encryptedCopies: boolean
  /** Whether keys of one's own can be used there. */
  readonly byok: boolean
  /** What DescribeRegions calls the region, by language. */
  readonly localName: { readonly 'zh-CN': string; readonly 'en-US': string; readonly ja: string }
}
