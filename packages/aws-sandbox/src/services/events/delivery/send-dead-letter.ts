import { World } from '../../../core';
import { countOfRule } from '../routing/rule-metrics';
import { DeliveryFailure } from '../../../delivery/DeliveryFailure';
import { ExhaustedCondition, Invocation } from './deliver-to-target';

/**
 * Sends an event that could not be delivered to the target's dead-letter
 * queue, with the reason as message attributes.
 *
 * @returns false when there is no such queue, or it does not take the event
 */
export async function sendDeadLetter(
  world: World,
  { rule, target, event }: Invocation,
  failure: DeliveryFailure,
  retries: number,
  exhausted: ExhaustedCondition | undefined,
): Promise<boolean> {
  const queueArn = target.DeadLetterConfig?.Arn;
  if (!queueArn) {
    return false;
  }
  const attributes: Record<string, string> = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.Arn ?? '',
    ERROR_CODE: failure.errorCode,
    ERROR_MESSAGE: failure.message,
  };
  if (exhausted) {
    attributes.EXHAUSTED_RETRY_CONDITION = exhausted;
    attributes.RETRY_ATTEMPTS = String(retries);
  }
  try {
    await world.deliver({
      arn: queueArn,
      body: JSON.stringify(event),
      sender: 'events.amazonaws.com',
      sourceArn: rule.arn,
      messageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [
          name,
          { DataType: 'String', StringValue },
        ]),
      ),
    });
    countOfRule(world, rule, 'InvocationsSentToDlq');
    countOfRule(world, rule, 'DeadLetterInvocations');
    return true;
  } catch {
    countOfRule(world, rule, 'InvocationsFailedToBeSentToDlq');
    return false;
  }
}
