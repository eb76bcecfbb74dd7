import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
} from '@aws-sdk/client-ecs';
import {
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  CreateStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { clientConfig } from '../../testing/client-config';
import { setTaskBehaviour } from '../ecs/task-behaviour';
import { StackTester } from './testing/StackTester';

/** What a queue worker on Fargate is made of, as CDK writes it. */
function queueWorker(image: string, more: { desiredCount?: number } = {}) {
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const trust = (Service: string) => ({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' },
    ],
  });
  return {
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      Subnet: {
        Type: 'AWS::EC2::Subnet',
        Properties: {
          VpcId: { Ref: 'Vpc' },
          CidrBlock: {
            'Fn::Select': [
              1,
              { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 4, 8] },
            ],
          },
          AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
        },
      },
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { GroupDescription: 'Tasks', VpcId: { Ref: 'Vpc' } },
      },
      Cluster: {
        Type: 'AWS::ECS::Cluster',
        Properties: {
          ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }],
        },
      },
      Capacity: {
        Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
        Properties: {
          Cluster: { Ref: 'Cluster' },
          CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
          DefaultCapacityProviderStrategy: [],
        },
      },
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'shop' } },
      Failed: {
        Type: 'AWS::SQS::Queue',
        Properties: { MessageRetentionPeriod: 1209600 },
      },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 60,
          RedrivePolicy: {
            deadLetterTargetArn: arn('Failed'),
            maxReceiveCount: 3,
          },
        },
      },
      QueuePolicy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'Queue' }],
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: arn('Queue'),
                Condition: { ArnEquals: { 'aws:SourceArn': arn('Rule') } },
              },
            ],
          },
        },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: { Ref: 'Bus' },
          EventPattern: { source: ['shop.order'] },
          Targets: [
            {
              Id: 'queue',
              Arn: arn('Queue'),
              RetryPolicy: { MaximumRetryAttempts: 5 },
            },
          ],
        },
      },
      Logs: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { RetentionInDays: 30 },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust('ecs-tasks.amazonaws.com'),
          ManagedPolicyArns: [
            {
              'Fn::Sub':
                'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
            },
          ],
        },
      },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'consume',
          Roles: [{ Ref: 'Role' }],
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: 'sqs:ReceiveMessage',
                Resource: arn('Queue'),
              },
            ],
          },
        },
      },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          Family: 'loyalty',
          Cpu: '256',
          Memory: '512',
          NetworkMode: 'awsvpc',
          RequiresCompatibilities: ['FARGATE'],
          RuntimePlatform: { CpuArchitecture: 'ARM64' },
          TaskRoleArn: arn('Role'),
          ExecutionRoleArn: arn('Role'),
          ContainerDefinitions: [
            {
              Name: 'worker',
              Image: image,
              ReadonlyRootFilesystem: 'true',
              Environment: [{ Name: 'QUEUE_URL', Value: { Ref: 'Queue' } }],
              LogConfiguration: {
                LogDriver: 'awslogs',
                Options: {
                  'awslogs-group': { Ref: 'Logs' },
                  'awslogs-region': { Ref: 'AWS::Region' },
                },
              },
            },
          ],
        },
      },
      Service: {
        Type: 'AWS::ECS::Service',
        DependsOn: ['Capacity', 'Policy'],
        Properties: {
          ServiceName: 'loyalty',
          Cluster: { Ref: 'Cluster' },
          TaskDefinition: { Ref: 'Task' },
          DesiredCount: more.desiredCount,
          CapacityProviderStrategy: [
            { CapacityProvider: 'FARGATE', Base: 1, Weight: 1 },
            { CapacityProvider: 'FARGATE_SPOT', Weight: 3 },
          ],
          DeploymentConfiguration: {
            MinimumHealthyPercent: 100,
            MaximumPercent: 200,
            DeploymentCircuitBreaker: { Enable: true, Rollback: true },
          },
          PropagateTags: 'SERVICE',
          NetworkConfiguration: {
            AwsvpcConfiguration: {
              AssignPublicIp: 'DISABLED',
              Subnets: [{ Ref: 'Subnet' }],
              SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
            },
          },
        },
      },
      Target: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: {
          MinCapacity: 1,
          MaxCapacity: 10,
          ResourceId: {
            'Fn::Join': [
              '/',
              [
                'service',
                { Ref: 'Cluster' },
                { 'Fn::GetAtt': ['Service', 'Name'] },
              ],
            ],
          },
          ScalableDimension: 'ecs:service:DesiredCount',
          ServiceNamespace: 'ecs',
        },
      },
      Scaling: {
        Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
        Properties: {
          PolicyName: 'steps',
          PolicyType: 'StepScaling',
          ScalingTargetId: { Ref: 'Target' },
          StepScalingPolicyConfiguration: {
            AdjustmentType: 'ChangeInCapacity',
            Cooldown: 300,
            StepAdjustments: [
              {
                MetricIntervalLowerBound: 0,
                MetricIntervalUpperBound: 10,
                ScalingAdjustment: 1,
              },
              { MetricIntervalLowerBound: 10, ScalingAdjustment: 2 },
            ],
          },
        },
      },
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: [
            {
              Name: 'QueueName',
              Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] },
            },
          ],
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 2,
          Threshold: 5,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          AlarmActions: [{ Ref: 'Scaling' }],
        },
      },
    },
    Outputs: {
      Cluster: { Value: { Ref: 'Cluster' } },
      Queue: { Value: { Ref: 'Queue' } },
    },
  };
}

