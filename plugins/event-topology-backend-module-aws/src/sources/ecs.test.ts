import { arnOf, placeOf } from '../__testing__/place';
import {
  newestOfEachFamily,
  readContainers,
  serviceNode,
  taskDefinitionFindings,
} from './ecs';

const place = placeOf('ecs');

describe('serviceNode', () => {
  it('takes what people ask about a service', () => {
    expect(
      serviceNode(place, {
        serviceArn: arnOf('ecs', 'service/shop/loyalty'),
        serviceName: 'loyalty',
        clusterArn: arnOf('ecs', 'cluster/shop'),
        status: 'ACTIVE',
        taskDefinition: arnOf('ecs', 'task-definition/loyalty:3'),
        capacityProviderStrategy: [
          { capacityProvider: 'FARGATE', base: 1, weight: 1 },
          { capacityProvider: 'FARGATE_SPOT', weight: 4 },
        ],
        schedulingStrategy: 'REPLICA',
        enableExecuteCommand: false,
        deploymentConfiguration: {
          deploymentCircuitBreaker: { enable: true, rollback: true },
        },
        deployments: [
          { status: 'ACTIVE', rolloutState: 'COMPLETED' },
          {
            status: 'PRIMARY',
            rolloutState: 'IN_PROGRESS',
            rolloutStateReason: 'ECS deployment in progress.',
          },
        ],
        tags: [{ key: 'event-topology:system', value: 'shop' }],
      }),
    ).toEqual({
      id: arnOf('ecs', 'service/shop/loyalty'),
      kind: 'ecs-service',
      name: 'loyalty',
      accountId: '123456789012',
      region: 'eu-central-1',
      scope: place.scope,
      tags: { 'event-topology:system': 'shop' },
      attributes: {
        clusterArn: arnOf('ecs', 'cluster/shop'),
        clusterName: 'shop',
        status: 'ACTIVE',
        taskDefinitionArn: arnOf('ecs', 'task-definition/loyalty:3'),
        capacityProviders: [
          { capacityProvider: 'FARGATE', base: 1, weight: 1 },
          { capacityProvider: 'FARGATE_SPOT', weight: 4 },
        ],
        schedulingStrategy: 'REPLICA',
        rolloutState: 'IN_PROGRESS',
        rolloutStateReason: 'ECS deployment in progress.',
        circuitBreaker: true,
        enableExecuteCommand: false,
      },
    });
  });
});

describe('readContainers', () => {
  it('takes the environment of every container, and no secret', () => {
    const read = readContainers({
      cpu: '256',
      memory: '512',
      taskRoleArn: 'arn:aws:iam::123456789012:role/loyalty',
      containerDefinitions: [
        {
          name: 'worker',
          image: 'shop/loyalty:3',
          environment: [{ name: 'QUEUE_URL', value: 'https://…' }],
          secrets: [{ name: 'KEY', valueFrom: 'arn:secret' }],
        },
        { name: 'sidecar', image: 'otel:1' },
      ],
    });

    expect(read).toEqual({
      cpu: '256',
      memory: '512',
      taskRoleArn: 'arn:aws:iam::123456789012:role/loyalty',
      containers: [
        { name: 'worker', image: 'shop/loyalty:3' },
        { name: 'sidecar', image: 'otel:1' },
      ],
      environment: [
        { container: 'worker', name: 'QUEUE_URL', value: 'https://…' },
      ],
    });
  });
});

describe('taskDefinitionFindings', () => {
  it('is one node for all revisions', () => {
    const { node, workload } = taskDefinitionFindings(
      place,
      {
        taskDefinitionArn: arnOf('ecs', 'task-definition/media:4'),
        family: 'media',
        revision: 4,
        networkMode: 'awsvpc',
        containerDefinitions: [],
      },
      [{ key: 'event-topology:component', value: 'media' }],
    );

    expect(node).toMatchObject({
      id: arnOf('ecs', 'task-definition/media'),
      kind: 'task-definition',
      name: 'media',
      tags: { 'event-topology:component': 'media' },
      attributes: { family: 'media', revision: 4, networkMode: 'awsvpc' },
    });
    expect(workload).toMatchObject({
      nodeId: node.id,
      taskDefinitionArn: arnOf('ecs', 'task-definition/media:4'),
    });
  });
});

describe('newestOfEachFamily', () => {
  it('describes a family once: without a revision, else by the highest', () => {
    expect(
      newestOfEachFamily(
        [
          'media:2',
          arnOf('ecs', 'task-definition/media:10'),
          'media:9',
          'offers:3',
          'offers',
          arnOf('ecs', 'task-definition/offers:7'),
        ],
        place,
      ),
    ).toEqual([arnOf('ecs', 'task-definition/media:10'), 'offers']);
  });
});
