import { Target } from '@aws-sdk/client-eventbridge';
import { Arn, parseArn } from '@ecs-eda/plugin-event-topology-common';
import { transformerFault } from '../delivery/input-transformer';
import { isJsonPath } from '../routing/json-path';
import { validationError } from './input-rules';

const TARGET_ID = /^[.\-_A-Za-z0-9]{1,64}$/;

/**
 * Checks a target as `PutTargets` does.
 *
 * @throws AwsError `ValidationException`
 */
export function checkTarget(target: Target): void {
  const id = target.Id ?? '';
  if (!TARGET_ID.test(id)) {
    throw validationError(
      `1 validation error detected: Value '${id}' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
  }
  const arn = parseArn(target.Arn ?? '');
  if (!arn) {
    throw validationError(
      `Parameter ${target.Arn} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  }
  checkInput(target, id);
  checkServiceParameters(target, id, arn);
  checkRetries(target, id);
}

function checkInput(target: Target, id: string): void {
  const given = [
    target.Input,
    target.InputPath,
    target.InputTransformer,
  ].filter(one => one !== undefined);
  if (given.length > 1) {
    throw validationError(
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`,
    );
  }
  if (target.Input !== undefined) {
    try {
      JSON.parse(target.Input);
    } catch {
      throw validationError(`JSON syntax error in input for target ${id}.`);
    }
  }
  if (target.InputPath !== undefined && !isJsonPath(target.InputPath)) {
    throw validationError(
      `Invalid InputPath for target ${id}: ${target.InputPath} is not a JSON path.`,
    );
  }
  const fault =
    target.InputTransformer && transformerFault(target.InputTransformer);
  if (fault) {
    throw validationError(
      `Invalid InputTransformer for target ${id}: ${fault}.`,
    );
  }
}

function checkServiceParameters(target: Target, id: string, arn: Arn): void {
  if (
    arn.service === 'sqs' &&
    arn.resource.endsWith('.fifo') &&
    !target.SqsParameters?.MessageGroupId
  ) {
    throw validationError(
      `Parameter(s) SqsParameters must be specified for target: ${id}.`,
    );
  }
  if (arn.service === 'ecs' && !target.EcsParameters?.TaskDefinitionArn) {
    throw validationError(
      `Parameter(s) EcsParameters must be specified for target: ${id}.`,
    );
  }
  if (needsRole(arn) && !target.RoleArn) {
    throw validationError(`RoleArn is required for target ${target.Arn}.`);
  }
}

/** Targets that EventBridge calls with a role of the customer; the others ask their own policy. */
function needsRole(arn: Arn): boolean {
  return (
    ['ecs', 'states', 'kinesis', 'firehose', 'batch'].includes(arn.service) ||
    (arn.service === 'events' && arn.resource.startsWith('api-destination/'))
  );
}

function checkRetries(target: Target, id: string): void {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } =
    target.RetryPolicy ?? {};
  if (
    outside(MaximumRetryAttempts, 0, 185) ||
    outside(MaximumEventAgeInSeconds, 60, 86_400)
  ) {
    throw validationError(`RetryPolicy is not valid for target ${id}.`);
  }
  const deadLetters = target.DeadLetterConfig?.Arn;
  const queue = parseArn(deadLetters ?? '');
  if (
    deadLetters !== undefined &&
    (queue?.service !== 'sqs' || queue.resource.endsWith('.fifo'))
  ) {
    throw validationError(
      `DeadLetterConfig of target ${id} must name a standard SQS queue: ${deadLetters}.`,
    );
  }
}

function outside(
  value: number | undefined,
  least: number,
  most: number,
): boolean {
  return value !== undefined && (value < least || value > most);
}
