import { AwsError } from '../../core';

export function loadBalancerNotFound(what: string): AwsError {
  return new AwsError(
    'LoadBalancerNotFoundException',
    `Load balancer '${what}' not found`,
  );
}

export function targetGroupNotFound(what: string): AwsError {
  return new AwsError(
    'TargetGroupNotFoundException',
    `Target group '${what}' not found`,
  );
}

export function listenerNotFound(what: string): AwsError {
  return new AwsError(
    'ListenerNotFoundException',
    `Listener '${what}' not found`,
  );
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
