import { AwsError } from '../../../core';

/** The error for an expression that cannot be evaluated. */
export function invalidExpression(source: string, reason: string): AwsError {
  return new AwsError(
    'ValidationError',
    `Error in expression '${source}': ${reason}`,
  );
}
