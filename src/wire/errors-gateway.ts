import type { ErrorRow } from './error-row.ts'

/** What the RPC gateway itself answers, for every action; and the common parameter errors of ECS. */
export const gatewayErrors = [
  {
    code: 'MissingParameter',
    status: 400,
    message: 'The input parameter "{}" that is mandatory for processing this request is not supplied.',
    evidence: 'seen in a real log',
  },
  {
    code: 'InvalidParameter',
    status: 400,
    message: 'The specified parameter "{}" is not valid.',
    evidence: 'seen in a real log',
  },
  {
    code: 'InvalidParameter.Format',
    status: 400,
    message: 'Specified parameter format is not valid.',
    evidence: 'documented',
  },
  {
    code: 'InvalidVersion',
    status: 400,
    message: 'Specified parameter Version is not valid.',
    evidence: 'seen in an SDK',
  },
  {
    code: 'InvalidAction.NotFound',
    status: 404,
    message: 'Specified api is not found, please check your url and method.',
    evidence: 'seen in an SDK',
  },
  {
    code: 'InvalidAccessKeyId.NotFound',
    status: 404,
    message: 'Specified access key is not found.',
    evidence: 'seen in a real log',
  },
  {
    code: 'InvalidAccessKeyId.Inactive',
    status: 400,
    message: 'Specified access key is disabled.',
    evidence: 'documented',
  },
  {
    code: 'InvalidSignatureMethod',
    status: 400,
    message: 'Specified signature method is not valid.',
    evidence: 'documented',
  },
  {
    code: 'MissingSecurityToken',
    status: 400,
    message: 'SecurityToken is mandatory for this action.',
    evidence: 'documented',
  },
  {
    code: 'InvalidSecurityToken.MismatchWithAccessKey',
    status: 400,
    message: 'Specified SecurityToken mismatch with the AccessKey.',
    evidence: 'documented',
  },
  {
    code: 'InvalidSecurityToken.Expired',
    status: 400,
    message: 'Specified SecurityToken is expired.',
    evidence: 'documented',
  },
  {
    code: 'InvalidTimeStamp.Format',
    status: 400,
    message: 'Specified time stamp or date value is not well formatted.',
    evidence: 'documented',
  },
  {
    code: 'InvalidTimeStamp.Expired',
    status: 400,
    message: 'Specified time stamp or date value is expired.',
    evidence: 'seen in a real log',
  },
  // Two texts under one code: clients compare what follows the colon with their own string to sign.
  {
    code: 'SignatureDoesNotMatch',
    status: 400,
    message: 'Specified signature {}',
    evidence: 'seen in a real log',
  },
  {
    code: 'SignatureNonceUsed',
    status: 400,
    message: 'Specified signature nonce was used already.',
    evidence: 'seen in a real log',
  },
  // Nothing here limits a rate: these come by faults only.
  {
    code: 'Throttling',
    status: 400,
    message: 'Request was denied due to flow control.',
    evidence: 'documented',
  },
  {
    code: 'Throttling.User',
    status: 400,
    message: 'Request was denied due to user flow control.',
    evidence: 'documented',
  },
  {
    code: 'Throttling.Api',
    status: 400,
    message: 'Request was denied due to api flow control.',
    evidence: 'documented',
  },
  {
    code: 'Forbidden.RAM',
    status: 403,
    message: "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    evidence: 'seen in a real log',
  },
  {
    code: 'UnsupportedHTTPMethod',
    status: 405,
    message: 'This http method is not supported.',
    evidence: 'assumed',
  },
  {
    code: 'ContentLengthDoesNotMatch',
    status: 400,
    message: 'Specified content length does not match the body.',
    evidence: 'assumed',
  },
  { code: 'RequestTimeout', status: 408, message: 'The request did not arrive in time.', evidence: 'assumed' },
  { code: 'RequestEntityTooLarge', status: 413, message: 'The request body is too large.', evidence: 'assumed' },
  { code: 'RequestUriTooLong', status: 414, message: 'The request URL is too long.', evidence: 'assumed' },
  { code: 'UnsupportedMediaType', status: 415, message: 'The content type is not supported.', evidence: 'assumed' },
  { code: 'ExpectationFailed', status: 417, message: 'The expectation cannot be met.', evidence: 'assumed' },
  {
    code: 'RequestHeaderFieldsTooLarge',
    status: 431,
    message: 'The request headers are too large.',
    evidence: 'assumed',
  },
  {
    code: 'InternalError',
    status: 500,
    message: 'The request processing has failed due to some unknown error, exception or failure.',
    evidence: 'documented',
  },
  {
    code: 'ServiceUnavailable',
    status: 503,
    message: 'The request has failed due to a temporary failure of the server.',
    evidence: 'seen in a real log',
  },
] as const satisfies readonly ErrorRow[]
