import {
  CONSUMER_LAG_PREFIX,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { brokerQueries, topicQueries } from './broker-metrics';
import { MetricQuery, metrics } from './named-metrics';

export type { MetricQuery } from './named-metrics';

/**
 * The metrics that a node's figures are made of: only those that the map
 * shows, because CloudWatch charges for each metric that is asked for.
 *
 * @param readsStream - a function that gets records of a stream; only such
 * have an iterator age
 */
export function metricQueries(
  node: TopologyNode,
  readsStream = false,
): MetricQuery[] {
  switch (node.kind) {
    case 'queue':
      return metrics('AWS/SQS', { QueueName: node.name }, 'Maximum', {
        visible: 'ApproximateNumberOfMessagesVisible',
        inFlight: 'ApproximateNumberOfMessagesNotVisible',
        delayed: 'ApproximateNumberOfMessagesDelayed',
        oldestAgeSeconds: 'ApproximateAgeOfOldestMessage',
      });
    case 'rule':
      // A disabled rule does nothing that could be counted.
      return node.attributes.state === 'DISABLED'
        ? []
        : metrics('AWS/Events', ruleDimensions(node), 'Sum', {
            invocations: 'Invocations',
            failed: 'FailedInvocations',
          });
    case 'topic':
      return metrics('AWS/SNS', { TopicName: node.name }, 'Sum', {
        published: 'NumberOfMessagesPublished',
        delivered: 'NumberOfNotificationsDelivered',
        failed: 'NumberOfNotificationsFailed',
      });
    case 'state-machine':
      return metrics('AWS/States', { StateMachineArn: node.id }, 'Sum', {
        started: 'ExecutionsStarted',
        succeeded: 'ExecutionsSucceeded',
        failed: 'ExecutionsFailed',
        timedOut: 'ExecutionsTimedOut',
      });
    case 'activity':
      return metrics('AWS/States', { ActivityArn: node.id }, 'Sum', {
        scheduled: 'ActivitiesScheduled',
        started: 'ActivitiesStarted',
        succeeded: 'ActivitiesSucceeded',
        failed: 'ActivitiesFailed',
        heartbeatTimedOut: 'ActivitiesHeartbeatTimedOut',
      });
    case 'function':
      return [
        ...metrics('AWS/Lambda', { FunctionName: node.name }, 'Sum', {
          invocations: 'Invocations',
          errors: 'Errors',
        }),
        ...(readsStream
          ? metrics('AWS/Lambda', { FunctionName: node.name }, 'Maximum', {
              iteratorAge: 'IteratorAge',
            })
          : []),
      ];
    case 'stream':
      return streamQueries(node);
    case 'kafka-topic':
      return topicQueries(node);
    case 'broker':
      return brokerQueries(node);
    default:
      return [];
  }
}

/**
 * What `GetRecords` gets is measured for the stream, what a registered consumer
 * is sent for the consumer.
 */
function streamQueries({
  name,
  attributes,
}: Extract<TopologyNode, { kind: 'stream' }>): MetricQuery[] {
  const ofStream = { StreamName: name };
  return [
    ...metrics('AWS/Kinesis', ofStream, 'Sum', {
      incoming: 'IncomingRecords',
      throttled: 'WriteProvisionedThroughputExceeded',
    }),
    ...metrics('AWS/Kinesis', ofStream, 'Maximum', {
      iteratorAge: 'GetRecords.IteratorAgeMilliseconds',
    }),
    ...(attributes.consumers ?? []).flatMap(consumer =>
      metrics(
        'AWS/Kinesis',
        { ...ofStream, ConsumerName: consumer.name },
        'Maximum',
        {
          [`${CONSUMER_LAG_PREFIX}${consumer.name}`]:
            'SubscribeToShardEvent.MillisBehindLatest',
        },
      ),
    ),
  ];
}

/** Only the metrics of rules on buses other than the default one name the bus. */
function ruleDimensions(
  node: Extract<TopologyNode, { kind: 'rule' }>,
): Record<string, string> {
  const { eventBusName } = node.attributes;
  return eventBusName === 'default'
    ? { RuleName: node.name }
    : { EventBusName: eventBusName, RuleName: node.name };
}
