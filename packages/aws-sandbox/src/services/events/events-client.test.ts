import {
  CreateApiDestinationCommand,
  CreateConnectionCommand,
  CreateEventBusCommand,
  DescribeConnectionCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  InvalidEventPatternException,
  ListApiDestinationsCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceNotFoundException,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { HttpEndpointRequest, setHttpHandler } from './http-endpoints';
import { eventsService } from './index';

describe('EventBridge over the SDK client', () => {
  let sandbox: Sandbox;
  let client: EventBridgeClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, services: [eventsService] });
    client = new EventBridgeClient(clientConfig(sandbox));
    await client.send(new CreateEventBusCommand({ Name: 'shop' }));
  });

  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  it('brings an event to an HTTP endpoint behind a private connection', async () => {
    const arrived = new Promise<HttpEndpointRequest>(resolve =>
      setHttpHandler(sandbox.world, 'payment.shop.internal', async request => {
        resolve(request);
        return { status: 202 };
      }),
    );
    const ResourceConfigurationArn =
      'arn:aws:vpc-lattice:eu-west-1:111111111111:resourceconfiguration/rcfg-1';
    const { ConnectionArn } = await client.send(
      new CreateConnectionCommand({
        Name: 'payment',
        AuthorizationType: 'API_KEY',
        AuthParameters: {
          ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: 'hidden' },
        },
        InvocationConnectivityParameters: {
          ResourceParameters: { ResourceConfigurationArn },
        },
      }),
    );
    const { ApiDestinationArn } = await client.send(
      new CreateApiDestinationCommand({
        Name: 'payment',
        ConnectionArn,
        InvocationEndpoint: 'https://payment.shop.internal/orders',
        HttpMethod: 'POST',
        InvocationRateLimitPerSecond: 50,
      }),
    );
    await client.send(
      new PutRuleCommand({
        Name: 'pay',
        EventBusName: 'shop',
        EventPattern: JSON.stringify({ source: ['shop.order'] }),
      }),
    );
    const Target = {
      Id: 'payment',
      Arn: ApiDestinationArn,
      RoleArn: 'arn:aws:iam::111111111111:role/events',
      HttpParameters: { HeaderParameters: { 'x-shop': 'main' } },
      RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 },
      InputTransformer: {
        InputPathsMap: { id: '$.detail.id' },
        InputTemplate: '{"order": <id>}',
      },
    };
    await client.send(
      new PutTargetsCommand({
        Rule: 'pay',
        EventBusName: 'shop',
        Targets: [Target],
      }),
    );
    const result = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: 'shop',
            Source: 'shop.order',
            DetailType: 'OrderCreated',
            Detail: '{"id":"o-1"}',
            Time: new Date('2026-11-27T03:30:00Z'),
          },
          { EventBusName: 'shop', Source: 'shop.order', DetailType: 'Broken' },
        ],
      }),
    );
    expect(result).toMatchObject({
      FailedEntryCount: 1,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode: 'InvalidArgument' },
      ],
    });
    expect(await arrived).toMatchObject({
      method: 'POST',
      headers: { 'x-key': 'hidden', 'x-shop': 'main' },
      body: '{"order": "o-1"}',
    });
    const { Targets } = await client.send(
      new ListTargetsByRuleCommand({ Rule: 'pay', EventBusName: 'shop' }),
    );
    expect(Targets).toEqual([Target]);
    const connection = await client.send(
      new DescribeConnectionCommand({ Name: 'payment' }),
    );
    expect(connection).toMatchObject({
      ConnectionState: 'AUTHORIZED',
      CreationTime: expect.any(Date),
      InvocationConnectivityParameters: {
        ResourceParameters: { ResourceConfigurationArn },
      },
    });
    expect(JSON.stringify(connection)).not.toContain('hidden');
    const { ApiDestinations } = await client.send(
      new ListApiDestinationsCommand({}),
    );
    expect(ApiDestinations).toMatchObject([
      { Name: 'payment', ConnectionArn, InvocationRateLimitPerSecond: 50 },
    ]);
  });

  it('throws the modelled errors', async () => {
    await expect(
      client.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"a":1}' })),
    ).rejects.toBeInstanceOf(InvalidEventPatternException);
    await expect(
      client.send(new DescribeRuleCommand({ Name: 'none' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('pages rules by 100', async () => {
    for (let index = 0; index < 101; index += 1) {
      await client.send(
        new PutRuleCommand({
          Name: `rule-${index}`,
          EventBusName: 'shop',
          EventPattern: JSON.stringify({ source: [`source-${index}`] }),
        }),
      );
    }
    const first = await client.send(
      new ListRulesCommand({ EventBusName: 'shop' }),
    );
    const second = await client.send(
      new ListRulesCommand({
        EventBusName: 'shop',
        NextToken: first.NextToken,
      }),
    );
    expect(first.Rules).toHaveLength(100);
    expect(second.Rules).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
  }, 30_000);

  it('tests patterns', async () => {
    const { Result } = await client.send(
      new TestEventPatternCommand({
        EventPattern: JSON.stringify({
          detail: { total: [{ numeric: ['>', 1] }] },
        }),
        Event: JSON.stringify({
          id: '1',
          account: '111111111111',
          source: 'shop',
          time: '2026-11-27T00:00:00Z',
          region: 'eu-west-1',
          resources: [],
          'detail-type': 'x',
          detail: { total: 2 },
        }),
      }),
    );
    expect(Result).toBe(true);
  });
});
