import { arnOf, placeOf } from '../__testing__/place';
import {
  addBusDetails,
  addConnectionDetails,
  apiDestinationNode,
  archiveFindings,
  busNode,
  isArchiveRule,
  ruleFindings,
  targetEdges,
} from './events';

const place = placeOf('events');
const BUS = arnOf('events', 'event-bus/shop');
const RULE = arnOf('events', 'rule/shop/order-created');

describe('busNode', () => {
  it('knows the default bus', () => {
    const bus = busNode(place, {
      Arn: arnOf('events', 'event-bus/default'),
      Name: 'default',
    });

    expect(bus.attributes).toEqual({ isDefault: true });
  });

  it('gets its dead-letter queue and key from its description', () => {
    const bus = busNode(place, { Arn: BUS, Name: 'shop', Policy: '{}' });

    const edges = addBusDetails(bus, {
      KmsKeyIdentifier: 'alias/shop',
      DeadLetterConfig: { Arn: arnOf('sqs', 'bus-dlq') },
    });

    expect(bus.attributes).toEqual({
      isDefault: false,
      policy: '{}',
      kmsKeyIdentifier: 'alias/shop',
      deadLetterQueueArn: arnOf('sqs', 'bus-dlq'),
    });
    expect(edges).toMatchObject([
      { from: BUS, kind: 'dead-letters', to: arnOf('sqs', 'bus-dlq') },
    ]);
  });
});

describe('ruleFindings', () => {
  const eventPattern = JSON.stringify({ source: ['shop.order'] });

  it('gives the rule, what it matches, and who is expected to publish', () => {
    const { rule, sources, edges } = ruleFindings(place, BUS, {
      Arn: RULE,
      Name: 'order-created',
      State: 'ENABLED',
      EventBusName: 'shop',
      EventPattern: eventPattern,
    });

    expect(rule).toMatchObject({
      id: RULE,
      kind: 'rule',
      attributes: { state: 'ENABLED', eventBusName: 'shop', eventPattern },
    });
    expect(sources).toMatchObject([
      {
        id: 'urn:event-topology:event-source:123456789012:eu-central-1:shop.order',
        kind: 'event-source',
        attributes: { source: 'shop.order' },
      },
    ]);
    expect(edges).toMatchObject([
      {
        from: BUS,
        kind: 'matches',
        to: RULE,
        confidence: 'configured',
        details: { eventPattern },
      },
      {
        from: sources[0].id,
        kind: 'publishes',
        to: BUS,
        confidence: 'inferred',
        evidence: [{ resourceArn: RULE, field: 'Rules[].EventPattern' }],
      },
    ]);
  });

  it('matches nothing with a rule that runs on a schedule', () => {
    const { rule, edges } = ruleFindings(place, BUS, {
      Arn: RULE,
      Name: 'monthly',
      ScheduleExpression: 'rate(30 days)',
    });

    expect(rule.attributes.scheduleExpression).toBe('rate(30 days)');
    expect(edges).toEqual([]);
  });
});

