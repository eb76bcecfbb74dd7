import { World } from '../../core';
import { FunctionOutcome, invoke } from './invoke';
import { StoredFunction } from './state';

/** Lambda tries an event that fails twice more, after one minute and after two. */
const RETRY_AFTER_MILLISECONDS = [60_000, 120_000];

/**
 * Invokes a function without anybody waiting. What fails three times goes to
 * the function's dead-letter queue or topic, or is lost.
 */
export async function invokeAsynchronously(
  world: World,
  stored: StoredFunction,
  event: unknown,
): Promise<void> {
  let outcome = await invoke(world, stored, event);
  for (const delay of RETRY_AFTER_MILLISECONDS) {
    if (outcome.functionError === undefined) {
      return;
    }
    await world.clock.sleep(delay);
    outcome = await invoke(world, stored, event);
  }
  if (outcome.functionError !== undefined) {
    await sendDeadLetter(world, stored, event, outcome);
  }
}

async function sendDeadLetter(
  world: World,
  { configuration }: StoredFunction,
  event: unknown,
  { payload }: FunctionOutcome,
): Promise<void> {
  const target = configuration.DeadLetterConfig?.TargetArn;
  if (!target) {
    return;
  }
  const { errorMessage } = payload as { errorMessage?: string };
  try {
    await world.deliver({
      arn: target,
      body: JSON.stringify(event),
      sender: 'lambda.amazonaws.com',
      sourceArn: configuration.FunctionArn,
      messageAttributes: {
        ErrorCode: { DataType: 'Number', StringValue: '200' },
        ErrorMessage: {
          DataType: 'String',
          StringValue: errorMessage || 'Unknown',
        },
      },
    });
  } catch {
    // As on AWS: a dead-letter target that refuses loses the event.
  }
}