let tester: StackTester;
let ecs: ECSClient;

beforeEach(async () => {
  tester = await StackTester.start();
  ecs = new ECSClient(clientConfig(tester.sandbox));
});

afterEach(async () => {
  ecs.destroy();
  await tester.close();
});

async function output(name: string): Promise<string> {
  const { Outputs = [] } = await tester.stack('worker');
  return Outputs.find(({ OutputKey }) => OutputKey === name)?.OutputValue ?? '';
}

async function service() {
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({
      cluster: await output('Cluster'),
      services: ['loyalty'],
      include: ['TAGS'],
    }),
  );
  return services[0];
}

it('runs its tasks before the stack is complete, with the tags of the stack', async () => {
  await tester.client.send(
    new CreateStackCommand({
      StackName: 'worker',
      TemplateBody: JSON.stringify(queueWorker('app:1', { desiredCount: 2 })),
      Capabilities: ['CAPABILITY_IAM'],
      Tags: [{ Key: 'event-topology:component', Value: 'loyalty' }],
    }),
  );
  await tester.clock.advance(2_000);
  expect((await tester.stack('worker')).StackStatus).toBe('CREATE_IN_PROGRESS');

  expect((await tester.settled('worker')).StackStatus).toBe('CREATE_COMPLETE');
  expect(await service()).toMatchObject({
    desiredCount: 2,
    runningCount: 2,
    tags: expect.arrayContaining([
      { key: 'event-topology:component', value: 'loyalty' },
    ]),
    networkConfiguration: {
      awsvpcConfiguration: {
        assignPublicIp: 'DISABLED',
        subnets: [await tester.physicalId('worker', 'Subnet')],
        securityGroups: [await tester.physicalId('worker', 'Group')],
      },
    },
  });
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: 'loyalty' }),
  );
  expect(taskDefinition?.containerDefinitions?.[0]).toMatchObject({
    readonlyRootFilesystem: true,
    environment: [{ name: 'QUEUE_URL', value: await output('Queue') }],
  });
});

