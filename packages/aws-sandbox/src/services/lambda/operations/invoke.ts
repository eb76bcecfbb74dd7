import { InvocationRequest, InvocationResponse } from '@aws-sdk/client-lambda';
import { AwsError, Operation } from '../../../core';
import { findFunction } from '../function-reference';
import { invoke } from '../invoke';
import { invokeAsynchronously } from '../invoke-asynchronously';

/** `Invoke` in its three types. */
export const invokeOperations: Record<string, Operation> = {
  async Invoke(
    input: InvocationRequest,
    { world, ...scope },
  ): Promise<InvocationResponse> {
    const stored = findFunction(
      world,
      scope,
      input.FunctionName,
      input.Qualifier,
    );
    const event = eventOf(input.Payload);
    switch (input.InvocationType) {
      case 'DryRun':
        return { StatusCode: 204 };
      case 'Event':
        void invokeAsynchronously(world, stored, event);
        return { StatusCode: 202 };
      default: {
        const { payload, functionError } = await invoke(world, stored, event);
        return {
          StatusCode: 200,
          ExecutedVersion: '$LATEST',
          FunctionError: functionError,
          Payload: Buffer.from(JSON.stringify(payload)),
        };
      }
    }
  },
};

function eventOf(payload: Uint8Array | undefined): unknown {
  if (!payload || payload.length === 0) {
    return {};
  }
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${error}`,
      400,
      { Type: 'User' },
    );
  }
}