describe('targetEdges', () => {
  it('says how a target is delivered to, and where failures go', () => {
    expect(
      targetEdges(place, RULE, {
        Id: 'loyalty',
        Arn: arnOf('sqs', 'loyalty'),
        InputTransformer: { InputTemplate: '<x>' },
        RetryPolicy: {
          MaximumRetryAttempts: 10,
          MaximumEventAgeInSeconds: 3600,
        },
        DeadLetterConfig: { Arn: arnOf('sqs', 'rule-dlq') },
      }),
    ).toMatchObject([
      {
        id: `${RULE}|delivers|${arnOf('sqs', 'loyalty')}|loyalty`,
        confidence: 'configured',
        details: {
          targetId: 'loyalty',
          inputTransformation: 'inputTransformer',
          deadLetterArn: arnOf('sqs', 'rule-dlq'),
          maximumRetryAttempts: 10,
          maximumEventAgeSeconds: 3600,
        },
        evidence: [
          {
            operation: 'events:ListTargetsByRule',
            field: 'Targets[].Arn',
            value: arnOf('sqs', 'loyalty'),
          },
        ],
      },
      {
        kind: 'dead-letters',
        from: RULE,
        to: arnOf('sqs', 'rule-dlq'),
        details: { targetId: 'loyalty' },
      },
    ]);
  });

  it('delivers to the task definition, not to the cluster it runs on', () => {
    expect(
      targetEdges(place, RULE, {
        Id: 'media',
        Arn: arnOf('ecs', 'cluster/shop'),
        EcsParameters: {
          TaskDefinitionArn: arnOf('ecs', 'task-definition/media:4'),
          TaskCount: 2,
        },
      }),
    ).toMatchObject([
      {
        to: arnOf('ecs', 'task-definition/media'),
        details: { taskCount: 2 },
        evidence: [{ field: 'Targets[].EcsParameters.TaskDefinitionArn' }],
      },
    ]);
  });

  it.each([
    [{ Input: '{}' }, 'input'],
    [{ InputPath: '$.detail' }, 'inputPath'],
    [{}, undefined],
  ])('tells how the event is changed: %j', (target, expected) => {
    const [edge] = targetEdges(place, RULE, {
      Id: 'x',
      Arn: arnOf('sqs', 'x'),
      ...target,
    });

    expect(edge.details?.inputTransformation).toBe(expected);
  });
});

describe('archives', () => {
  const managed = {
    Name: 'Events-Archive-orders',
    Arn: arnOf('events', 'rule/shop/Events-Archive-orders'),
    ManagedBy: 'prod.vhs.events.aws.internal',
    EventPattern: '{"source":["shop.order"]}',
  };

  it('take in the rule that AWS manages for them', () => {
    expect(isArchiveRule(managed)).toBe(true);
    expect(isArchiveRule({ ...managed, ManagedBy: undefined })).toBe(false);

    expect(
      archiveFindings(
        place,
        {
          ArchiveName: 'orders',
          EventSourceArn: BUS,
          State: 'ENABLED',
          RetentionDays: 0,
        },
        managed,
      ),
    ).toMatchObject({
      node: {
        id: arnOf('events', 'archive/orders'),
        kind: 'archive',
        attributes: { state: 'ENABLED', eventSourceArn: BUS, retentionDays: 0 },
      },
      edge: {
        from: BUS,
        kind: 'archives',
        to: arnOf('events', 'archive/orders'),
        details: { eventPattern: managed.EventPattern },
        evidence: [
          { operation: 'events:ListArchives' },
          { operation: 'events:ListRules', resourceArn: managed.Arn },
        ],
      },
    });
  });
});

describe('API destinations', () => {
  it('know their connection and whether it is private', () => {
    const node = apiDestinationNode(place, {
      ApiDestinationArn: arnOf('events', 'api-destination/payment/1234'),
      Name: 'payment',
      ApiDestinationState: 'ACTIVE',
      HttpMethod: 'POST',
      InvocationEndpoint: 'https://payment.shop.internal/payments',
      InvocationRateLimitPerSecond: 300,
      ConnectionArn: arnOf('events', 'connection/payment-connection/5678'),
    });
    addConnectionDetails(node, {
      ConnectionState: 'AUTHORIZED',
      AuthorizationType: 'API_KEY',
      InvocationConnectivityParameters: {
        ResourceParameters: {
          ResourceConfigurationArn: 'arn:lattice',
          ResourceAssociationArn: 'arn:association',
        },
      },
    });

    expect(node.attributes).toEqual({
      state: 'ACTIVE',
      httpMethod: 'POST',
      invocationEndpoint: 'https://payment.shop.internal/payments',
      invocationRateLimitPerSecond: 300,
      connectionArn: arnOf('events', 'connection/payment-connection/5678'),
      connectionName: 'payment-connection',
      connectionState: 'AUTHORIZED',
      authorizationType: 'API_KEY',
      resourceConfigurationArn: 'arn:lattice',
    });
  });
});