it('is wired as the template says: events reach the queue, scaling hangs on the alarm', async () => {
  await tester.create('worker', queueWorker('app:1'));
  const config = clientConfig(tester.sandbox);
  const events = new EventBridgeClient(config);
  const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  const scaling = new ApplicationAutoScalingClient(config);
  const iam = new IAMClient(config);
  const logs = new CloudWatchLogsClient(config);

  const rule = await tester.physicalId('worker', 'Rule');
  expect(rule).toMatch(/^shop\|worker-Rule-/);
  const { Targets } = await events.send(
    new ListTargetsByRuleCommand({
      EventBusName: 'shop',
      Rule: rule.replace('shop|', ''),
    }),
  );
  expect(Targets).toMatchObject([{ RetryPolicy: { MaximumRetryAttempts: 5 } }]);

  await events.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: 'shop',
          Source: 'shop.order',
          DetailType: 'OrderCreated',
          Detail: '{"id":1}',
        },
      ],
    }),
  );
  await tester.clock.advance(1_000);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: await output('Queue') }),
  );
  expect(JSON.parse(Messages[0].Body ?? '').detail).toEqual({ id: 1 });

  const { ScalableTargets } = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
  );
  expect(ScalableTargets).toMatchObject([
    { ResourceId: `service/${await output('Cluster')}/loyalty` },
  ]);
  const { ScalingPolicies } = await scaling.send(
    new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }),
  );
  expect(ScalingPolicies).toMatchObject([
    { Alarms: [{ AlarmName: await tester.physicalId('worker', 'Alarm') }] },
  ]);

  const { PolicyDocument = '' } = await iam.send(
    new GetRolePolicyCommand({
      RoleName: await tester.physicalId('worker', 'Role'),
      PolicyName: 'consume',
    }),
  );
  expect(decodeURIComponent(PolicyDocument)).toContain(':worker-Queue-');
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
  expect(logGroups).toMatchObject([{ retentionInDays: 30 }]);
  [events, sqs, scaling, iam, logs].forEach(client => client.destroy());
});

it('rolls out a new task definition, and the old revision goes', async () => {
  await tester.create('worker', queueWorker('app:1'));

  const stack = await tester.update('worker', queueWorker('app:2'));

  expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
  const { taskDefinition, runningCount, deployments } = await service();
  expect(taskDefinition).toMatch(/loyalty:2$/);
  expect({ runningCount, deployments: deployments?.length }).toEqual({
    runningCount: 1,
    deployments: 1,
  });
  const old = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: 'loyalty:1' }),
  );
  expect(old.taskDefinition?.status).toBe('INACTIVE');
});

it('tells the circuit breaker as the reason, and rolls back', async () => {
  setTaskBehaviour(tester.sandbox.world, 'loyalty', {
    runSeconds: Infinity,
    startFailure: 'CannotPullContainerError: no such image',
  });

  const stack = await tester.create('worker', queueWorker('app:1'));

  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect(await tester.reasons('worker', 'CREATE_FAILED')).toEqual([
    expect.stringMatching(
      /^Error occurred during operation 'ECS Deployment Circuit Breaker was triggered': .*tasks failed to start/,
    ),
  ]);
});

it('goes back to the revision that ran when an update fails in its rollout', async () => {
  const { world } = tester.sandbox;
  await tester.create('worker', queueWorker('app:1'));
  setTaskBehaviour(world, 'loyalty', {
    runSeconds: Infinity,
    startFailure: 'CannotPullContainerError: no such image',
  });

  await tester.client.send(
    new UpdateStackCommand({
      StackName: 'worker',
      TemplateBody: JSON.stringify(queueWorker('app:2')),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  while (!(await tester.events('worker')).includes('Service UPDATE_FAILED')) {
    await tester.clock.advance(1_000);
  }
  setTaskBehaviour(world, 'loyalty', { runSeconds: Infinity });

  expect((await tester.settled('worker')).StackStatus).toBe(
    'UPDATE_ROLLBACK_COMPLETE',
  );
  const { taskDefinition, runningCount } = await service();
  expect(taskDefinition).toBe(await tester.physicalId('worker', 'Task'));
  expect(taskDefinition).toMatch(/loyalty:1$/);
  expect(runningCount).toBe(1);
});

it('leaves nothing behind when it is deleted', async () => {
  await tester.create('worker', queueWorker('app:1'));
  const cluster = await output('Cluster');

  const stack = await tester.delete('worker');

  expect(stack.StackStatus).toBe('DELETE_COMPLETE');
  await expect(
    ecs.send(new DescribeServicesCommand({ cluster, services: ['loyalty'] })),
  ).rejects.toMatchObject({ name: 'ClusterNotFoundException' });
});
