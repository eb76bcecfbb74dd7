import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  ListMetricsCommand,
  ListMetricsCommandInput,
  Metric,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import {
  AlarmFact,
  BrokerQueueFact,
  TopicMetricFact,
} from '../findings/findings';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace } from '../findings/make-node';
import { AwsSource, SourceContext } from './aws-source';

/** The most that `DescribeAlarms` takes names of. */
const ALARMS_PER_CALL = 100;

/**
 * Which brokers' parts are measured: only CloudWatch names the consumer groups
 * of MSK's topics and the queues of Amazon MQ's brokers.
 */
const KAFKA_METRICS: MetricList[] = [
  { MetricName: 'SumOffsetLag', Dimensions: [{ Name: 'Consumer Group' }] },
  { MetricName: 'BytesInPerSec', Dimensions: [{ Name: 'Topic' }] },
];
const ACTIVEMQ_METRICS: MetricList = {
  MetricName: 'QueueSize',
  Dimensions: [{ Name: 'Queue' }],
};
const RABBITMQ_METRICS: MetricList = {
  MetricName: 'MessageCount',
  Dimensions: [{ Name: 'Queue' }],
};

type MetricList = Pick<ListMetricsCommandInput, 'MetricName' | 'Dimensions'>;

/**
 * The alarms that step scaling policies act on: they say which queue is
 * watched. 1 call for 100 such alarms, none when there are none. Target
 * tracking says its metric itself.
 *
 * And the names of what is measured of brokers, where there are any: 1 call for
 * 500 consumer groups and topics each, 1 for 500 queues of each engine.
 */
export const cloudwatchSource: AwsSource = {
  service: 'cloudwatch',
  scope: 'region',
  after: ['application-autoscaling', 'kafka', 'mq'],
  createClient: config => new CloudWatchClient(config),

  async read(context) {
    const { scalingPolicies } = await context.findingsOf(
      ['application-autoscaling'],
      'region',
    );
    const names = [
      ...new Set(
        scalingPolicies
          .filter(one => one.policy.policyType === 'StepScaling')
          .flatMap(one => one.alarmNames),
      ),
    ].filter(Boolean);
    const alarms: AlarmFact[] = [];
    for (let i = 0; i < names.length; i += ALARMS_PER_CALL) {
      const some = names.slice(i, i + ALARMS_PER_CALL);
      context.resources.add('alarms', some.join(', '), async () => {
        const listed = context.pages(
          'alarms',
          token =>
            context.send(
              new DescribeAlarmsCommand({
                AlarmNames: some,
                AlarmTypes: ['MetricAlarm'],
                MaxRecords: ALARMS_PER_CALL,
                NextToken: token,
              }),
            ),
          page => page.NextToken,
        );
        for await (const page of listed) {
          alarms.push(
            ...(page.MetricAlarms ?? []).map(alarm =>
              alarmFact(context, alarm),
            ),
          );
        }
      });
    }
    const topicMetrics: TopicMetricFact[] = [];
    const brokerQueues: BrokerQueueFact[] = [];
    const engines = await enginesOf(context);
    if (engines.has('KAFKA')) {
      KAFKA_METRICS.forEach(list =>
        addMetrics(context, 'AWS/Kafka', list, metric =>
          topicMetrics.push(...topicMetricFacts(context, metric)),
        ),
      );
    }
    if (engines.has('ACTIVEMQ')) {
      addMetrics(context, 'AWS/AmazonMQ', ACTIVEMQ_METRICS, metric =>
        brokerQueues.push(...brokerQueueFacts(context, metric)),
      );
    }
    if (engines.has('RABBITMQ')) {
      addMetrics(context, 'AWS/AmazonMQ', RABBITMQ_METRICS, metric =>
        brokerQueues.push(...brokerQueueFacts(context, metric)),
      );
    }
    await context.resources.done();
    return { alarms, topicMetrics, brokerQueues };
  },
};

async function enginesOf(context: SourceContext): Promise<Set<string>> {
  const { nodes } = await context.findingsOf(['kafka', 'mq'], 'region');
  return new Set(
    nodes.flatMap(node =>
      node.kind === 'broker' ? [node.attributes.engine] : [],
    ),
  );
}

/** Lists metrics that had values in the last three hours, so that what is gone goes from the map. */
function addMetrics(
  context: SourceContext,
  namespace: string,
  list: MetricList,
  found: (metric: Metric) => void,
): void {
  const name = `metrics ${list.MetricName} of ${namespace}`;
  context.resources.add('metrics', name, async () => {
    const listed = context.pages(
      name,
      token =>
        context.send(
          new ListMetricsCommand({
            Namespace: namespace,
            ...list,
            RecentlyActive: 'PT3H',
            NextToken: token,
          }),
        ),
      page => page.NextToken,
    );
    for await (const page of listed) {
      (page.Metrics ?? []).forEach(found);
    }
  });
}

export function topicMetricFacts(
  place: ReadingPlace,
  metric: Metric,
): TopicMetricFact[] {
  const dimensions = dimensionsOf(metric);
  const clusterName = dimensions['Cluster Name'];
  const topicName = dimensions.Topic;
  return clusterName && topicName
    ? [
        withoutUndefined<TopicMetricFact>({
          scope: place.scope,
          accountId: place.accountId,
          region: place.region,
          clusterName,
          topicName,
          consumerGroup: dimensions['Consumer Group'],
          brokerId: dimensions['Broker ID'],
        }),
      ]
    : [];
}

export function brokerQueueFacts(
  place: ReadingPlace,
  metric: Metric,
): BrokerQueueFact[] {
  const { Broker, Queue, VirtualHost } = dimensionsOf(metric);
  return Broker && Queue
    ? [
        {
          scope: place.scope,
          accountId: place.accountId,
          region: place.region,
          // ActiveMQ's instances are numbered; RabbitMQ's metrics name a virtual host.
          brokerName: VirtualHost ? Broker : Broker.replace(/-[12]$/, ''),
          queue: withoutUndefined({ name: Queue, virtualHost: VirtualHost }),
        },
      ]
    : [];
}

function dimensionsOf(metric: Metric): Record<string, string | undefined> {
  return Object.fromEntries(
    (metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]),
  );
}

export function alarmFact(place: ReadingPlace, alarm: MetricAlarm): AlarmFact {
  const metrics = [
    { Namespace: alarm.Namespace, Dimensions: alarm.Dimensions },
    ...(alarm.Metrics ?? []).map(query => ({
      Namespace: query.MetricStat?.Metric?.Namespace,
      Dimensions: query.MetricStat?.Metric?.Dimensions,
    })),
  ];
  const queueNames = metrics
    .filter(metric => metric.Namespace === 'AWS/SQS')
    .flatMap(metric => metric.Dimensions ?? [])
    .filter(dimension => dimension.Name === 'QueueName')
    .flatMap(dimension => dimension.Value ?? []);
  return withoutUndefined<AlarmFact>({
    scope: place.scope,
    accountId: place.accountId,
    region: place.region,
    alarmName: alarm.AlarmName ?? '',
    alarmArn: alarm.AlarmArn ?? '',
    threshold: alarm.Threshold,
    queueNames: [...new Set(queueNames)].sort(),
  });
}
