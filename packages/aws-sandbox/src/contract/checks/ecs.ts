import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteClusterCommand,
  DeleteServiceCommand,
  DeregisterTaskDefinitionCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

/** Creates a cluster that goes away with the check. */
export async function createCluster(
  context: ContractContext,
): Promise<{ name: string; arn: string }> {
  const { aws } = context;
  const name = context.name('cluster');
  const { cluster } = await aws.ecs.send(
    new CreateClusterCommand({
      clusterName: name,
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    }),
  );
  context.cleanUp(() =>
    aws.ecs.send(new DeleteClusterCommand({ cluster: name })),
  );
  return { name, arn: cluster?.clusterArn ?? '' };
}

/** Registers a task definition that goes away with the check. */
export async function registerTask(context: ContractContext): Promise<string> {
  const { aws } = context;
  const family = context.name('task');
  const { taskDefinition } = await aws.ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      taskRoleArn: await context.role('ecs-tasks.amazonaws.com', [
        'sqs:ReceiveMessage',
      ]),
      containerDefinitions: [
        {
          name: 'worker',
          image: 'public.ecr.aws/docker/library/busybox:stable',
          essential: true,
          command: ['sleep', '600'],
          environment: [{ name: 'QUEUE_URL', value: 'https://example' }],
        },
      ],
      tags: [{ key: 'event-topology:component', value: 'loyalty' }],
    }),
  );
  const arn = taskDefinition?.taskDefinitionArn ?? '';
  context.cleanUp(() =>
    aws.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn })),
  );
  return arn;
}

/** The network that tasks of the contract run in. */
export function networkConfiguration({ network }: ContractContext) {
  return {
    awsvpcConfiguration: {
      subnets: network.subnetIds,
      securityGroups: network.securityGroupIds,
      assignPublicIp: 'ENABLED' as const,
    },
  };
}

/** Creates a service that goes away with the check. */
export async function createService(
  context: ContractContext,
  cluster: string,
  taskDefinition: string,
  desiredCount: number,
  serviceName = context.name('service'),
): Promise<string> {
  const { aws } = context;
  await aws.ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName,
      taskDefinition,
      desiredCount,
      capacityProviderStrategy: [
        { capacityProvider: 'FARGATE', base: 1, weight: 1 },
        { capacityProvider: 'FARGATE_SPOT', weight: 3 },
      ],
      deploymentConfiguration: {
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      networkConfiguration: networkConfiguration(context),
      tags: [{ key: 'event-topology:component', value: 'loyalty' }],
    }),
  );
  context.cleanUp(() =>
    aws.ecs.send(
      new DeleteServiceCommand({ cluster, service: serviceName, force: true }),
    ),
  );
  return serviceName;
}

function running(
  context: ContractContext,
  cluster: string,
  service: string,
  count: number,
) {
  return context.eventually(`${count} running tasks`, async () => {
    const { services } = await context.aws.ecs.send(
      new DescribeServicesCommand({ cluster, services: [service] }),
    );
    return services?.[0]?.runningCount === count && services[0];
  });
}

