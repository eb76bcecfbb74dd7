import { NormalizedSchema } from '@smithy/core/schema';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import {
  AwsError,
  RequestContext,
  ServiceDefinition,
  ServiceId,
} from '../../core';

/** A change of a resource's tags. */
export type TagChange =
  | { kind: 'tag'; tags: Record<string, string> }
  | { kind: 'untag'; keys: string[] };

/**
 * Changes the tags of a resource through its own service's operations, as the
 * tagging API does.
 *
 * @throws AwsError when the service or the resource isn't there
 */
export async function changeTags(
  arn: string,
  change: TagChange,
  context: RequestContext,
): Promise<void> {
  const parsed = parseArn(arn);
  const service = context.world.services.find(
    ({ id }) => id === parsed?.service,
  );
  if (!parsed || !service) {
    throw new AwsError(
      'InvalidParameterException',
      `The AWS sandbox cannot tag ${arn}`,
    );
  }
  const scope = { ...context, region: parsed.region || context.region };
  switch (service.id) {
    case 'sqs':
      await changeQueueTags(service, parsed.resource, change, scope);
      break;
    case 'elasticloadbalancing':
      await run(
        service,
        change.kind === 'tag' ? 'AddTags' : 'RemoveTags',
        { ResourceArns: [arn], ...pairs(change) },
        scope,
      );
      break;
    case 'iam':
      await run(
        service,
        change.kind === 'tag' ? 'TagPolicy' : 'UntagPolicy',
        { PolicyArn: arn, ...pairs(change) },
        scope,
      );
      break;
    default:
      await changeBySchema(service, arn, change, scope);
  }
}

/** Queues are tagged by URL. */
async function changeQueueTags(
  service: ServiceDefinition,
  queueName: string,
  change: TagChange,
  context: RequestContext,
): Promise<void> {
  const { QueueUrl } = await run(
    service,
    'GetQueueUrl',
    { QueueName: queueName },
    context,
  );
  await (change.kind === 'tag'
    ? run(service, 'TagQueue', { QueueUrl, Tags: change.tags }, context)
    : run(service, 'UntagQueue', { QueueUrl, TagKeys: change.keys }, context));
}

/** Services that call them something else. */
const TAGGING_OPERATIONS: Partial<Record<ServiceId, [string, string]>> = {
  mq: ['CreateTags', 'DeleteTags'],
};

/**
 * Nearly all services have `TagResource` and `UntagResource` with the ARN as
 * first member and the tags, a list or a map, as second; how they spell them
 * stands in the schema.
 */
async function changeBySchema(
  service: ServiceDefinition,
  arn: string,
  change: TagChange,
  context: RequestContext,
): Promise<void> {
  const [tag, untag] = TAGGING_OPERATIONS[service.id] ?? [
    'TagResource',
    'UntagResource',
  ];
  const operation = change.kind === 'tag' ? tag : untag;
  const schema = service.schemas[`${operation}$`];
  if (!Array.isArray(schema)) {
    throw cannotTag(service.id);
  }
  const [[arnName], [tagsName, tagsSchema]] = [
    ...NormalizedSchema.of(schema[4]).structIterator(),
  ];
  await run(
    service,
    operation,
    {
      [arnName]: arn,
      [tagsName]:
        change.kind === 'untag'
          ? change.keys
          : inShapeOf(tagsSchema, change.tags),
    },
    context,
  );
}

function inShapeOf(
  schema: NormalizedSchema,
  tags: Record<string, string>,
): unknown {
  if (!schema.isListSchema()) {
    return tags;
  }
  const [[keyName], [valueName]] = [
    ...schema.getValueSchema().structIterator(),
  ];
  return Object.entries(tags).map(([key, value]) => ({
    [keyName]: key,
    [valueName]: value,
  }));
}

function pairs(change: TagChange) {
  return change.kind === 'tag'
    ? {
        Tags: Object.entries(change.tags).map(([Key, Value]) => ({
          Key,
          Value,
        })),
      }
    : { TagKeys: change.keys };
}

async function run(
  service: ServiceDefinition,
  name: string,
  input: object,
  context: RequestContext,
) {
  const operation = service.operations[name];
  if (!operation) {
    throw cannotTag(service.id);
  }
  return operation(input, context);
}

function cannotTag(id: ServiceId): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `The AWS sandbox cannot tag resources of ${id}`,
  );
}
