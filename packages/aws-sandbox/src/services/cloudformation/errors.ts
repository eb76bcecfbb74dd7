import { AwsError } from '../../core';

/** What CloudFormation answers to nearly everything that is wrong. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}

/** The template itself is at fault. */
export function templateError(message: string): AwsError {
  return validationError(`Template format error: ${message}`);
}

/** There is no such stack, or there is one no more. */
export function stackNotFound(reference: string | undefined): AwsError {
  return validationError(`Stack with id ${reference} does not exist`);
}
