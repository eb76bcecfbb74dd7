import {
  KinesisClient,
  ListStreamsCommand,
  StreamSummary,
} from '@aws-sdk/client-kinesis';
import {
  StreamAttributes,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource } from './aws-source';

const PAGE_SIZE = 100;

/** Streams. 1 call a 100 streams: their list says what the map shows. */
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
        nodes.push(streamNode(context, summary));
      }
    }
    return { nodes, edges: [] };
  },
};

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
