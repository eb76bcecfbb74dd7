import { AwsError } from '../core';
import { ServiceModel } from './service-model';

/** What services call their throttling error, where they model one. */
const THROTTLING_NAMES = [
  'ThrottlingException',
  'RequestThrottled',
  'ThrottledException',
  'TooManyRequestsException',
];

/** The service throttles this caller; the SDK takes it for retryable. */
export function throttlingError(service: ServiceModel): AwsError {
  const modelled = THROTTLING_NAMES.find(name => service.errors.has(name));
  const code = modelled ?? generalCode(service, 'Throttling', 'Exception');
  return new AwsError(code, 'Rate exceeded', 400);
}

/** The caller may not do this. */
export function accessDeniedError(
  service: ServiceModel,
  principalArn: string,
  action: string,
): AwsError {
  const message = `User: ${principalArn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  if (service.errors.has('AuthorizationError')) {
    return new AwsError('AuthorizationError', message, 403);
  }
  return new AwsError(
    generalCode(service, 'AccessDenied', 'Exception'),
    message,
    service.style === 'json' && !service.queryCompatible ? 400 : 403,
  );
}

/** The service has no such operation, or the sandbox doesn't have it. */
export function unknownOperationError(
  service: ServiceModel | undefined,
  operation: string,
): AwsError {
  const where = service ? ` of ${service.id}` : '';
  const message = `The AWS sandbox does not have the operation ${operation}${where}`;
  return service?.style === 'query'
    ? new AwsError('InvalidAction', message, 400)
    : new AwsError(
        'UnknownOperationException',
        message,
        service?.style === 'rest' ? 404 : 400,
      );
}

/** The input does not fit the operation's shape. */
export function validationError(
  service: ServiceModel,
  message: string,
): AwsError {
  const modelled = service.errors.has('ValidationException');
  return new AwsError(
    service.style === 'query' && !modelled
      ? 'ValidationError'
      : 'ValidationException',
    message,
    400,
  );
}

/** The body cannot be read at all. */
export function malformedBodyError(
  service: ServiceModel,
  reason: string,
): AwsError {
  return new AwsError(
    service.style === 'query'
      ? 'MalformedQueryString'
      : 'SerializationException',
    `The body of the request cannot be read: ${reason}`,
    400,
  );
}

/** Query services, and those that once were, leave the suffix away. */
function generalCode(
  service: ServiceModel,
  name: string,
  suffix: string,
): string {
  return service.style === 'query' || service.queryCompatible
    ? name
    : `${name}${suffix}`;
}
