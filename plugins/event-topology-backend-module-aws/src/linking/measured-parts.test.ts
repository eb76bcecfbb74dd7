import { placeOf } from '../__testing__/place';
import { kafkaTopicNode } from '../findings/kafka-topic-node';
import { makeNode } from '../findings/make-node';
import { withMeasuredParts } from './measured-parts';

const CLUSTER = 'arn:aws:kafka:eu-central-1:123456789012:cluster/clicks/1-1';
const cluster = makeNode(
  placeOf('kafka'),
  'broker',
  CLUSTER,
  'clicks',
  { engine: 'KAFKA' },
  { team: 'web' },
);
const fact = (more: object) => ({
  ...placeOf('cloudwatch'),
  clusterName: 'clicks',
  topicName: 'views',
  ...more,
});

it('adds topics that nobody lists, as their cluster’s, but not Kafka’s own', () => {
  expect(
    withMeasuredParts([cluster], {
      topicMetrics: [
        fact({}),
        fact({ topicName: '__consumer_offsets' }),
        fact({ clusterName: 'another', topicName: 'x' }),
      ],
      brokerQueues: [],
    }),
  ).toMatchObject([
    { id: CLUSTER },
    {
      kind: 'kafka-topic',
      name: 'views',
      tags: { team: 'web' },
      scope: placeOf('cloudwatch').scope,
    },
  ]);
});

it('adds groups and brokers to topics that are known, in order, each once', () => {
  const topic = kafkaTopicNode(placeOf('kafka'), CLUSTER, 'views', {
    partitionCount: 6,
  });
  const topicMetrics = [
    fact({ consumerGroup: 'reports' }),
    fact({ consumerGroup: 'fraud' }),
    fact({ brokerId: '2' }),
    fact({ brokerId: '1' }),
    fact({ brokerId: '1' }),
  ];
  const attributesOf = (metrics: typeof topicMetrics) =>
    withMeasuredParts([cluster, topic], {
      topicMetrics: metrics,
      brokerQueues: [],
    })[1].attributes;

  expect(attributesOf(topicMetrics)).toEqual({
    clusterArn: CLUSTER,
    clusterName: 'clicks',
    partitionCount: 6,
    consumerGroups: ['fraud', 'reports'],
    brokerIds: ['1', '2'],
  });
  // Where the topic is measured as a whole, brokers would count twice.
  expect(attributesOf([...topicMetrics, fact({})])).not.toHaveProperty(
    'brokerIds',
  );
});

it('adds queues to the broker of their account and region alone', () => {
  const broker = (region: string) =>
    makeNode(
      { ...placeOf('mq'), region },
      'broker',
      `arn:aws:mq:${region}:123456789012:broker:erp:b-1`,
      'erp',
      { engine: 'ACTIVEMQ' },
    );
  const nodes = withMeasuredParts(
    [broker('eu-central-1'), broker('eu-west-1')],
    {
      topicMetrics: [],
      brokerQueues: [
        {
          ...placeOf('cloudwatch'),
          brokerName: 'erp',
          queue: { name: 'bookings' },
        },
      ],
    },
  );
  expect(nodes.map(node => node.attributes)).toEqual([
    { engine: 'ACTIVEMQ', queues: [{ name: 'bookings' }] },
    { engine: 'ACTIVEMQ' },
  ]);
});
