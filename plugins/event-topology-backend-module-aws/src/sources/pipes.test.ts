import { arnOf, placeOf } from '../__testing__/place';
import { pipeFindings } from './pipes';

const place = placeOf('pipes');
const PIPE = arnOf('pipes', 'pipe/orders');

describe('pipeFindings', () => {
  it('leads from its source through its enrichment to its target', () => {
    const { nodes, edges } = pipeFindings(place, {
      Arn: PIPE,
      Name: 'orders',
      CurrentState: 'RUNNING',
      DesiredState: 'RUNNING',
      Source: arnOf('sqs', 'orders'),
      SourceParameters: {
        SqsQueueParameters: { BatchSize: 10 },
        FilterCriteria: { Filters: [{ Pattern: '{"body":{}}' }] },
      },
      Enrichment: arnOf('lambda', 'function:enrich:live'),
      Target: arnOf('events', 'event-bus/shop'),
      Tags: { 'event-topology:system': 'shop' },
    });

    expect(nodes).toMatchObject([
      {
        id: PIPE,
        kind: 'pipe',
        tags: { 'event-topology:system': 'shop' },
        attributes: {
          currentState: 'RUNNING',
          sourceArn: arnOf('sqs', 'orders'),
          enrichmentArn: arnOf('lambda', 'function:enrich:live'),
        },
      },
    ]);
    expect(edges).toMatchObject([
      {
        from: arnOf('sqs', 'orders'),
        kind: 'polls',
        to: PIPE,
        details: { batchSize: 10, filterPolicy: '{"body":{}}' },
      },
      {
        from: PIPE,
        kind: 'invokes',
        to: arnOf('lambda', 'function:enrich'),
      },
      {
        from: PIPE,
        kind: 'delivers',
        to: arnOf('events', 'event-bus/shop'),
      },
    ]);
  });

  it('begins at the topic of a cluster and at the queue of a broker', () => {
    const cluster = arnOf('kafka', 'cluster/clicks/1-1');
    const broker = arnOf('mq', 'broker:erp:b-1');
    const target = arnOf('sqs', 'views');
    const ofTopic = pipeFindings(place, {
      Arn: PIPE,
      Name: 'views',
      Source: cluster,
      SourceParameters: {
        ManagedStreamingKafkaParameters: {
          TopicName: 'views',
          ConsumerGroupID: 'reports',
        },
      },
      Target: target,
    });
    const ofQueue = pipeFindings(place, {
      Arn: PIPE,
      Name: 'stock',
      Source: broker,
      SourceParameters: {
        RabbitMQBrokerParameters: {
          QueueName: 'stock',
          VirtualHost: 'erp',
          Credentials: { BasicAuth: arnOf('secretsmanager', 'secret:erp') },
        },
      },
      Target: target,
    });

    expect(ofTopic.nodes).toMatchObject([
      { kind: 'pipe' },
      { id: arnOf('kafka', 'topic/clicks/1-1/views'), kind: 'kafka-topic' },
    ]);
    expect(ofTopic.edges[0]).toMatchObject({
      from: arnOf('kafka', 'topic/clicks/1-1/views'),
      kind: 'polls',
      details: { consumerGroup: 'reports' },
      evidence: [
        { field: 'Source', value: cluster },
        {
          field: 'SourceParameters.ManagedStreamingKafkaParameters.TopicName',
          value: 'views',
        },
      ],
    });
    expect(ofQueue.edges[0]).toMatchObject({
      from: broker,
      kind: 'polls',
      details: { queueName: 'erp/stock' },
      evidence: [
        { field: 'Source' },
        { field: 'SourceParameters.RabbitMQBrokerParameters.QueueName' },
      ],
    });
  });

  it('runs a task, and sends what fails to its dead-letter queue', () => {
    const { edges } = pipeFindings(place, {
      Arn: PIPE,
      Name: 'orders',
      Source: arnOf('kinesis', 'stream/orders'),
      SourceParameters: {
        KinesisStreamParameters: {
          StartingPosition: 'LATEST',
          DeadLetterConfig: { Arn: arnOf('sqs', 'pipe-dlq') },
        },
        FilterCriteria: {
          Filters: [{ Pattern: '{"a":1}' }, { Pattern: '{}' }],
        },
      },
      Target: arnOf('ecs', 'cluster/shop'),
      TargetParameters: {
        EcsTaskParameters: {
          TaskDefinitionArn: arnOf('ecs', 'task-definition/media:1'),
        },
      },
    });

    expect(edges).toMatchObject([
      {
        kind: 'polls',
        details: {
          filterPolicy: '[{"a":1},{}]',
          deadLetterArn: arnOf('sqs', 'pipe-dlq'),
        },
      },
      {
        kind: 'delivers',
        to: arnOf('ecs', 'task-definition/media'),
        details: { taskCount: 1 },
      },
      { kind: 'dead-letters', to: arnOf('sqs', 'pipe-dlq') },
    ]);
  });
});
