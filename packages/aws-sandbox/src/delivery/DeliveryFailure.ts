import { AwsError } from '../core';

/** What AWS writes into the `ERROR_CODE` attribute of a dead letter. */
export type DeliveryErrorCode =
  | 'CONNECTION_FAILURE'
  | 'ERROR_FROM_TARGET'
  | 'INTERNAL_ERROR'
  | 'INVALID_PARAMETER'
  | 'NO_PERMISSIONS'
  | 'NO_RESOURCE'
  | 'SDK_CLIENT_ERROR'
  | 'THIRD_ACCOUNT_HOP_DETECTED'
  | 'THROTTLING'
  | 'TIMEOUT';

/** Why an event did not reach a target, and whether trying again may help. */
export class DeliveryFailure extends AwsError {
  constructor(
    readonly errorCode: DeliveryErrorCode,
    message: string,
    readonly retryable: boolean,
  ) {
    super(errorCode, message, retryable ? 503 : 400);
  }
}

const NO_RESOURCE = /NotFound|DoesNotExist|NonExistent|NoSuch|ClusterNotFound/i;
const NO_PERMISSIONS = /AccessDenied|AuthorizationError|NotAuthorized/i;
const THROTTLING = /Throttl|TooManyRequests|LimitExceeded|OverLimit/i;

/**
 * Takes any error of a receiving service for what EventBridge makes of it: a
 * missing resource or permission is final, throttling and faults of the
 * service are retried.
 */
export function asDeliveryFailure(error: unknown): DeliveryFailure {
  if (error instanceof DeliveryFailure) {
    return error;
  }
  if (!(error instanceof AwsError)) {
    return new DeliveryFailure(
      'INTERNAL_ERROR',
      error instanceof Error ? error.message : String(error),
      true,
    );
  }
  if (THROTTLING.test(error.code)) {
    return new DeliveryFailure('THROTTLING', error.message, true);
  }
  if (NO_RESOURCE.test(error.code)) {
    return new DeliveryFailure('NO_RESOURCE', error.message, false);
  }
  if (NO_PERMISSIONS.test(error.code)) {
    return new DeliveryFailure('NO_PERMISSIONS', error.message, false);
  }
  return error.status >= 500
    ? new DeliveryFailure('INTERNAL_ERROR', error.message, true)
    : new DeliveryFailure('SDK_CLIENT_ERROR', error.message, false);
}
