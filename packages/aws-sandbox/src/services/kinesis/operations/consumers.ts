import {
  ConsumerDescription,
  DeregisterStreamConsumerInput,
  DescribeStreamConsumerInput,
  DescribeStreamConsumerOutput,
  ListStreamConsumersInput,
  ListStreamConsumersOutput,
  RegisterStreamConsumerInput,
  RegisterStreamConsumerOutput,
} from '@aws-sdk/client-kinesis';
import { AwsError, Operation, RequestContext, paginate } from '../../../core';
import { StoredConsumer, StoredStream, findStream, notFound } from '../state';

const MOST_CONSUMERS = 20;

/** Consumers with a throughput of their own. */
export const consumerOperations: Record<string, Operation> = {
  RegisterStreamConsumer(
    input: RegisterStreamConsumerInput,
    context,
  ): RegisterStreamConsumerOutput {
    const stream = findStream(context, input);
    const name = input.ConsumerName ?? '';
    if (stream.consumers.has(name)) {
      throw new AwsError(
        'ResourceInUseException',
        `Consumer ${name} already exists on stream ${stream.name}.`,
      );
    }
    if (stream.consumers.size >= MOST_CONSUMERS) {
      throw new AwsError(
        'LimitExceededException',
        `A stream can have ${MOST_CONSUMERS} consumers.`,
      );
    }
    const createdAt = context.world.clock.now();
    const consumer: StoredConsumer = {
      name,
      arn: `${stream.arn}/consumer/${name}:${Math.floor(createdAt / 1_000)}`,
      createdAt,
      tags: { ...input.Tags },
      subscriptions: new Map(),
    };
    stream.consumers.set(name, consumer);
    return {
      Consumer: { ...described(stream, consumer), ConsumerStatus: 'CREATING' },
    };
  },

  DescribeStreamConsumer(
    input: DescribeStreamConsumerInput,
    context,
  ): DescribeStreamConsumerOutput {
    const { stream, consumer } = findConsumer(context, input);
    return { ConsumerDescription: described(stream, consumer) };
  },

  ListStreamConsumers(
    input: ListStreamConsumersInput,
    context,
  ): ListStreamConsumersOutput {
    const stream = findStream(context, input);
    const page = paginate(
      [...stream.consumers.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
      ({ name }) => name,
      { asked: input.MaxResults, maximum: 100, token: input.NextToken },
      () => new AwsError('ExpiredNextTokenException', 'Invalid NextToken'),
    );
    return {
      Consumers: page.items.map(consumer => {
        const { StreamARN: _, ...listed } = described(stream, consumer);
        return listed;
      }),
      NextToken: page.nextToken,
    };
  },

  DeregisterStreamConsumer(
    input: DeregisterStreamConsumerInput,
    context,
  ): object {
    const { stream, consumer } = findConsumer(context, input);
    stream.consumers.delete(consumer.name);
    consumer.subscriptions.forEach(subscription => subscription.end());
    return {};
  },
};

function findConsumer(
  context: RequestContext,
  input: { StreamARN?: string; ConsumerName?: string; ConsumerARN?: string },
): { stream: StoredStream; consumer: StoredConsumer } {
  const stream = findStream(context, {
    StreamARN: input.StreamARN ?? input.ConsumerARN?.split('/consumer/')[0],
  });
  const consumer = [...stream.consumers.values()].find(
    ({ name, arn }) => arn === input.ConsumerARN || name === input.ConsumerName,
  );
  if (!consumer) {
    throw notFound(
      `Consumer ${input.ConsumerARN ?? input.ConsumerName} on stream ${
        stream.name
      } not found.`,
    );
  }
  return { stream, consumer };
}

function described(
  stream: StoredStream,
  consumer: StoredConsumer,
): ConsumerDescription {
  return {
    ConsumerName: consumer.name,
    ConsumerARN: consumer.arn,
    ConsumerStatus: 'ACTIVE',
    ConsumerCreationTimestamp: new Date(consumer.createdAt),
    StreamARN: stream.arn,
  };
}
