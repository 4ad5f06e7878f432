import { boolean, defaultsOf, json, type RecordOf, text, withDefault } from './members.ts'

/** A region that holds snapshots. */
export const regionMembers = {
  /** The wire's RegionId, such as `cn-hangzhou`. */
  id: text(),
  /** The public endpoint that DescribeRegions returns. */
  endpoint: text(),
  /** Three lower-case letters or digits that start the ids generated in this region (`bp1` in `s-bp1…`). */
  cell: text(),
  /** Whether the region supports encrypted copies. */
  encryptedCopies: withDefault(boolean(), true),
  /** Whether the region supports customer-managed keys. */
  byok: withDefault(boolean(), true),
  /** The ids of its zones, in order. */
  zones: json<readonly string[]>(),
  /** Those of them in which no resources are sold. */
  soldOutZones: withDefault(json<readonly string[]>(), []),
  /** The name that DescribeRegions returns, by language. */
  localName: json<{ readonly 'zh-CN': string; readonly 'en-US': string; readonly ja: string }>(),
}

export type Region = RecordOf<typeof regionMembers>

/** Default values of a region's members. */
export const regionDefaults = defaultsOf(regionMembers)
