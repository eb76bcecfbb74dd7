import { AwsError } from '../../core';

export const resourceNotFound = (message: string) =>
  new AwsError('ResourceNotFoundException', message, 404, { Type: 'User' });

export const functionNotFound = (arn: string) =>
  resourceNotFound(`Function not found: ${arn}`);

export const resourceConflict = (message: string) =>
  new AwsError('ResourceConflictException', message, 409, { Type: 'User' });

export const invalidParameter = (message: string) =>
  new AwsError('InvalidParameterValueException', message, 400, {
    Type: 'User',
  });
