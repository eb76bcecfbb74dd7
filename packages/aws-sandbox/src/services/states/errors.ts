import { AwsError } from '../../core';

export const invalidArn = (arn: string | undefined) =>
  new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);

export const invalidName = (name: string | undefined) =>
  new AwsError('InvalidName', `Invalid Name: '${name}'`);

export const invalidDefinition = (message: string) =>
  new AwsError(
    'InvalidDefinition',
    `Invalid State Machine Definition: '${message}'`,
  );

export const stateMachineDoesNotExist = (arn: string) =>
  new AwsError(
    'StateMachineDoesNotExist',
    `State Machine Does Not Exist: '${arn}'`,
  );

export const executionDoesNotExist = (arn: string) =>
  new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);

export const activityDoesNotExist = (arn: string) =>
  new AwsError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);

export const typeNotSupported = () =>
  new AwsError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );

export const validationException = (message: string) =>
  new AwsError('ValidationException', message);

export const invalidToken = (message: string) =>
  new AwsError('InvalidToken', `Invalid Token: '${message}'`);
