import { AwsError } from '../../core';

/** A parameter has a value that is not valid. */
export const validationException = (message: string) =>
  new AwsError('ValidationException', message);

/** @returns the error for a target that was never registered */
export const targetNotFound = (target: {
  ServiceNamespace?: string;
  ResourceId?: string;
  ScalableDimension?: string;
}) =>
  new AwsError(
    'ObjectNotFoundException',
    `No scalable target registered for service namespace: ${target.ServiceNamespace}, resource ID: ${target.ResourceId}, scalable dimension: ${target.ScalableDimension}`,
  );

/** @returns the error for a page token that the sandbox never gave */
export const invalidNextToken = () =>
  new AwsError('InvalidNextTokenException', 'The next token is not valid.');
