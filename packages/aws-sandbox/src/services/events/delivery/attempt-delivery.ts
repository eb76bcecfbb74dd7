import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { recordInArchive } from '../archive/record-in-archive';
import { recordLogDelivery } from '../log-groups';
import { countOfRule } from '../routing/rule-metrics';
import { DeliveryFailure } from '../../../delivery/DeliveryFailure';
import { callApiDestination } from './call-api-destination';
import { Invocation, deadlineOf } from './deliver-to-target';
import { findApiDestination } from './find-api-destination';
import { targetInput } from './target-input';

/**
 * Tries once to bring an event to a target.
 *
 * @throws DeliveryFailure or AwsError when it does not arrive
 */
export async function attemptDelivery(
  world: World,
  invocation: Invocation,
): Promise<void> {
  const { rule, target, event, hops, receivedAt } = invocation;
  if (rule.archiveName) {
    recordInArchive(world, rule, event);
    return;
  }
  const arn = target.Arn ?? '';
  const parsed = parseArn(arn);
  const body = targetInput(target, event, {
    ruleArn: rule.arn,
    ruleName: rule.name,
    ingestedAt: receivedAt,
  });
  // A world may be made without CloudWatch Logs.
  const hasLogs = world.services.some(({ id }) => id === 'logs');
  if (parsed?.service === 'logs' && !hasLogs) {
    recordLogDelivery(world, rule, arn, body);
    return;
  }
  if (parsed?.service === 'events' && parsed.resource.startsWith('api-dest')) {
    await invokeApiDestination(world, invocation, body);
    return;
  }
  if (parsed?.service === 'events' && hops >= 1) {
    throw new DeliveryFailure(
      'THIRD_ACCOUNT_HOP_DETECTED',
      'An event that came from another event bus is not forwarded to a third one.',
      false,
    );
  }
  await world.deliver({
    arn,
    body,
    sender: 'events.amazonaws.com',
    sourceArn: rule.arn,
    messageGroupId: target.SqsParameters?.MessageGroupId,
    parameters: {
      RoleArn: target.RoleArn,
      EcsParameters: target.EcsParameters,
      KinesisParameters: target.KinesisParameters,
      SqsParameters: target.SqsParameters,
      HttpParameters: target.HttpParameters,
      BatchParameters: target.BatchParameters,
    },
  });
}

async function invokeApiDestination(
  world: World,
  invocation: Invocation,
  body: string,
): Promise<void> {
  const { target, rule } = invocation;
  const arn = target.Arn ?? '';
  const { gate } = findApiDestination(world, arn).destination;
  if (gate.waiting > 0) {
    countOfRule(world, rule, 'ThrottledRules');
  }
  const entered = await gate.enter(deadlineOf(invocation));
  if (!entered) {
    throw new DeliveryFailure(
      'THROTTLING',
      'The event grew too old behind the invocation rate limit of its API destination.',
      true,
    );
  }
  // Looked up again: both may have changed while the event waited.
  const { destination, connection } = findApiDestination(world, arn);
  await callApiDestination(
    world,
    destination,
    connection,
    body,
    target.HttpParameters,
  );
}
