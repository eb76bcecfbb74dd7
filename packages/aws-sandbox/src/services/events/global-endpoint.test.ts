import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { receiveFromQueue } from '../sqs/data-plane';
import { sqsService } from '../sqs';
import { setHealthCheckStatus } from './health-checks';
import { eventsService } from './index';

const { accountId, region } = TEST_SCOPE;
const SECONDARY = 'eu-north-1';
const HEALTH_CHECK = 'arn:aws:route53:::healthcheck/0a1b2c3d-shop';
const busArn = (where: string, name = 'shop') =>
  `arn:aws:events:${where}:${accountId}:event-bus/${name}`;

describe('a global endpoint', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = new TestWorld([eventsService, sqsService]);
    for (const where of [region, SECONDARY]) {
      const there = { region: where };
      const queueArn = `arn:aws:sqs:${where}:${accountId}:orders`;
      await world.call('events', 'CreateEventBus', { Name: 'shop' }, there);
      await world.call(
        'sqs',
        'CreateQueue',
        {
          QueueName: 'orders',
          Attributes: {
            Policy: JSON.stringify({
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'events.amazonaws.com' },
                  Action: 'sqs:SendMessage',
                  Resource: queueArn,
                },
              ],
            }),
          },
        },
        there,
      );
      await world.call(
        'events',
        'PutRule',
        {
          Name: 'orders',
          EventBusName: 'shop',
          EventPattern: '{"source":["shop.order"]}',
        },
        there,
      );
      await world.call(
        'events',
        'PutTargets',
        {
          Rule: 'orders',
          EventBusName: 'shop',
          Targets: [{ Id: 'queue', Arn: queueArn }],
        },
        there,
      );
    }
  });

  const create = (input: object = {}) =>
    world.call('events', 'CreateEndpoint', {
      Name: 'shop',
      RoutingConfig: {
        FailoverConfig: {
          Primary: { HealthCheck: HEALTH_CHECK },
          Secondary: { Route: SECONDARY },
        },
      },
      ReplicationConfig: { State: 'DISABLED' },
      EventBuses: [
        { EventBusArn: busArn(region) },
        { EventBusArn: busArn(SECONDARY) },
      ],
      ...input,
    });

  async function active(input: object = {}): Promise<string> {
    await create(input);
    await world.clock.advance(1_000);
    const { EndpointId } = await world.call('events', 'DescribeEndpoint', {
      Name: 'shop',
    });
    return EndpointId;
  }

  async function put(EndpointId: string, EventBusName = 'shop') {
    const { Entries } = await world.call('events', 'PutEvents', {
      EndpointId,
      Entries: [
        {
          EventBusName,
          Source: 'shop.order',
          DetailType: 'OrderCreated',
          Detail: '{}',
        },
      ],
    });
    await new Promise(resolve => setImmediate(resolve));
    return Entries[0];
  }

  /** The regions of the events that came to a queue. */
  const arrived = (where: string) =>
    receiveFromQueue(world.world, `arn:aws:sqs:${where}:${accountId}:orders`, {
      maxMessages: 10,
    }).map(({ body }) => JSON.parse(body).region);

  it('is created, described, listed, changed and deleted', async () => {
    expect(await create()).toMatchObject({
      Arn: `arn:aws:events:${region}:${accountId}:endpoint/shop`,
      State: 'CREATING',
    });
    await expect(create()).rejects.toMatchObject({
      code: 'ResourceAlreadyExistsException',
    });
    await world.clock.advance(1_000);
    const { Endpoints } = await world.call('events', 'ListEndpoints', {});
    expect(Endpoints).toMatchObject([
      {
        Name: 'shop',
        State: 'ACTIVE',
        EndpointId: expect.stringMatching(/^[0-9a-f]+\.veo$/),
        ReplicationConfig: { State: 'DISABLED' },
        EventBuses: [
          { EventBusArn: busArn(region) },
          { EventBusArn: busArn(SECONDARY) },
        ],
      },
    ]);
    await world.call('events', 'UpdateEndpoint', {
      Name: 'shop',
      ReplicationConfig: { State: 'ENABLED' },
      RoleArn: `arn:aws:iam::${accountId}:role/replication`,
    });
    await world.clock.advance(1_000);
    const described = await world.call(
      'events',
      'DescribeEndpoint',
      { Name: 'shop', HomeRegion: region },
      { region: SECONDARY },
    );
    expect(described).toMatchObject({
      State: 'ACTIVE',
      ReplicationConfig: { State: 'ENABLED' },
    });
    await world.call('events', 'DeleteEndpoint', { Name: 'shop' });
    await world.clock.advance(1_000);
    await expect(
      world.call('events', 'DescribeEndpoint', { Name: 'shop' }),
    ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('refuses what AWS refuses', async () => {
    await expect(
      create({ ReplicationConfig: { State: 'ENABLED' } }),
    ).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(
      create({ EventBuses: [{ EventBusArn: busArn(region) }] }),
    ).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(
      create({
        EventBuses: [
          { EventBusArn: busArn(region, 'default') },
          { EventBusArn: busArn(SECONDARY, 'shop') },
        ],
      }),
    ).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(
      create({
        EventBuses: [
          { EventBusArn: busArn(region, 'gone') },
          { EventBusArn: busArn(SECONDARY, 'gone') },
        ],
      }),
    ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    await expect(put('nobody.veo')).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });

  it('brings events to the primary region, and to the secondary one while the health check fails', async () => {
    const endpointId = await active();

    await put(endpointId);
    expect([arrived(region), arrived(SECONDARY)]).toEqual([[region], []]);

    setHealthCheckStatus(world.world, HEALTH_CHECK, 'Unhealthy');
    await put(endpointId);
    expect([arrived(region), arrived(SECONDARY)]).toEqual([[], [SECONDARY]]);

    setHealthCheckStatus(world.world, HEALTH_CHECK, 'Healthy');
    await put(endpointId);
    expect([arrived(region), arrived(SECONDARY)]).toEqual([[region], []]);
  });

  it('brings events to both regions with replication', async () => {
    const endpointId = await active({
      ReplicationConfig: { State: 'ENABLED' },
      RoleArn: `arn:aws:iam::${accountId}:role/replication`,
    });

    await put(endpointId);

    expect([arrived(region), arrived(SECONDARY)]).toEqual([
      [region],
      [SECONDARY],
    ]);
  });

  it('takes events for its own bus only', async () => {
    expect(await put(await active(), 'default')).toMatchObject({
      ErrorCode: 'InvalidArgument',
    });
  });
});
