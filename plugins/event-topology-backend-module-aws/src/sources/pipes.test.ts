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
