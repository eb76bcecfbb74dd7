import { formatArn, parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Place, arnAt } from './place';

/**
 * The node id for an ARN that some configuration names. Qualifiers that do
 * not make another node are taken off: a function's alias or version, a state
 * machine's alias or version, a task definition's revision, a
 * stream's registered consumer, the stage and method of an API. Anything that is no ARN comes back as it is.
 */
export function nodeIdOfArn(value: string): string {
  const arn = parseArn(value);
  if (!arn) {
    return value;
  }
  const { service, resource } = arn;
  if (service === 'lambda' && resource.startsWith('function:')) {
    return formatArn({
      ...arn,
      resource: resource.split(':').slice(0, 2).join(':'),
    });
  }
  if (service === 'states' && resource.startsWith('stateMachine:')) {
    return formatArn({
      ...arn,
      resource: resource.split(':').slice(0, 2).join(':'),
    });
  }
  if (service === 'ecs' && resource.startsWith('task-definition/')) {
    return formatArn({ ...arn, resource: resource.split(':')[0] });
  }
  if (service === 'kinesis' && resource.startsWith('stream/')) {
    return formatArn({
      ...arn,
      resource: resource.split('/').slice(0, 2).join('/'),
    });
  }
  if (service === 'execute-api') {
    return restApiArn(arn.region, resource.split('/')[0], arn.partition);
  }
  return value;
}

/**
 * The id of a task definition's node: the ARN of its family, without the
 * revision, so that a deployment changes the node and does not replace it.
 *
 * @param reference - an ARN, `family` or `family:revision`
 */
export function taskDefinitionNodeId(reference: string, place: Place): string {
  return parseArn(reference)
    ? nodeIdOfArn(reference)
    : arnAt(place, 'ecs', `task-definition/${reference.split(':')[0]}`);
}

/** A function's ARN from an ARN, a partial ARN (`account:function:name`) or a name, without qualifier. */
export function functionNodeId(reference: string, place: Place): string {
  if (parseArn(reference)) {
    return nodeIdOfArn(reference);
  }
  const partial = /^(\d{12}):function:([^:]+)/.exec(reference);
  return partial
    ? arnAt(
        { ...place, accountId: partial[1] },
        'lambda',
        `function:${partial[2]}`,
      )
    : arnAt(place, 'lambda', `function:${reference.split(':')[0]}`);
}

/** A bus's ARN from its name or ARN. */
export function busNodeId(reference: string, place: Place): string {
  return parseArn(reference)
    ? reference
    : arnAt(place, 'events', `event-bus/${reference}`);
}

/** A stream's ARN from its name or ARN. */
export function streamNodeId(reference: string, place: Place): string {
  return parseArn(reference)
    ? nodeIdOfArn(reference)
    : arnAt(place, 'kinesis', `stream/${reference}`);
}

/** The registered consumer that an ARN is of: `…:stream/clicks/consumer/fraud:1700000000` is of `fraud`. */
export function streamConsumerName(reference: string): string | undefined {
  const arn = parseArn(reference);
  return arn?.service === 'kinesis'
    ? /^stream\/[^/]+\/consumer\/([^:]+)/.exec(arn.resource)?.[1]
    : undefined;
}

/** The ARN that the tagging API and IAM know a REST API by; it has no account. */
export function restApiArn(
  region: string,
  restApiId: string,
  partition: string,
): string {
  return `arn:${partition}:apigateway:${region}::/restapis/${restApiId}`;
}
