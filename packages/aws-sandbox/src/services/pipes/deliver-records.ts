import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, World } from '../../core';
import { publishEvents } from '../events/data-plane';
import { dynamicValue, fillInputTemplate } from './input-template';
import { StoredPipe } from './state';

const SENDER = 'pipes.amazonaws.com';
/** Targets that take a batch as one array; the others take each record by itself. */
const BATCH_TARGETS = new Set(['lambda', 'states']);

/** What an event is called that a pipe makes of a record, unless it says so itself. */
function eventNameOf({ definition }: StoredPipe): string {
  return parseArn(definition.Source)?.service === 'kinesis'
    ? 'Event from Kinesis'
    : 'Event from SQS';
}

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
        DetailType: bus.DetailType ?? eventNameOf(pipe),
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
  const inBatch = BATCH_TARGETS.has(parsed?.service ?? '');
  const deliveries = inBatch ? [`[${bodies.join(',')}]`] : bodies;
  const { MessageGroupId, MessageDeduplicationId } =
    parameters.SqsQueueParameters ?? {};
  for (const [index, body] of deliveries.entries()) {
    await world.deliver({
      arn: target,
      body,
      sender: SENDER,
      sourceArn: pipe.arn,
      messageGroupId: dynamicValue(MessageGroupId, records[index]),
      messageDeduplicationId: dynamicValue(
        MessageDeduplicationId,
        records[index],
      ),
      parameters: {
        RoleArn: pipe.definition.RoleArn,
        EcsTaskParameters: parameters.EcsTaskParameters,
        HttpParameters: parameters.HttpParameters,
        KinesisStreamParameters: parameters.KinesisStreamParameters && {
          PartitionKey: dynamicValue(
            parameters.KinesisStreamParameters.PartitionKey,
            records[index],
          ),
        },
      },
    });
  }
}
