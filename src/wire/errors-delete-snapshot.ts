import type { ErrorRow } from './error-row.ts'

/** What DeleteSnapshot answers. */
export const deleteSnapshotErrors = [
  {
    code: 'MissingParameter',
    status: 400,
    message: 'The input parameter {} that is mandatory for processing this request is not supplied.',
    evidence: 'documented 2024',
    action: 'DeleteSnapshot',
  },
  {
    code: 'SnapshotCreatedImage',
    status: 403,
    message: 'The snapshot has been used to create user defined image(s).',
    evidence: 'documented 2024',
    action: 'DeleteSnapshot',
  },
  {
    code: 'SnapshotCreatedDisk',
    status: 403,
    message: 'The snapshot has been used to create disk(s).',
    evidence: 'documented 2024',
    action: 'DeleteSnapshot',
  },
  {
    code: 'InvalidSnapshotId.NotFound',
    status: 404,
    message: 'The specified snapshot is not found.',
    evidence: 'documented 2024',
    action: 'DeleteSnapshot',
  },
  {
    code: 'InternalError',
    status: 500,
    message: 'The request processing has failed due to some unknown error.',
    evidence: 'documented 2024',
    action: 'DeleteSnapshot',
  },
] as const satisfies readonly ErrorRow[]
