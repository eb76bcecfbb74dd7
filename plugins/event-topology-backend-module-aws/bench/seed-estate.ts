import { RequestContext, ServiceId, World } from '@ecs-eda/aws-sandbox';

/** How large the account is that is read. */
export interface EstateSize {
  queues: number;
  rules: number;
  services: number;
}

const ACCOUNT_ID = '123456789012';
const REGION = 'eu-central-1';
const CLUSTERS = 4;
const BUSES = 2;
/** One service in so many scales with its queue. */
const SCALED_SHARE = 4;

/**
 * Fills an account by the sandbox's own operations, in process: each queue has
 * a rule or a service, each service a task definition and a task role of its
 * own, as CDK makes them; half of the queues are dead-letter queues.
 */
export async function seedEstate(
  world: World,
  size: EstateSize,
): Promise<void> {
  const context: RequestContext = {
    world,
    accountId: ACCOUNT_ID,
    region: REGION,
    requestId: 'seed',
    principalArn: `arn:aws:iam::${ACCOUNT_ID}:root`,
    signal: new AbortController().signal,
  };
  const call = async (service: ServiceId, operation: string, input: object) =>
    world.service(service).operations[operation](input, context);
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;

  const pairs = size.queues / 2;
  for (let i = 0; i < pairs; i++) {
    await call('sqs', 'CreateQueue', { QueueName: `work-${i}-dlq` });
    await call('sqs', 'CreateQueue', {
      QueueName: `work-${i}`,
      Attributes: {
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: arn('sqs', `work-${i}-dlq`),
          maxReceiveCount: 5,
        }),
      },
      tags: { 'event-topology:system': `system-${i % 20}` },
    });
  }

  for (let i = 0; i < BUSES; i++) {
    await call('events', 'CreateEventBus', { Name: `bus-${i}` });
  }
  for (let i = 0; i < size.rules; i++) {
    const EventBusName = `bus-${i % BUSES}`;
    await call('events', 'PutRule', {
      Name: `rule-${i}`,
      EventBusName,
      EventPattern: JSON.stringify({ source: [`shop.source-${i % 50}`] }),
      Tags: [{ Key: 'event-topology:system', Value: `system-${i % 20}` }],
    });
    await call('events', 'PutTargets', {
      Rule: `rule-${i}`,
      EventBusName,
      Targets: [
        {
          Id: 'queue',
          Arn: arn('sqs', `work-${i % pairs}`),
          DeadLetterConfig: { Arn: arn('sqs', `work-${i % pairs}-dlq`) },
        },
      ],
    });
  }

  for (let i = 0; i < CLUSTERS; i++) {
    await call('ecs', 'CreateCluster', { clusterName: `cluster-${i}` });
  }
  for (let i = 0; i < size.services; i++) {
    const name = `service-${i}`;
    const cluster = `cluster-${i % CLUSTERS}`;
    const queue = `work-${i % pairs}`;
    await call('iam', 'CreateRole', {
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'ecs-tasks.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      }),
    });
    await call('iam', 'PutRolePolicy', {
      RoleName: name,
      PolicyName: 'queue',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
            Resource: arn('sqs', queue),
          },
        ],
      }),
    });
    await call('ecs', 'RegisterTaskDefinition', {
      family: name,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      taskRoleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${name}`,
      containerDefinitions: [
        {
          name: 'worker',
          image: 'shop/worker:1',
          environment: [
            {
              name: 'QUEUE_URL',
              value: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT_ID}/${queue}`,
            },
          ],
        },
      ],
    });
    await call('ecs', 'CreateService', {
      cluster,
      serviceName: name,
      taskDefinition: name,
      // Running tasks would busy the sandbox and tell a read nothing more.
      desiredCount: 0,
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['subnet-0a1b2c3d4e5f60718'] },
      },
      tags: [{ key: 'event-topology:system', value: `system-${i % 20}` }],
    });
    if (i % SCALED_SHARE === 0) {
      const target = {
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId: `service/${cluster}/${name}`,
      };
      await call('application-autoscaling', 'RegisterScalableTarget', {
        ...target,
        MinCapacity: 0,
        MaxCapacity: 10,
      });
      await call('application-autoscaling', 'PutScalingPolicy', {
        ...target,
        PolicyName: 'backlog',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 10,
          CustomizedMetricSpecification: {
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateNumberOfMessagesVisible',
            Dimensions: [{ Name: 'QueueName', Value: queue }],
            Statistic: 'Average',
          },
        },
      });
    }
  }
}
