import { placeOf } from '../__testing__/place';
import { kafkaTopicNode } from '../findings/kafka-topic-node';
import { makeNode } from '../findings/make-node';
import { brokerQueries, topicFigures, topicQueries } from './broker-metrics';
import { clusterReadings } from './cluster-traffic';

const CLUSTER =
  'arn:aws:kafka:eu-central-1:123456789012:cluster/clickstream/1-1';

function topic(attributes: {
  consumerGroups?: string[];
  brokerIds?: string[];
}) {
  const node = kafkaTopicNode(placeOf('kafka'), CLUSTER, 'page-views');
  return { ...node, attributes: { ...node.attributes, ...attributes } };
}

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `g${index}`);

describe('the metrics of a topic', () => {
  it('are its traffic by broker, and the lag of each group', () => {
    expect(
      topicQueries(topic({ brokerIds: ['1', '2'], consumerGroups: ['fraud'] })),
    ).toEqual([
      ...['1', '2'].map(id => ({
        figure: `bytesIn:${id}`,
        namespace: 'AWS/Kafka',
        metricName: 'BytesInPerSec',
        dimensions: {
          'Cluster Name': 'clickstream',
          Topic: 'page-views',
          'Broker ID': id,
        },
        statistic: 'Average',
      })),
      ...[
        ['sumOffsetLag:fraud', 'SumOffsetLag'],
        ['estimatedMaxTimeLagSeconds:fraud', 'EstimatedMaxTimeLag'],
      ].map(([figure, metricName]) => ({
        figure,
        namespace: 'AWS/Kafka',
        metricName,
        dimensions: {
          'Cluster Name': 'clickstream',
          Topic: 'page-views',
          'Consumer Group': 'fraud',
        },
        statistic: 'Maximum',
      })),
    ]);
  });

  it('are those of 25 groups at most', () => {
    expect(topicQueries(topic({ consumerGroups: names(40) }))).toHaveLength(
      1 + 2 * 25,
    );
  });

  it('name no broker where the topic is measured as a whole', () => {
    expect(topicQueries(topic({}))[0].dimensions).toEqual({
      'Cluster Name': 'clickstream',
      Topic: 'page-views',
    });
  });
});

describe('the figures of a topic', () => {
  it('add up brokers, and tell the group that is furthest behind', () => {
    const values: Record<string, number> = {
      'bytesIn:1': 100,
      'bytesIn:2': 50,
      'sumOffsetLag:fraud': 3,
      'estimatedMaxTimeLagSeconds:fraud': 2,
      'sumOffsetLag:stuck': 900,
    };
    expect(
      topicFigures(
        topic({ brokerIds: ['1', '2'], consumerGroups: ['fraud', 'stuck'] }),
        figure => values[figure],
      ),
    ).toEqual({
      bytesInPerSecond: 150,
      sumOffsetLag: 900,
      estimatedMaxTimeLagSeconds: 2,
      'sumOffsetLag:fraud': 3,
      'estimatedMaxTimeLagSeconds:fraud': 2,
      'sumOffsetLag:stuck': 900,
    });
  });

  it('are unknown when CloudWatch has nothing', () => {
    expect(
      topicFigures(topic({ consumerGroups: ['fraud'] }), () => undefined),
    ).toBeUndefined();
  });
});

it('asks nothing of an MSK cluster: its traffic is that of its topics', () => {
  const cluster = makeNode(placeOf('kafka'), 'broker', CLUSTER, 'clickstream', {
    engine: 'KAFKA',
  });
  const reading = (nodeId: string, bytesInPerSecond: number) => ({
    nodeId,
    kind: 'kafka-topic' as const,
    at: '2026-11-27T03:30:00.000Z',
    source: 'cloudwatch:GetMetricData',
    figures: { bytesInPerSecond },
  });
  const other = kafkaTopicNode(placeOf('kafka'), CLUSTER, 'orders');

  expect(brokerQueries(cluster)).toEqual([]);
  expect(
    clusterReadings(
      [reading(topic({}).id, 100), reading(other.id, 20)],
      [cluster, topic({}), other],
    ),
  ).toMatchObject([{ nodeId: CLUSTER, figures: { bytesInPerSecond: 120 } }]);
});
