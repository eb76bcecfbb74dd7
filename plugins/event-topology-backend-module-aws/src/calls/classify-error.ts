import { AwsCallError, CallErrorKind } from './aws-call-error';
import { policyStatementOf } from '../policies/read-policy';
import { CallScope } from './call-scope';

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'NotAuthorized',
  'UnauthorizedException',
  'UnauthorizedOperation',
]);
const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
const EXPIRED = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenRefreshRequired',
]);
const NOT_ACCEPTED = new Set([
  'AuthFailure',
  'CredentialsProviderError',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'OptInRequired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);
const CLOCK = new Set(['RequestTimeTooSkewed', 'RequestInTheFuture']);
const NETWORK =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|EPROTO|ETIMEDOUT|TimeoutError|NetworkingError|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|ERR_TLS_.*)$/;
const UNSUPPORTED = new Set([
  'InvalidAction',
  'NotImplemented',
  'NotImplementedException',
  'UnknownOperationException',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);
const NOT_FOUND =
  /(NotFound|DoesNotExist|NonExistentQueue|NoSuchEntity|NotFoundException)/;

/**
 * Turns whatever a call threw into an `AwsCallError`. The error's name decides
 * where it is known; otherwise the HTTP status does, because a proxy's or
 * gateway's HTML page reaches the client as a mere `SyntaxError` or `Error`
 * about its deserialization.
 *
 * @param error - what the SDK threw
 * @param operation - as IAM spells it
 */
export function classifyError(
  error: unknown,
  operation: string | undefined,
  scope: CallScope,
): AwsCallError {
  if (error instanceof AwsCallError) {
    return error;
  }
  const { name, message, status } = describe(error);
  const where = `account ${scope.accountId}, region ${scope.region}`;
  const fault = (kind: CallErrorKind, code: string, remedy: string) =>
    new AwsCallError(
      {
        kind,
        code,
        message: message.slice(0, 500),
        ...(operation && { operation }),
        remedy,
      },
      { cause: error },
    );

  if (DENIED.has(name)) {
    const action =
      deniedAction(message, operation) ?? operation ?? `${scope.service}:*`;
    return fault('denied', name, deniedRemedy(action, message, scope));
  }
  if (THROTTLED.has(name)) {
    return fault('throttled', name, throttledRemedy(scope));
  }
  if (EXPIRED.has(name)) {
    return fault(
      'credentials',
      name,
      `The credentials for account ${scope.accountId} have expired. Renew what \`aws.accounts\` in the app-config gives for it (an assumed role renews itself; a copied session token does not).`,
    );
  }
  if (CLOCK.has(name)) {
    return fault(
      'credentials',
      name,
      'The clock of the machine that runs the backend is wrong by minutes: AWS refuses its signatures. Set the clock.',
    );
  }
  if (NOT_ACCEPTED.has(name)) {
    return fault(
      'credentials',
      name,
      `AWS did not accept the credentials in ${where}. Check \`aws.accounts\` in the app-config for account ${scope.accountId}, and that the region is enabled for this account.`,
    );
  }
  if (NETWORK.test(name)) {
    return fault(
      'network',
      name,
      `The backend could not reach ${scope.service} in ${scope.region}. Check the network, proxy and VPC endpoints, \`eventTopology.aws.endpoint\` if it is set, and that the region offers this service.`,
    );
  }
  if (UNSUPPORTED.has(name) || status === 501) {
    return fault(
      'unsupported',
      name,
      `The endpoint does not have ${
        operation ?? 'this operation'
      }. AWS does: an emulator behind \`eventTopology.aws.endpoint\` may lack it.`,
    );
  }
  if (NOT_FOUND.test(name)) {
    return fault('not-found', name, 'It was deleted while it was being read.');
  }
  const unparsed = /Deserialization error/.test(message);
  if (unparsed || status === undefined || status < 300) {
    if (status === 429) {
      return fault('throttled', `HTTP${status}`, throttledRemedy(scope));
    }
    if (status !== undefined) {
      return fault(
        'unusable-answer',
        `HTTP${status}`,
        `Something between the backend and AWS answered in AWS's place (${where}): a proxy, a gateway or a sign-in page. Check the proxy and \`eventTopology.aws.endpoint\`.`,
      );
    }
    return fault(
      'refused',
      name,
      `Reading ${scope.service} in ${where} failed for a reason that is not known. The backend's log has the details.`,
    );
  }
  if (status === 403) {
    return fault(
      'denied',
      name,
      deniedRemedy(operation ?? `${scope.service}:*`, message, scope),
    );
  }
  if (status === 401) {
    return fault(
      'credentials',
      name,
      `AWS did not accept the credentials in ${where}. Check \`aws.accounts\` in the app-config.`,
    );
  }
  if (status === 404) {
    return fault(
      'unsupported',
      name,
      `There is no ${scope.service} at the address that was called (${where}). Check \`eventTopology.aws.endpoint\`, and that the region offers this service.`,
    );
  }
  if (status === 429) {
    return fault('throttled', name, throttledRemedy(scope));
  }
  if (status >= 500) {
    return fault(
      'aws-fault',
      name,
      `${scope.service} in ${scope.region} failed on its side (HTTP ${status}). The next read tries again; the AWS Health Dashboard tells of outages.`,
    );
  }
  return fault(
    'refused',
    name,
    `${
      operation ?? scope.service
    } was refused with ${name} in ${where}. The message says why.`,
  );
}

/** True for the error of a run that was called off. */
export function isAbort(error: unknown, signal?: AbortSignal): boolean {
  return (
    signal?.aborted === true ||
    (error instanceof Error && error.name === 'AbortError')
  );
}

/**
 * The action that AWS's message names: it can be another one than was called,
 * such as `kms:Decrypt`.
 */
function deniedAction(message: string, operation?: string) {
  const match = /not authorized to perform:? ([a-z0-9-]+:\w+)/i.exec(message);
  // SQS writes its actions in lower case there.
  return match?.[1].toLocaleLowerCase('en-US') ===
    operation?.toLocaleLowerCase('en-US')
    ? operation
    : match?.[1];
}

function deniedRemedy(action: string, message: string, scope: CallScope) {
  const statement = policyStatementOf(action);
  return `Allow the IAM action ${action} for the role that account ${
    scope.accountId
  } is read with${
    statement ? ` (statement ${statement} of the read-only policy)` : ''
  }. ${whyDenied(message)}`;
}

/** AWS says in words which kind of policy stood in the way. */
function whyDenied(message: string): string {
  if (/service control policy/i.test(message)) {
    return 'A service control policy of the organization denies it: have it allowed there.';
  }
  if (/permissions boundary/i.test(message)) {
    return "The role's permissions boundary denies it: allow it there too.";
  }
  if (/explicit deny/i.test(message)) {
    return 'An explicit Deny in a policy wins over any Allow: remove it or except this role.';
  }
  return 'The README of the AWS module has the whole read-only policy.';
}

function throttledRemedy(scope: CallScope) {
  return `${scope.service} in account ${scope.accountId}, region ${scope.region} is throttled even after retries: something else uses up the account's quota. Lower \`eventTopology.aws.budgets.${scope.service}\`, refresh less often, or ask AWS for a higher quota.`;
}

function describe(error: unknown) {
  if (!(error instanceof Error)) {
    return { name: 'UnknownError', message: String(error), status: undefined };
  }
  const details: Error & {
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  } = error;
  const status =
    details.$metadata?.httpStatusCode ?? details.$response?.statusCode;
  // Node.js keeps the name of a network fault in `code`; some SDK errors too,
  // but there `name` is the modelled one. Where the SDK wraps a fault that it
  // does not know for an Error, only its message is left.
  const systemCode = [
    details.code,
    ...(status === undefined ? error.message.split(/[\s:]+/) : []),
  ].find(
    (code): code is string => typeof code === 'string' && NETWORK.test(code),
  );
  return {
    name: systemCode ?? stripNamespace(error.name),
    message: error.message || error.name,
    status,
  };
}

/** Query-compatible errors carry a namespace: `AWS.SimpleQueueService.NonExistentQueue`. */
function stripNamespace(name: string) {
  return name.slice(name.lastIndexOf('.') + 1);
}
