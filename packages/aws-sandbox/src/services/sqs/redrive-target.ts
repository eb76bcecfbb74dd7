import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Scope, World } from '../../core';
import { findQueueByArn, queueArn } from './queue-address';
import { QueueSettings } from './queue/QueueSettings';

/**
 * Checks that a redrive policy names a queue that exists beside this one, is
 * of the same type, and lets this one use it.
 *
 * @throws AwsError `InvalidParameterValueException`
 */
export function checkRedriveTarget(
  world: World,
  scope: Scope,
  name: string,
  settings: QueueSettings,
): void {
  const redrive = settings.redrivePolicy;
  if (!redrive) {
    return;
  }
  const refuse = (reason: string) =>
    new AwsError(
      'InvalidParameterValueException',
      `Value ${JSON.stringify(
        redrive,
      )} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  const arn = parseArn(redrive.deadLetterTargetArn);
  if (
    arn &&
    (arn.accountId !== scope.accountId || arn.region !== scope.region)
  ) {
    throw refuse(
      'Dead letter target must be in the same account and region as the source.',
    );
  }
  const target = findQueueByArn(world, redrive.deadLetterTargetArn);
  if (!target) {
    throw refuse('Dead letter target does not exist.');
  }
  if (target.settings.fifo !== settings.fifo) {
    throw refuse('Dead-letter queue must be same type of queue as the source.');
  }
  const allow = target.settings.redriveAllowPolicy;
  const source = queueArn(scope, name);
  if (
    allow?.redrivePermission === 'denyAll' ||
    (allow?.redrivePermission === 'byQueue' &&
      !allow.sourceQueueArns?.includes(source))
  ) {
    throw refuse(
      'The redrive allow policy of the dead letter target does not permit this queue.',
    );
  }
}