/** Clusters, services, tasks. */
export const ecsChecks: Check[] = [
  {
    behaviour: 'gives a task definition back with role, environment and tags',
    async run(context) {
      const { aws } = context;
      const arn = await registerTask(context);
      const { taskDefinition, tags } = await aws.ecs.send(
        new DescribeTaskDefinitionCommand({
          taskDefinition: arn,
          include: ['TAGS'],
        }),
      );
      expect(arn).toMatch(/:1$/);
      expect(taskDefinition).toMatchObject({
        revision: 1,
        status: 'ACTIVE',
        cpu: '256',
        taskRoleArn: expect.stringContaining(':role/'),
      });
      expect(taskDefinition?.containerDefinitions?.[0]).toMatchObject({
        name: 'worker',
        environment: [{ name: 'QUEUE_URL', value: 'https://example' }],
      });
      expect(tags).toEqual([
        { key: 'event-topology:component', value: 'loyalty' },
      ]);
    },
  },
  {
    behaviour: 'lists clusters and services, page by page',
    async run(context) {
      const { aws } = context;
      const cluster = await createCluster(context);
      const others = [
        await createCluster(context),
        await createCluster(context),
      ];
      const clusters = await context.pages<string>(
        'ecs:ListClusters',
        async nextToken => {
          const page = await aws.ecs.send(
            new ListClustersCommand({ maxResults: 2, nextToken }),
          );
          return { items: page.clusterArns, next: page.nextToken };
        },
      );
      expect(clusters).toEqual(
        expect.arrayContaining([cluster.arn, ...others.map(({ arn }) => arn)]),
      );
      const taskDefinition = await registerTask(context);
      for (const name of ['a', 'b', 'c']) {
        await createService(context, cluster.name, taskDefinition, 0, name);
      }
      const services = await context.pages<string>(
        'ecs:ListServices',
        async nextToken => {
          const page = await aws.ecs.send(
            new ListServicesCommand({
              cluster: cluster.name,
              maxResults: 2,
              nextToken,
            }),
          );
          return { items: page.serviceArns, next: page.nextToken };
        },
      );
      expect(services.map(arn => arn.split('/').pop()).sort()).toEqual([
        'a',
        'b',
        'c',
      ]);
    },
  },
  {
    behaviour: 'keeps a service at its desired count, and follows a new one',
    async run(context) {
      const { aws } = context;
      const cluster = await createCluster(context);
      const taskDefinition = await registerTask(context);
      const name = await createService(
        context,
        cluster.name,
        taskDefinition,
        1,
      );
      const service = await running(context, cluster.name, name, 1);
      expect(service).toMatchObject({
        status: 'ACTIVE',
        desiredCount: 1,
        taskDefinition,
        clusterArn: cluster.arn,
        schedulingStrategy: 'REPLICA',
      });
      expect(service.capacityProviderStrategy).toHaveLength(2);
      expect(service.deployments?.[0]?.status).toBe('PRIMARY');
      await aws.ecs.send(
        new UpdateServiceCommand({
          cluster: cluster.name,
          service: name,
          desiredCount: 2,
        }),
      );
      await running(context, cluster.name, name, 2);
      const { taskArns } = await aws.ecs.send(
        new ListTasksCommand({ cluster: cluster.name, serviceName: name }),
      );
      expect(taskArns).toHaveLength(2);
      await aws.ecs.send(
        new UpdateServiceCommand({
          cluster: cluster.name,
          service: name,
          desiredCount: 0,
        }),
      );
      await running(context, cluster.name, name, 0);
    },
  },
  {
    behaviour:
      'describes several services at once, with tags, the missing ones as failures',
    async run(context) {
      const { aws } = context;
      const cluster = await createCluster(context);
      const taskDefinition = await registerTask(context);
      const name = await createService(
        context,
        cluster.name,
        taskDefinition,
        0,
      );
      const { services, failures } = await aws.ecs.send(
        new DescribeServicesCommand({
          cluster: cluster.name,
          services: [name, 'absent'],
          include: ['TAGS'],
        }),
      );
      expect(services?.map(service => service.serviceName)).toEqual([name]);
      expect(services?.[0]?.tags).toEqual([
        { key: 'event-topology:component', value: 'loyalty' },
      ]);
      expect(failures).toEqual([
        expect.objectContaining({
          arn: expect.stringContaining('absent'),
          reason: 'MISSING',
        }),
      ]);
    },
  },
  {
    behaviour:
      'runs one task for one event, with overrides, until it is stopped',
    async run(context) {
      const { aws } = context;
      const cluster = await createCluster(context);
      const { tasks, failures } = await aws.ecs.send(
        new RunTaskCommand({
          cluster: cluster.name,
          taskDefinition: await registerTask(context),
          launchType: 'FARGATE',
          networkConfiguration: networkConfiguration(context),
          startedBy: 'contract',
          overrides: {
            containerOverrides: [
              {
                name: 'worker',
                environment: [{ name: 'VIDEO_ID', value: 'v-1' }],
              },
            ],
          },
        }),
      );
      expect(failures ?? []).toEqual([]);
      const taskArn = tasks?.[0]?.taskArn ?? '';
      const describe = async () => {
        const answer = await aws.ecs.send(
          new DescribeTasksCommand({ cluster: cluster.name, tasks: [taskArn] }),
        );
        return answer.tasks?.[0];
      };
      const task = await context.eventually('a running task', async () => {
        const described = await describe();
        return described?.lastStatus === 'RUNNING' && described;
      });
      expect(task).toMatchObject({ startedBy: 'contract' });
      expect(task.overrides?.containerOverrides?.[0]?.environment).toEqual([
        { name: 'VIDEO_ID', value: 'v-1' },
      ]);
      await aws.ecs.send(
        new StopTaskCommand({
          cluster: cluster.name,
          task: taskArn,
          reason: 'enough',
        }),
      );
      const stopped = await context.eventually('a stopped task', async () => {
        const described = await describe();
        return described?.lastStatus === 'STOPPED' && described;
      });
      expect(stopped.stoppedReason).toContain('enough');
    },
  },
  {
    behaviour:
      'names what is missing in failures, and refuses what cannot work',
    async run(context) {
      const { aws, accountId, region } = context;
      const cluster = await createCluster(context);
      const absent = `arn:aws:ecs:${region}:${accountId}:task/${
        cluster.name
      }/${'0'.repeat(32)}`;
      const described = await aws.ecs.send(
        new DescribeTasksCommand({ cluster: cluster.name, tasks: [absent] }),
      );
      expect(described.failures).toEqual([
        expect.objectContaining({ arn: absent, reason: 'MISSING' }),
      ]);
      const clusters = await aws.ecs.send(
        new DescribeClustersCommand({ clusters: [cluster.name, 'absent'] }),
      );
      expect(clusters.clusters?.map(one => one.clusterArn)).toEqual([
        cluster.arn,
      ]);
      expect(clusters.failures?.[0]?.reason).toBe('MISSING');
      await expectError(
        aws.ecs.send(
          new RunTaskCommand({
            cluster: context.name('absent'),
            taskDefinition: await registerTask(context),
            launchType: 'FARGATE',
            networkConfiguration: networkConfiguration(context),
          }),
        ),
        'ClusterNotFoundException',
      );
      await expectError(
        aws.ecs.send(
          new DescribeTaskDefinitionCommand({
            taskDefinition: context.name('absent'),
          }),
        ),
        'ClientException',
      );
      await expectError(
        aws.ecs.send(
          new RegisterTaskDefinitionCommand({
            family: context.name('task'),
            requiresCompatibilities: ['FARGATE'],
            networkMode: 'awsvpc',
            cpu: '256',
            memory: '8192',
            containerDefinitions: [{ name: 'worker', image: 'busybox' }],
          }),
        ),
        'ClientException',
      );
    },
  },
];
