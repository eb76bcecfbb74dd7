import { AwsError } from '../../../../core';
import { invokeFunction } from '../../../lambda/data-plane';
import { Execution } from '../../execution/Execution';
import { StateError } from '../../interpreter/StateError';
import { Integration } from './Integration';

/** `lambda:invoke`: the function's answer is in `Payload`. */
export const lambdaInvoke: Integration = {
  errorPrefix: 'Lambda',
  patterns: ['request', 'waitForTaskToken'],

  async call({ execution, parameters }) {
    const { accountId, region } = execution.scope;
    const reference = String(parameters.FunctionName ?? '');
    const arn = reference.startsWith('arn:')
      ? reference
      : `arn:aws:lambda:${region}:${accountId}:function:${reference}`;
    return {
      ExecutedVersion: '$LATEST',
      Payload: await callFunction(execution, arn, parameters.Payload ?? {}),
      StatusCode: 200,
    };
  },
};

/**
 * Invokes a function and waits for its answer.
 *
 * @throws StateError named as the function's own error, or `Lambda.…Exception`
 */
export async function callFunction(
  { world }: Execution,
  functionArn: string,
  payload: unknown,
): Promise<unknown> {
  const outcome = await invokeFunction(world, functionArn, payload).catch(
    (error: unknown) => {
      throw error instanceof AwsError
        ? new StateError(`Lambda.${error.code}`, error.message)
        : error;
    },
  );
  if (outcome.functionError !== undefined) {
    const { errorType } = outcome.payload as { errorType?: string };
    throw new StateError(
      errorType ?? 'Lambda.Unknown',
      JSON.stringify(outcome.payload),
    );
  }
  return outcome.payload;
}
