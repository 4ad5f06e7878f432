import { boolean, defaultsOf, json, type RecordOf, text, withDefault } from './members.ts'

/** A region that snapshots can live in. */
export const regionMembers = {
  /** The wire's RegionId, such as `cn-hangzhou`. */
  id: text(),
  /** The public endpoint that DescribeRegions names. */
  endpoint: text(),
  /** Three lower-case letters or digits that begin the ids made in this region (`bp1` in `s-bp1…`). */
  cell: text(),
  /** Whether encrypted copies can be made there. */
  encryptedCopies: withDefault(boolean(), true),
  /** Whether keys of one's own can be used there. */
  byok: withDefault(boolean(), true),
  /** What DescribeRegions calls the region, by language. */
  localName: json<{ readonly 'zh-CN': string; readonly 'en-US': string; readonly ja: string }>(),
}

export type Region = RecordOf<typeof regionMembers>

/** What a region is where nothing says otherwise. */
export const regionDefaults = defaultsOf(regionMembers)
