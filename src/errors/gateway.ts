import type { ErrorRow } from './row.ts'

/** Errors of the gateway and of HTTP, for every action. */
export const gatewayErrors = [
  ['InvalidVersion', 400, 'Specified parameter Version is not valid.', { '*': 'sdk: openapi-sdk-php-client, a test that calls ECS' }],
  ['InvalidAction.NotFound', 404, 'Specified api is not found, please check your url and method.', { '*': 'sdk: aliyun-cli, a test that calls ECS' }],
  ['InvalidAccessKeyId.NotFound', 404, 'Specified access key is not found.', { '*': 'seen: 2018 to 2022, aliyun-exporter#36, terraform#13657' }],
  ['InvalidAccessKeyId.Inactive', 400, 'Specified access key is disabled.', { '*': 'documented: the table of common errors' }],
  ['InvalidSignatureMethod', 400, 'Specified signature method is not valid.', { '*': 'documented: the table of common errors' }],
  // RAM and STS return it; ECS returns MissingParameter.
  ['MissingSecurityToken', 400, 'SecurityToken is mandatory for this action.', { '*': 'documented: the table of common errors' }],
  ['InvalidSecurityToken.MismatchWithAccessKey', 400, 'Specified SecurityToken mismatch with the AccessKey.', { '*': 'documented: the table of common errors' }],
  ['InvalidSecurityToken.Expired', 400, 'Specified SecurityToken is expired.', { '*': 'documented: the table of common errors' }],
  ['InvalidTimeStamp.Format', 400, 'Specified time stamp or date value is not well formatted.', { '*': 'documented: the table of common errors' }],
  // ECS under V1; its text names no expiry.
  ['IllegalTimestamp', 400, 'The input parameter "Timestamp" that is mandatory for processing this request is not supplied.', { '*': 'seen: ECS 2018, 2023 and 2025, bosh-alicloud-cpi-release#29, cloudpods#23074' }],
  ['InvalidTimeStamp.Expired', 400, 'Specified time stamp or date value is expired.', { '*': 'seen: ddns-go#192, ddns-go#1291' }],
  // ECS under V1 and the contract of 2021.
  ['IncompleteSignature', 400, 'The request signature does not conform to Aliyun standards. server string to sign is:{}', { '*': 'seen: ECS 2018 to 2020, aliyun-openapi-python-sdk#390, bosh-alicloud-cpi-release#29' }],
  // V1 and V3 differ in the detail. Clients compare the text after its colon with their own string to sign.
  ['SignatureDoesNotMatch', 400, 'Specified signature {}', { '*': 'seen: 2018 to 2025, SMS4J#34; V3 in third-party notes' }],
  ['SignatureNonceUsed', 400, 'Specified signature nonce was used already.', { '*': 'seen: acme.sh#3585, ddns-go#1548' }],
  // The emulator does not limit rates: only faults return these.
  ['Throttling', 400, 'Request was denied due to flow control.', { '*': 'documented: the table of common errors' }],
  ['Throttling', 403, 'Request was denied due to user flow control.', { CreateSnapshot: 'documented: its page' }],
  ['Throttling.User', 400, 'Request was denied due to user flow control.', { '*': 'documented: the table of common errors' }],
  ['Throttling.Api', 400, 'Request was denied due to api flow control.', { '*': 'documented: the table of common errors' }],
  // Only an endpoint of another region returns it; this endpoint serves all of them.
  ['InvalidOperation.NotSupportedEndpoint', 403, "The specified endpoint can't operate this region. Please use API DescribeRegions to get the appropriate endpoint, or upgrade your SDK to latest version.", { '*': 'seen: ECS 2020, alibaba-cloud-sdk-go#440, cloudinfo#358' }],
  ['Forbidden.RAM', 403, "User not authorized to operate on the specified resource, or this API doesn't support RAM.", { '*': 'seen: ECS, packer-provider#34' }],
  ['UnsupportedHTTPMethod', 405, 'This http method is not supported.', { '*': 'assumed: the text is in the common errors of ECS, with status 403' }],
  ['ContentLengthDoesNotMatch', 400, 'Specified content length does not match the body.', { '*': 'assumed' }],
  ['RequestTimeout', 408, 'The request did not arrive in time.', { '*': 'assumed' }],
  ['RequestEntityTooLarge', 413, 'The request body is too large.', { '*': 'assumed' }],
  ['RequestUriTooLong', 414, 'The request URL is too long.', { '*': 'assumed' }],
  ['UnsupportedMediaType', 415, 'The content type is not supported.', { '*': 'assumed' }],
  ['ExpectationFailed', 417, 'The expectation cannot be met.', { '*': 'assumed' }],
  ['RequestHeaderFieldsTooLarge', 431, 'The request headers are too large.', { '*': 'assumed' }],
  ['InternalError', 500, 'The request processing has failed due to some unknown error, exception or failure.', { '*': 'documented: the table of common errors', CopySnapshot: '2025' }],
  [
    'InternalError',
    500,
    'The request processing has failed due to some unknown error.',
    { CreateSnapshot: '2024', DeleteSnapshot: '2024', DescribeSnapshots: '2024', DescribeSnapshotLinks: '2024', ResetDisk: '2024', DescribeDisks: '2021', CreateDisk: '2021', AttachDisk: '2021', DetachDisk: '2021', StopInstance: '2021', StartInstance: '2021', DescribeImages: '2021' },
  ],
  ['InternalError', 500, 'The process of creating snapshot has failed due to some unknown error.', { ListTagResources: '2024', CreateImage: '2021' }],
  // Its page gives the status 403. A failure of the emulator has the row of every action.
  ['InternalError#403', 403, 'The request processing has failed due to some unknown error.', { CopyImage: '2021' }],
  ['ServiceUnavailable', 503, 'The request has failed due to a temporary failure of the server.', { '*': 'seen: ECS, packer-provider#26', StartInstance: '2025' }],
  ['LimitedOperation.ServiceUnavailable', 503, 'The service is currently unavailable. Please try again later.', { StopInstance: '2025' }],
] as const satisfies readonly ErrorRow[]
