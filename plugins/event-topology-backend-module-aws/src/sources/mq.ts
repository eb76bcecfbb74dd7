import {
  BrokerSummary,
  DescribeBrokerCommand,
  DescribeBrokerResponse,
  ListBrokersCommand,
  MqClient,
} from '@aws-sdk/client-mq';
import {
  BrokerAttributes,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource } from './aws-source';

const PAGE_SIZE = 100;

/**
 * Amazon MQ brokers. 1 call a 100 brokers, and 1 a broker: only its
 * description tells the version and the tags. No call tells the queues; they
 * are known by what CloudWatch measures.
 */
export const mqSource: AwsSource = {
  service: 'mq',
  scope: 'region',
  createClient: config => new MqClient(config),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const listed = context.pages(
      'brokers',
      token =>
        context.send(
          new ListBrokersCommand({ MaxResults: PAGE_SIZE, NextToken: token }),
        ),
      page => page.NextToken,
    );
    for await (const page of listed) {
      for (const summary of page.BrokerSummaries ?? []) {
        const node = brokerNode(context, summary);
        nodes.push(node);
        context.resources.add('broker', node.name, async () => {
          addBrokerDetails(
            node,
            await context.send(
              new DescribeBrokerCommand({ BrokerId: summary.BrokerId }),
            ),
          );
        });
      }
    }
    await context.resources.done();
    return { nodes, edges: [] };
  },
};

export function brokerNode(
  place: ReadingPlace,
  summary: Partial<BrokerSummary>,
): TopologyNodeOf<'broker'> {
  const id = summary.BrokerArn ?? '';
  return makeNode(
    place,
    'broker',
    id,
    summary.BrokerName ?? id,
    withoutUndefined<BrokerAttributes>({
      engine: summary.EngineType ?? 'ACTIVEMQ',
      state: summary.BrokerState,
      deployment: summary.DeploymentMode,
      instanceType: summary.HostInstanceType,
    }),
  );
}

/** Adds what only `DescribeBroker` says. */
export function addBrokerDetails(
  broker: TopologyNodeOf<'broker'>,
  described: Pick<DescribeBrokerResponse, 'EngineVersion' | 'Tags'>,
): void {
  Object.assign(
    broker.attributes,
    withoutUndefined<Partial<BrokerAttributes>>({
      version: described.EngineVersion,
    }),
  );
  Object.assign(broker.tags, described.Tags);
}
