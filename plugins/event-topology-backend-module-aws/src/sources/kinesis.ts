import {
  DescribeStreamSummaryCommand,
  KinesisClient,
  ListStreamConsumersCommand,
  ListStreamsCommand,
  StreamDescriptionSummary,
  StreamSummary,
} from '@aws-sdk/client-kinesis';
import {
  StreamAttributes,
  StreamConsumer,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource, SourceContext } from './aws-source';

const PAGE_SIZE = 100;

/**
 * Streams. 1 call a 100 streams, 1 a stream (only its summary tells the
 * retention, the shards and whether consumers are registered), and 1 a stream
 * that has registered consumers.
 */
export const kinesisSource: AwsSource = {
  service: 'kinesis',
  scope: 'region',
  createClient: config => new KinesisClient(config),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const listed = context.pages(
      'streams',
      token =>
        context.send(
          new ListStreamsCommand({ Limit: PAGE_SIZE, NextToken: token }),
        ),
      page => page.NextToken,
    );
    for await (const page of listed) {
      for (const summary of page.StreamSummaries ?? []) {
        const node = streamNode(context, summary);
        nodes.push(node);
        addDetails(context, node);
      }
    }
    await context.resources.done();
    return { nodes, edges: [] };
  },
};

function addDetails(
  context: SourceContext,
  stream: TopologyNodeOf<'stream'>,
): void {
  context.resources.add('stream', stream.name, async () => {
    const { StreamDescriptionSummary: summary } = await context.send(
      new DescribeStreamSummaryCommand({ StreamARN: stream.id }),
    );
    addStreamDetails(stream, summary ?? {});
    if (summary?.ConsumerCount) {
      context.resources.add('consumers', `consumers of ${stream.name}`, () =>
        readConsumers(context, stream),
      );
    }
  });
}

async function readConsumers(
  context: SourceContext,
  stream: TopologyNodeOf<'stream'>,
): Promise<void> {
  const consumers: StreamConsumer[] = [];
  const listed = context.pages(
    `consumers of ${stream.name}`,
    token =>
      context.send(
        new ListStreamConsumersCommand({
          StreamARN: stream.id,
          NextToken: token,
        }),
      ),
    page => page.NextToken,
  );
  for await (const page of listed) {
    for (const {
      ConsumerName,
      ConsumerARN,
      ConsumerStatus,
    } of page.Consumers ?? []) {
      if (ConsumerName && ConsumerARN) {
        consumers.push({
          name: ConsumerName,
          arn: ConsumerARN,
          status: ConsumerStatus,
        });
      }
    }
  }
  stream.attributes.consumers = consumers;
}

export function streamNode(
  place: ReadingPlace,
  summary: Partial<StreamSummary>,
): TopologyNodeOf<'stream'> {
  const id = summary.StreamARN ?? '';
  return makeNode(
    place,
    'stream',
    id,
    summary.StreamName ?? id,
    withoutUndefined<StreamAttributes>({
      status: summary.StreamStatus ?? 'ACTIVE',
      streamMode: summary.StreamModeDetails?.StreamMode,
    }),
  );
}

/** Adds what only `DescribeStreamSummary` says. */
export function addStreamDetails(
  stream: TopologyNodeOf<'stream'>,
  summary: Partial<StreamDescriptionSummary>,
): void {
  Object.assign(
    stream.attributes,
    withoutUndefined<Partial<StreamAttributes>>({
      shardCount: summary.OpenShardCount,
      retentionPeriodHours: summary.RetentionPeriodHours,
      encryptionType: summary.EncryptionType,
    }),
  );
}
