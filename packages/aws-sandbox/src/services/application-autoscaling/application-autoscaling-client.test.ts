import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  InvalidNextTokenException,
  ListTagsForResourceCommand,
  ObjectNotFoundException,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
  ValidationException,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { cloudwatchService } from '../cloudwatch';
import { ecsService } from '../ecs';
import { applicationAutoscalingService } from './index';

const TARGET = {
  ServiceNamespace: 'ecs' as const,
  ScalableDimension: 'ecs:service:DesiredCount' as const,
  ResourceId: 'service/shop/loyalty',
};

describe('Application Auto Scaling over the SDK client', () => {
  let sandbox: Sandbox;
  let client: ApplicationAutoScalingClient;
  let cloudwatch: CloudWatchClient;
  let ecs: ECSClient;

  beforeEach(async () => {
    sandbox = await startSandbox({
      port: 0,
      services: [applicationAutoscalingService, cloudwatchService, ecsService],
    });
    client = new ApplicationAutoScalingClient(clientConfig(sandbox));
    cloudwatch = new CloudWatchClient(clientConfig(sandbox));
    ecs = new ECSClient(clientConfig(sandbox));
    await ecs.send(new CreateClusterCommand({ clusterName: 'shop' }));
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'loyalty',
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        containerDefinitions: [{ name: 'main', image: 'loyalty:1' }],
      }),
    );
    await ecs.send(
      new CreateServiceCommand({
        cluster: 'shop',
        serviceName: 'loyalty',
        taskDefinition: 'loyalty',
        desiredCount: 0,
        launchType: 'FARGATE',
        networkConfiguration: {
          awsvpcConfiguration: { subnets: ['subnet-1'] },
        },
      }),
    );
  });

  afterEach(async () => {
    client.destroy();
    cloudwatch.destroy();
    ecs.destroy();
    await sandbox.close();
  });

  const register = () =>
    client.send(
      new RegisterScalableTargetCommand({
        ...TARGET,
        MinCapacity: 1,
        MaxCapacity: 4,
        Tags: { system: 'shop' },
      }),
    );

  it('registers a target, lifts it to its minimum and tells so', async () => {
    const { ScalableTargetARN } = await register();
    const { ScalableTargets } = await client.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
    );
    expect(ScalableTargets).toMatchObject([
      {
        ...TARGET,
        MinCapacity: 1,
        MaxCapacity: 4,
        ScalableTargetARN,
        CreationTime: expect.any(Date),
      },
    ]);
    expect(
      await client.send(
        new ListTagsForResourceCommand({ ResourceARN: ScalableTargetARN }),
      ),
    ).toMatchObject({ Tags: { system: 'shop' } });
    const { ScalingActivities } = await client.send(
      new DescribeScalingActivitiesCommand({ ServiceNamespace: 'ecs' }),
    );
    expect(ScalingActivities).toMatchObject([
      { StatusCode: 'Successful', EndTime: expect.any(Date) },
    ]);
  });

  it('gives a policy on metric math back as it was put, with its alarms', async () => {
    await register();
    const configuration = {
      TargetValue: 25,
      ScaleOutCooldown: 20,
      DisableScaleIn: true,
      CustomizedMetricSpecification: {
        Metrics: [
          {
            Id: 'messages',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SQS',
                MetricName: 'ApproximateNumberOfMessagesVisible',
                Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
              },
              Stat: 'Average',
            },
            ReturnData: false,
          },
          { Id: 'backlog', Expression: 'messages / 2', ReturnData: true },
        ],
      },
    };
    const { PolicyARN } = await client.send(
      new PutScalingPolicyCommand({
        ...TARGET,
        PolicyName: 'backlog',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: configuration,
      }),
    );
    const { ScalingPolicies } = await client.send(
      new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }),
    );
    expect(ScalingPolicies).toMatchObject([
      {
        PolicyARN,
        TargetTrackingScalingPolicyConfiguration: configuration,
        Alarms: [{ AlarmName: expect.stringContaining('AlarmHigh') }],
      },
    ]);
    const { MetricAlarms } = await cloudwatch.send(
      new DescribeAlarmsCommand({ ActionPrefix: PolicyARN }),
    );
    expect(MetricAlarms).toMatchObject([
      { Metrics: [{ Id: 'messages' }, { Expression: 'messages / 2' }] },
    ]);
    await client.send(
      new DeleteScalingPolicyCommand({ ...TARGET, PolicyName: 'backlog' }),
    );
    expect(
      (await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms,
    ).toEqual([]);
  });

  it('throws its errors under their own classes', async () => {
    await expect(
      client.send(
        new DeleteScalingPolicyCommand({ ...TARGET, PolicyName: 'none' }),
      ),
    ).rejects.toBeInstanceOf(ObjectNotFoundException);
    await expect(
      client.send(
        new RegisterScalableTargetCommand({
          ...TARGET,
          ResourceId: 'service/shop/nothing',
          MinCapacity: 1,
          MaxCapacity: 2,
        }),
      ),
    ).rejects.toBeInstanceOf(ValidationException);
    await expect(
      client.send(
        new DescribeScalableTargetsCommand({
          ServiceNamespace: 'ecs',
          NextToken: 'made-up',
        }),
      ),
    ).rejects.toBeInstanceOf(InvalidNextTokenException);
  });
});
