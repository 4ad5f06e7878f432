/** What is done where the documentation is silent or contradicts itself. */
export interface Decision {
  readonly subject: string
  readonly text: string
  /** The setting that chooses the other reading, where both have users. */
  readonly setting?: string
}

/**
 * Each is assumed until a trace of the real service says otherwise. Changing one is a row here, the code that it speaks of,
 * and a line in the changelog.
 */
export const decisions: readonly Decision[] = [
  {
    subject: 'Time',
    text: 'A timestamp is accepted within 15 minutes, both ends included, of the emulator’s clock or of the machine’s: clients sign with the machine’s time whatever the emulator’s clock was set to. A nonce is remembered per access key, in memory, for as long as its timestamp would be accepted, at most 100,000 of them.',
  },
  {
    subject: 'Missing gateway parameters',
    text: 'Action, Version, AccessKeyId, Timestamp or Signature missing: 400 `MissingParameter` with the name. A missing or empty SignatureNonce: `SignatureNonceUsed`. Bearer and anonymous calls get `MissingParameter` for what they lack. V1 does not sign headers, so there action and version must be among the parameters.',
    setting: '`--auth off`',
  },
  {
    subject: 'Unsupported methods',
    text: 'Another SignatureMethod, SignatureVersion or ACS3 algorithm: 400 `InvalidSignatureMethod`. A Version that is no date: `InvalidVersion`. Any other action or version that is not served: 404 `InvalidAction.NotFound`; when ECS has such an action, the header `x-emulator-not-emulated` names it.',
  },
  {
    subject: 'Security tokens',
    text: 'Checked right after the key: a temporary key without its token `MissingSecurityToken`, an unknown or foreign one `InvalidSecurityToken.MismatchWithAccessKey`, one past its time `InvalidSecurityToken.Expired`.',
  },
  {
    subject: 'What a V3 signature covers',
    text: 'Every `x-acs-*` header that is there must be among the signed ones (all recorded requests do so; only `host` may be missing), and `x-acs-content-sha256` must be the body’s hash; else `SignatureDoesNotMatch`.',
  },
  {
    subject: 'Empty values under V1',
    text: 'An empty value is signed like any other.',
  },
  {
    subject: 'Names given twice',
    text: 'In query and body: the body’s value counts and is signed. Twice in one of them: 400 `InvalidParameter` with the name.',
  },
  {
    subject: 'What cannot be understood',
    text: 'A broken escape, bytes that are no UTF-8, half a surrogate pair, a JSON body that is no object: 400 `InvalidParameter.Format`. Unknown parameters are ignored, however many. HTTP’s own refusals (405, 408, 413, 414, 415, 417, 431, 503, a missing Host) have one row each in the catalogue and the shape of every other answer.',
  },
  {
    subject: 'Format',
    text: '`XML` or `JSON` in any case; anything else counts as absent. Absent: V1 answers XML; V3 answers JSON, and XML to a client that accepts XML alone.',
  },
  {
    subject: 'XML',
    text: 'A single-quoted declaration, no white space between elements, Recommend in a CDATA section. Control characters in a name or description are refused, line breaks and tabs among them; where a text is echoed, what XML cannot carry becomes U+FFFD.',
  },
  {
    subject: 'Empty parameters',
    text: 'An empty optional one counts as absent, an empty required one as missing: some clients send them, others drop them. A tag key that is given is never empty.',
  },
  {
    subject: 'Without authentication',
    text: '`--auth off` takes the account of the key if it is known, else that of `testid`, else the first one.',
    setting: '`--auth off`',
  },
  {
    subject: 'Ids',
    text: '`s-` and 20 lower-case letters or digits; the first three are the region’s cell, the next nine name the emulator’s data, the last eight count. Five cells have been seen (`bp1`, `gw8`, `j6c`, `2ze`, `uf6`); the others are assumed.',
  },
  {
    subject: 'Regions',
    text: 'An unknown DestinationRegionId is 403 `InvalidRegionId.NotExists`, an unknown RegionId of CopySnapshot 400 `InvalidRegionId.MalFormed`, asked before the destination.',
  },
  {
    subject: 'Names',
    text: '2021: an ASCII letter or a Han character first, then those, digits, `:`, `_` and `-`. 2025: every letter of Unicode, and the full stop. Lengths count code points; prefixes are compared as written.',
    setting: '`--contract`',
  },
  {
    subject: 'Required name and description',
    text: 'The contract marks both as required, gives them an empty default and leaves them out of its own example. They are optional.',
    setting: '`--require-name`',
  },
  {
    subject: 'Tags',
    text: 'More than 20, or an N outside 1–20: 400 `InvalidTagCount`. Gaps in N are fine; a value without a key is `InvalidTagKey.Malformed`; a bare `Tag.N`, which an old .NET client sends, is ignored. In a filter an empty value counts as absent.',
  },
  {
    subject: 'Two texts for one code',
    text: '`InvalidSnapshotId.EncryptedNotSupport` has two spaces after “snapshot” in the metadata of 2024 and one on the page of 2025: two under the contract of 2021, one under that of 2025. A row’s key is action, contract and code.',
    setting: '`--contract`',
  },
  {
    subject: 'Order of the rules',
    text: 'Parameters in the order of their table; then service open, white list, balance, regions, same region, source exists and is the caller’s, ready, category, encryption, quota.',
  },
  {
    subject: 'Local snapshots',
    text: 'The category `local` of a world stands for the local snapshots of the contract.',
  },
  {
    subject: 'Newer parameters under the contract of 2021',
    text: 'ClientToken is honoured; the others have no effect, and the log says so.',
    setting: '`--contract`',
  },
  {
    subject: 'What a copy looks like',
    text: 'SnapshotType `user`, the source’s disk kept, a new SnapshotLinkId in the destination, not Available and from `0%` until it is accomplished, CreationTime the time of the copy, name and description empty texts if not given. Tags and retention are the request’s alone.',
  },
  {
    subject: 'Identity',
    text: 'A snapshot’s key is account and id: two accounts may hold the same id.',
  },
  {
    subject: 'Worlds and data files',
    text: 'A data file records which worlds it was built from; each is applied once, relative times count from then, and what was changed or deleted since stays so. The sequence of ids is stored with the data.',
  },
  {
    subject: 'What has expired',
    text: 'Expired snapshots and client tokens are invisible at once and removed by later calls, a bounded number each; never by a timer.',
  },
  {
    subject: 'Client tokens',
    text: '1 to 64 printable ASCII characters, else 400 `InvalidParameter`; one token per account and action, compared by the parameters as read, answered before the rules are asked. A mismatch is 400 with the text of the common table for CopySnapshot.',
  },
  {
    subject: 'Encryption in 2025',
    text: 'Without Encrypted a copy is encrypted as its source is; without KMSKeyId under the destination’s service key, shown as `alias/acs/ecs@<region>`. A storage location takes nothing encrypted. An unfinished copy of the same disk to the same region refuses a second one; whether it is encrypted chooses the code.',
  },
  {
    subject: 'Categories in 2025',
    text: 'Archived snapshots give the newer `OperationDenied.SnapshotCategoryNotSupportCopy`, local and flash ones `InvalidSnapshotCategory.NotSupportCopy`. A world says of a snapshot whether it may be copied across regions or encrypted.',
  },
  {
    subject: 'Deleting what is not there',
    text: 'A DeleteSnapshot of an unknown id is 404 `InvalidSnapshotId.NotFound`, as its table of errors says; its text says that the call is ignored.',
    setting: '`--delete-missing`',
  },
  {
    subject: 'How long a snapshot takes',
    text: 'Two seconds, or what the settings and worlds say: seconds, seconds for each GiB, a number of descriptions, a per cent at which it fails. The narrowest holds: source snapshot, pair of regions, account, world, settings; how long and where it fails each for itself. A new snapshot of a disk takes as long as a copy within its region. One that counts descriptions has a second of RemainTime for each that is left.',
    setting: '`--copy-seconds` and its neighbours',
  },
  {
    subject: 'Pages by token',
    text: 'MaxResults or NextToken make a page by token, whatever PageNumber says: fewer than 10 results are 10, TotalCount is 0. A token is a place in the order of the rows and nothing else: what it reaches is bound by the account and the region of the call. What is no token is 400 `InvalidParameter` for DescribeSnapshots and 403 `Invalid.NextToken` for ListTagResources. A page of ListTagResources has 50 tags.',
  },
  {
    subject: 'Changing what is not ready',
    text: 'ModifySnapshotAttribute of a disk’s own snapshot in progress is 401 `IncorrectDiskStatus.CreatingSnapshot`; of a copy in progress, or of one that failed, 400 `InvalidSnapshotId.NotReady`.',
  },
  {
    subject: 'Dry runs',
    text: 'A dry run that would succeed is 400 `DryRunOperation`, for DescribeSnapshots too.',
  },
  {
    subject: 'Tags of resources',
    text: 'The one ResourceType is `snapshot`. A value without a key is `InvalidTag.Mismatch`. Tags that are asked for are listed themselves, of the snapshots that have all of them; without tags all those of the snapshots that are named. UntagResources with neither All nor TagKey is `MissingParameter.Tags`.',
  },
  {
    subject: 'Snapshots of disks',
    text: 'One at a time for a disk, 256 made by hand at most, all of one chain. More than 20 tags of CreateSnapshot are `QuotaExceed.Tags` with the text of `InvalidTagCount`. ResetDisk takes a stopped instance’s disk and an accomplished snapshot of its own that is not archived.',
  },
]
