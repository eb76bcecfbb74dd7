import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, World } from '../../core';
import { publishEvents } from '../events/data-plane';
import { fillInputTemplate } from './input-template';
import { StoredPipe } from './state';

const SENDER = 'pipes.amazonaws.com';
/** Targets that take a batch as one array; the others take each record by itself. */
const BATCH_TARGETS = new Set(['lambda', 'states']);

/**
 * Brings records to a pipe's target.
 *
 * @throws AwsError when the target does not take them; the records stay in the source
 */
export async function deliverRecords(
  world: World,
  pipe: StoredPipe,
  records: object[],
): Promise<void> {
  const target = pipe.definition.Target;
  const parsed = parseArn(target);
  const parameters = pipe.definition.TargetParameters ?? {};
  const bodies = records.map(record =>
    fillInputTemplate(parameters.InputTemplate, record, pipe),
  );
  if (
    parsed?.service === 'events' &&
    parsed.resource.startsWith('event-bus/')
  ) {
    const bus = parameters.EventBridgeEventBusParameters ?? {};
    const results = publishEvents(
      world,
      parsed,
      bodies.map(Detail => ({
        EventBusName: target,
        Source: bus.Source ?? `Pipe ${pipe.name}`,
        DetailType: bus.DetailType ?? 'Event from SQS',
        Resources: bus.Resources,
        Detail,
      })),
    );
    const failed = results.find(result => result.ErrorCode);
    if (failed) {
      throw new AwsError(
        failed.ErrorCode ?? 'InternalFailure',
        failed.ErrorMessage ?? 'The event bus refused the event',
      );
    }
    return;
  }
  const deliveries = BATCH_TARGETS.has(parsed?.service ?? '')
    ? [`[${bodies.join(',')}]`]
    : bodies;
  for (const body of deliveries) {
    await world.deliver({
      arn: target,
      body,
      sender: SENDER,
      sourceArn: pipe.arn,
      messageGroupId: parameters.SqsQueueParameters?.MessageGroupId,
      messageDeduplicationId:
        parameters.SqsQueueParameters?.MessageDeduplicationId,
      parameters: {
        RoleArn: pipe.definition.RoleArn,
        EcsTaskParameters: parameters.EcsTaskParameters,
        HttpParameters: parameters.HttpParameters,
      },
    });
  }
}
