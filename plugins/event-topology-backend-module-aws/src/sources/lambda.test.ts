import { arnOf, placeOf } from '../__testing__/place';
import { functionNode, mappingFindings } from './lambda';

const place = placeOf('lambda');

describe('functionNode', () => {
  it('describes the function', () => {
    expect(
      functionNode(place, {
        FunctionArn: arnOf('lambda', 'function:thumbs'),
        FunctionName: 'thumbs',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        State: 'Active',
        MemorySize: 256,
        Timeout: 30,
      }),
    ).toMatchObject({
      id: arnOf('lambda', 'function:thumbs'),
      kind: 'function',
      name: 'thumbs',
      attributes: {
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        state: 'Active',
        memorySizeMegabytes: 256,
        timeoutSeconds: 30,
      },
    });
  });
});

describe('mappingFindings', () => {
  it('leads from the queue to the function, and from it to where failures go', () => {
    const { edges } = mappingFindings(place, {
      EventSourceArn: arnOf('sqs', 'uploads'),
      FunctionArn: arnOf('lambda', 'function:thumbs:live'),
      BatchSize: 5,
      FilterCriteria: { Filters: [{ Pattern: '{"a":1}' }] },
      DestinationConfig: {
        OnFailure: { Destination: arnOf('sqs', 'thumbs-dlq') },
      },
    });

    expect(edges).toMatchObject([
      {
        from: arnOf('sqs', 'uploads'),
        kind: 'polls',
        to: arnOf('lambda', 'function:thumbs'),
        confidence: 'configured',
        details: { batchSize: 5, filterPolicy: '{"a":1}' },
        evidence: [{ operation: 'lambda:ListEventSourceMappings' }],
      },
      {
        from: arnOf('lambda', 'function:thumbs'),
        kind: 'dead-letters',
        to: arnOf('sqs', 'thumbs-dlq'),
      },
    ]);
  });

  it('knows a Kafka cluster that AWS does not run', () => {
    const { nodes, edges } = mappingFindings(place, {
      FunctionArn: arnOf('lambda', 'function:thumbs'),
      SelfManagedEventSource: {
        Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka.shop.example:9092'] },
      },
    });

    expect(nodes).toMatchObject([
      { kind: 'external', attributes: { protocol: 'kafka' } },
    ]);
    expect(edges[0].from).toBe(nodes[0].id);
  });
});
