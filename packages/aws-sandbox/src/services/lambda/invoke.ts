import { randomUUID } from 'node:crypto';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Scope, World } from '../../core';
import { functionHandlerOf } from './function-handlers';
import { recordInvocation } from './metrics';
import { StoredFunction } from './state';

/** What an invocation gave. */
export interface FunctionOutcome {
  /** The function's answer, or its error as `errorType` and `errorMessage`. */
  payload: unknown;
  /** Set when the function failed. */
  functionError?: 'Unhandled';
}

class TimedOut extends Error {}

/** Runs a function's code once; a failure is an outcome, not an exception. */
export async function invoke(
  world: World,
  stored: StoredFunction,
  event: unknown,
): Promise<FunctionOutcome> {
  const { FunctionName, FunctionArn } = stored.configuration;
  const startedAt = world.clock.now();
  const outcome = await run(world, stored, event);
  recordInvocation(world, scopeOf(FunctionArn), FunctionName, {
    failed: outcome.functionError !== undefined,
    milliseconds: world.clock.now() - startedAt,
  });
  return outcome;
}

async function run(
  world: World,
  { configuration }: StoredFunction,
  event: unknown,
): Promise<FunctionOutcome> {
  const { FunctionName, FunctionArn, Timeout, Environment } = configuration;
  const handler = functionHandlerOf(world, FunctionArn);
  if (!handler) {
    return failure(
      'Sandbox.NoHandler',
      `The AWS sandbox has no code for ${FunctionArn}: register it with setFunctionHandler`,
    );
  }
  const awsRequestId = randomUUID();
  let cancel = () => {};
  try {
    const answer = await Promise.race([
      Promise.resolve(
        handler(jsonOf(event), {
          functionArn: FunctionArn,
          functionName: FunctionName,
          awsRequestId,
          environment: Environment?.Variables ?? {},
        }),
      ),
      new Promise<never>((_, reject) => {
        cancel = world.clock.after(Timeout * 1000, () =>
          reject(new TimedOut()),
        );
      }),
    ]);
    return { payload: jsonOf(answer) };
  } catch (thrown) {
    if (thrown instanceof TimedOut) {
      return failure(
        'Sandbox.Timedout',
        `RequestId: ${awsRequestId} Error: Task timed out after ${Timeout.toFixed(
          2,
        )} seconds`,
      );
    }
    return thrown instanceof Error
      ? failure(thrown.name, thrown.message)
      : failure('Error', String(thrown));
  } finally {
    cancel();
  }
}

function failure(errorType: string, errorMessage: string): FunctionOutcome {
  return {
    payload: { errorType, errorMessage },
    functionError: 'Unhandled',
  };
}

/** Events and answers are JSON; nothing at all is null. */
function jsonOf(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

function scopeOf(arn: string): Scope {
  const { accountId = '', region = '' } = parseArn(arn) ?? {};
  return { accountId, region };
}
