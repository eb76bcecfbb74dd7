import {
  APIGatewayClient,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';
import {
  ApplicationAutoScalingClient,
  PutScalingPolicyCommand,
  PutScalingPolicyCommandInput,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateApiDestinationCommand,
  CreateArchiveCommand,
  CreateConnectionCommand,
  CreateEndpointCommand,
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
} from '@aws-sdk/client-eventbridge';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateClusterV2Command,
  CreateTopicCommand as CreateKafkaTopicCommand,
  KafkaClient,
} from '@aws-sdk/client-kafka';
import {
  CreateStreamCommand,
  KinesisClient,
  RegisterStreamConsumerCommand,
} from '@aws-sdk/client-kinesis';
import {
  CreateEventSourceMappingCommand,
  CreateEventSourceMappingCommandInput,
  CreateFunctionCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { CreateBrokerCommand, MqClient } from '@aws-sdk/client-mq';
import { CreatePipeCommand, PipesClient } from '@aws-sdk/client-pipes';
import {
  CreateScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import {
  CreateTopicCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  CreateResourceConfigurationCommand,
  CreateResourceGatewayCommand,
  VPCLatticeClient,
} from '@aws-sdk/client-vpc-lattice';

/** A statement as tests write it. */
export interface Statement {
  Effect?: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
}

/** A service as tests write it. */
export interface ServiceOptions {
  cluster?: string;
  environment?: Record<string, string>;
  taskRoleArn?: string;
  targetGroupArn?: string;
  tags?: Record<string, string>;
}

/** Puts resources into one account and region of a sandbox, by SDK calls. */
export class Estate {
  readonly accountId: string;
  readonly region: string;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly events: EventBridgeClient;
  readonly ecs: ECSClient;
  readonly iam: IAMClient;
  readonly sfn: SFNClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly lattice: VPCLatticeClient;
  readonly scaling: ApplicationAutoScalingClient;
  readonly cloudwatch: CloudWatchClient;
  readonly pipes: PipesClient;
  readonly scheduler: SchedulerClient;
  readonly apiGateway: APIGatewayClient;
  readonly kinesis: KinesisClient;
  readonly lambda: LambdaClient;
  readonly kafka: KafkaClient;
  readonly mq: MqClient;
  readonly #endpoint: string;
  readonly #clusters = new Map<string, Promise<void>>();

  constructor(
    endpoint: string,
    options: { accountId?: string; region?: string } = {},
  ) {
    this.#endpoint = endpoint;
    this.accountId = options.accountId ?? '123456789012';
    this.region = options.region ?? 'eu-central-1';
    const config = {
      endpoint,
      region: this.region,
      credentials: { accessKeyId: this.accountId, secretAccessKey: 'secret' },
    };
    this.sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
    this.sns = new SNSClient(config);
    this.events = new EventBridgeClient(config);
    this.ecs = new ECSClient(config);
    this.iam = new IAMClient(config);
    this.sfn = new SFNClient(config);
    this.elb = new ElasticLoadBalancingV2Client(config);
    this.lattice = new VPCLatticeClient(config);
    this.scaling = new ApplicationAutoScalingClient(config);
    this.cloudwatch = new CloudWatchClient(config);
    this.pipes = new PipesClient(config);
    this.scheduler = new SchedulerClient(config);
    this.apiGateway = new APIGatewayClient(config);
    this.kinesis = new KinesisClient(config);
    this.lambda = new LambdaClient(config);
    this.kafka = new KafkaClient(config);
    this.mq = new MqClient(config);
  }

  close(): void {
    for (const client of [
      this.sqs,
      this.sns,
      this.events,
      this.ecs,
      this.iam,
      this.sfn,
      this.elb,
      this.lattice,
      this.scaling,
      this.cloudwatch,
      this.pipes,
      this.scheduler,
      this.apiGateway,
      this.kinesis,
      this.lambda,
      this.kafka,
      this.mq,
    ]) {
      client.destroy();
    }
  }

  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  async queue(
    name: string,
    options: { deadLetterArn?: string; tags?: Record<string, string> } = {},
  ): Promise<{ url: string; arn: string }> {
    const { QueueUrl = '' } = await this.sqs.send(
      new CreateQueueCommand({
        QueueName: name,
        Attributes: {
          ...(name.endsWith('.fifo') && { FifoQueue: 'true' }),
          ...(options.deadLetterArn && {
            RedrivePolicy: JSON.stringify({
              deadLetterTargetArn: options.deadLetterArn,
              maxReceiveCount: 5,
            }),
          }),
        },
        tags: options.tags,
      }),
    );
    return { url: QueueUrl, arn: this.arn('sqs', name) };
  }

  async topic(name: string): Promise<string> {
    const { TopicArn = '' } = await this.sns.send(
      new CreateTopicCommand({ Name: name }),
    );
    return TopicArn;
  }

  async subscribe(
    topicArn: string,
    protocol: string,
    endpoint: string,
    attributes?: Record<string, string>,
  ): Promise<void> {
    await this.sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: protocol,
        Endpoint: endpoint,
        Attributes: attributes,
      }),
    );
  }

  async bus(name: string): Promise<string> {
    const { EventBusArn = '' } = await this.events.send(
      new CreateEventBusCommand({ Name: name }),
    );
    return EventBusArn;
  }

  async archive(name: string, busArn: string): Promise<void> {
    await this.events.send(
      new CreateArchiveCommand({ ArchiveName: name, EventSourceArn: busArn }),
    );
  }

  /** A REST API whose root takes requests to a bus. */
  async restApi(name: string, busName: string): Promise<void> {
    const { id, rootResourceId } = await this.apiGateway.send(
      new CreateRestApiCommand({ name }),
    );
    const method = {
      restApiId: id,
      resourceId: rootResourceId,
      httpMethod: 'POST',
    };
    await this.apiGateway.send(
      new PutMethodCommand({ ...method, authorizationType: 'NONE' }),
    );
    await this.apiGateway.send(
      new PutIntegrationCommand({
        ...method,
        type: 'AWS',
        integrationHttpMethod: 'POST',
        uri: `arn:aws:apigateway:${this.region}:events:action/PutEvents`,
        requestTemplates: {
          'application/json': `{"Entries":[{"EventBusName":"${busName}"}]}`,
        },
      }),
    );
  }

  /** A bus of this name in a second region too, and the endpoint that joins them. */
  async globalEndpoint(
    name: string,
    options: { secondaryRegion: string; replication?: boolean },
  ): Promise<string> {
    const secondary = new EventBridgeClient({
      endpoint: this.#endpoint,
      region: options.secondaryRegion,
      credentials: { accessKeyId: this.accountId, secretAccessKey: 'secret' },
    });
    const busArn = await this.bus(name);
    const { EventBusArn } = await secondary.send(
      new CreateEventBusCommand({ Name: name }),
    );
    secondary.destroy();
    const { Arn = '' } = await this.events.send(
      new CreateEndpointCommand({
        Name: name,
        RoutingConfig: {
          FailoverConfig: {
            Primary: { HealthCheck: 'arn:aws:route53:::healthcheck/0a1b' },
            Secondary: { Route: options.secondaryRegion },
          },
        },
        ReplicationConfig: {
          State: options.replication ? 'ENABLED' : 'DISABLED',
        },
        EventBuses: [{ EventBusArn: busArn }, { EventBusArn }],
        ...(options.replication && {
          RoleArn: `arn:aws:iam::${this.accountId}:role/replication`,
        }),
      }),
    );
    return Arn;
  }

  async rule(
    name: string,
    options: {
      bus?: string;
      pattern?: object;
      targets?: Target[];
      tags?: Record<string, string>;
    } = {},
  ): Promise<string> {
    const { RuleArn = '' } = await this.events.send(
      new PutRuleCommand({
        Name: name,
        EventBusName: options.bus,
        EventPattern: JSON.stringify(
          options.pattern ?? { source: ['shop.order'] },
        ),
        Tags: Object.entries(options.tags ?? {}).map(([Key, Value]) => ({
          Key,
          Value,
        })),
      }),
    );
    if (options.targets) {
      await this.events.send(
        new PutTargetsCommand({
          Rule: name,
          EventBusName: options.bus,
          Targets: options.targets,
        }),
      );
    }
    return RuleArn;
  }

  async apiDestination(
    name: string,
    url: string,
    options: { resourceConfigurationArn?: string } = {},
  ): Promise<string> {
    const { ConnectionArn } = await this.events.send(
      new CreateConnectionCommand({
        Name: `${name}-connection`,
        AuthorizationType: 'API_KEY',
        AuthParameters: {
          ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: 'key' },
        },
        ...(options.resourceConfigurationArn && {
          InvocationConnectivityParameters: {
            ResourceParameters: {
              ResourceConfigurationArn: options.resourceConfigurationArn,
            },
          },
        }),
      }),
    );
    const { ApiDestinationArn = '' } = await this.events.send(
      new CreateApiDestinationCommand({
        Name: name,
        ConnectionArn,
        InvocationEndpoint: url,
        HttpMethod: 'POST',
      }),
    );
    return ApiDestinationArn;
  }

  async resourceConfiguration(
    name: string,
    domainName: string,
  ): Promise<string> {
    const { id } = await this.lattice.send(
      new CreateResourceGatewayCommand({
        name: `${name}-gateway`,
        vpcIdentifier: 'vpc-0a1b2c3d4e5f60718',
        subnetIds: ['subnet-0a1b2c3d4e5f60718'],
      }),
    );
    const { arn = '' } = await this.lattice.send(
      new CreateResourceConfigurationCommand({
        name,
        type: 'SINGLE',
        resourceGatewayIdentifier: id,
        portRanges: ['443'],
        protocol: 'TCP',
        resourceConfigurationDefinition: {
          dnsResource: { domainName, ipAddressType: 'IPV4' },
        },
      }),
    );
    return arn;
  }

  async pipe(name: string, source: string, target: string): Promise<void> {
    await this.pipes.send(
      new CreatePipeCommand({
        Name: name,
        RoleArn: `arn:aws:iam::${this.accountId}:role/pipe`,
        Source: source,
        ...(source.includes(':kinesis:') && {
          SourceParameters: {
            KinesisStreamParameters: { StartingPosition: 'TRIM_HORIZON' },
          },
        }),
        Target: target,
      }),
    );
  }

  async stream(
    name: string,
    options: { shards?: number; tags?: Record<string, string> } = {},
  ): Promise<string> {
    await this.kinesis.send(
      new CreateStreamCommand({
        StreamName: name,
        ShardCount: options.shards ?? 1,
        Tags: options.tags,
      }),
    );
    return this.arn('kinesis', `stream/${name}`);
  }

  async streamConsumer(streamArn: string, name: string): Promise<string> {
    const { Consumer } = await this.kinesis.send(
      new RegisterStreamConsumerCommand({
        StreamARN: streamArn,
        ConsumerName: name,
      }),
    );
    return Consumer?.ConsumerARN ?? '';
  }

  async function(name: string): Promise<string> {
    const { FunctionArn = '' } = await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: `arn:aws:iam::${this.accountId}:role/function`,
        Code: { S3Bucket: 'code', S3Key: `${name}.zip` },
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
      }),
    );
    return FunctionArn;
  }

  async eventSourceMapping(
    functionName: string,
    sourceArn: string,
    settings: Partial<CreateEventSourceMappingCommandInput> = {},
  ): Promise<void> {
    await this.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: functionName,
        EventSourceArn: sourceArn,
        ...(sourceArn.includes(':kinesis:') && {
          StartingPosition: 'TRIM_HORIZON',
        }),
        ...settings,
      }),
    );
  }

  async kafkaCluster(name: string): Promise<string> {
    const { ClusterArn = '' } = await this.kafka.send(
      new CreateClusterV2Command({
        ClusterName: name,
        Provisioned: {
          BrokerNodeGroupInfo: {
            ClientSubnets: ['subnet-1', 'subnet-2'],
            InstanceType: 'express.m7g.large',
          },
          KafkaVersion: '3.9.x',
          NumberOfBrokerNodes: 2,
        },
      }),
    );
    return ClusterArn;
  }

  async kafkaTopic(clusterArn: string, name: string): Promise<string> {
    const { TopicArn = '' } = await this.kafka.send(
      new CreateKafkaTopicCommand({
        ClusterArn: clusterArn,
        TopicName: name,
        PartitionCount: 2,
        ReplicationFactor: 2,
      }),
    );
    return TopicArn;
  }

  /** An ActiveMQ broker of one instance. */
  async messageBroker(name: string): Promise<string> {
    const { BrokerArn = '' } = await this.mq.send(
      new CreateBrokerCommand({
        BrokerName: name,
        EngineType: 'ACTIVEMQ',
        DeploymentMode: 'SINGLE_INSTANCE',
        HostInstanceType: 'mq.m5.large',
        PubliclyAccessible: false,
      }),
    );
    return BrokerArn;
  }

  async schedule(name: string, target: string): Promise<void> {
    await this.scheduler.send(
      new CreateScheduleCommand({
        Name: name,
        ScheduleExpression: 'rate(30 days)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: target,
          RoleArn: `arn:aws:iam::${this.accountId}:role/schedule`,
        },
      }),
    );
  }

  async activity(name: string): Promise<string> {
    const { activityArn = '' } = await this.sfn.send(
      new CreateActivityCommand({ name }),
    );
    return activityArn;
  }

  async stateMachine(name: string, states: object): Promise<string> {
    const { stateMachineArn = '' } = await this.sfn.send(
      new CreateStateMachineCommand({
        name,
        roleArn: `arn:aws:iam::${this.accountId}:role/machine`,
        definition: JSON.stringify({
          StartAt: Object.keys(states)[0],
          States: states,
        }),
      }),
    );
    return stateMachineArn;
  }

  async role(
    name: string,
    statements: Statement[],
    options: { managed?: boolean } = {},
  ): Promise<string> {
    const { Role } = await this.iam.send(
      new CreateRoleCommand({
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
      }),
    );
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map(one => ({ Effect: 'Allow', ...one })),
    });
    if (options.managed) {
      const { Policy } = await this.iam.send(
        new CreatePolicyCommand({
          PolicyName: `${name}-policy`,
          PolicyDocument,
        }),
      );
      await this.iam.send(
        new AttachRolePolicyCommand({
          RoleName: name,
          PolicyArn: Policy?.Arn,
        }),
      );
    } else {
      await this.iam.send(
        new PutRolePolicyCommand({
          RoleName: name,
          PolicyName: 'inline',
          PolicyDocument,
        }),
      );
    }
    return Role?.Arn ?? '';
  }

  async taskDefinition(
    family: string,
    options: Pick<ServiceOptions, 'environment' | 'taskRoleArn' | 'tags'> = {},
  ): Promise<string> {
    const { taskDefinition } = await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        taskRoleArn: options.taskRoleArn,
        containerDefinitions: [
          {
            name: 'worker',
            image: 'shop/worker:1',
            portMappings: [{ containerPort: 8080 }],
            environment: Object.entries(options.environment ?? {}).map(
              ([name, value]) => ({ name, value }),
            ),
          },
        ],
        tags: Object.entries(options.tags ?? {}).map(([key, value]) => ({
          key,
          value,
        })),
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? '';
  }

  async service(name: string, options: ServiceOptions = {}): Promise<string> {
    const cluster = options.cluster ?? 'shop';
    await this.cluster(cluster);
    const { service } = await this.ecs.send(
      new CreateServiceCommand({
        cluster,
        serviceName: name,
        taskDefinition: await this.taskDefinition(name, options),
        desiredCount: 0,
        launchType: 'FARGATE',
        networkConfiguration: {
          awsvpcConfiguration: { subnets: ['subnet-0a1b2c3d4e5f60718'] },
        },
        ...(options.targetGroupArn && {
          loadBalancers: [
            {
              targetGroupArn: options.targetGroupArn,
              containerName: 'worker',
              containerPort: 8080,
            },
          ],
        }),
        tags: Object.entries(options.tags ?? {}).map(([key, value]) => ({
          key,
          value,
        })),
      }),
    );
    return service?.serviceArn ?? '';
  }

  async cluster(name: string): Promise<void> {
    const known =
      this.#clusters.get(name) ??
      this.ecs
        .send(new CreateClusterCommand({ clusterName: name }))
        .then(() => undefined);
    this.#clusters.set(name, known);
    await known;
  }

  /** A load balancer with one listener and one target group behind it. */
  async loadBalancer(
    name: string,
    options: { scheme?: 'internal'; port?: number; hostPattern?: string } = {},
  ): Promise<{ dnsName: string; targetGroupArn: string }> {
    const { LoadBalancers } = await this.elb.send(
      new CreateLoadBalancerCommand({
        Name: name,
        Scheme: options.scheme,
        Subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-1a1b2c3d4e5f60718'],
      }),
    );
    const { TargetGroups } = await this.elb.send(
      new CreateTargetGroupCommand({
        Name: name,
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: 'vpc-0a1b2c3d4e5f60718',
        TargetType: 'ip',
      }),
    );
    const targetGroupArn = TargetGroups?.[0].TargetGroupArn ?? '';
    const { Listeners } = await this.elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: LoadBalancers?.[0].LoadBalancerArn,
        Protocol: 'HTTP',
        Port: options.port ?? 80,
        DefaultActions: options.hostPattern
          ? [
              {
                Type: 'fixed-response',
                FixedResponseConfig: { StatusCode: '404' },
              },
            ]
          : [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
      }),
    );
    if (options.hostPattern) {
      await this.elb.send(
        new CreateRuleCommand({
          ListenerArn: Listeners?.[0].ListenerArn,
          Priority: 10,
          Conditions: [{ Field: 'host-header', Values: [options.hostPattern] }],
          Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
        }),
      );
    }
    return { dnsName: LoadBalancers?.[0].DNSName ?? '', targetGroupArn };
  }

  async stepScaling(
    service: string,
    queueName: string,
    cluster = 'shop',
  ): Promise<void> {
    const { PolicyARN = '' } = await this.#scalingPolicy(cluster, service, {
      PolicyType: 'StepScaling',
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
    });
    await this.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: `${service}-backlog`,
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: queueName }],
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 3,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        AlarmActions: [PolicyARN],
      }),
    );
  }

  async backlogScaling(
    service: string,
    queueName: string,
    options: { cluster?: string; targetValue?: number } = {},
  ): Promise<void> {
    const cluster = options.cluster ?? 'shop';
    await this.#scalingPolicy(cluster, service, {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: options.targetValue ?? 10,
        CustomizedMetricSpecification: {
          Metrics: [
            {
              Id: 'messages',
              ReturnData: false,
              MetricStat: {
                Stat: 'Maximum',
                Metric: {
                  Namespace: 'AWS/SQS',
                  MetricName: 'ApproximateNumberOfMessagesVisible',
                  Dimensions: [{ Name: 'QueueName', Value: queueName }],
                },
              },
            },
            {
              Id: 'tasks',
              ReturnData: false,
              MetricStat: {
                Stat: 'Average',
                Metric: {
                  Namespace: 'ECS/ContainerInsights',
                  MetricName: 'RunningTaskCount',
                  Dimensions: [
                    { Name: 'ClusterName', Value: cluster },
                    { Name: 'ServiceName', Value: service },
                  ],
                },
              },
            },
            { Id: 'backlog', Expression: 'messages / IF(tasks > 1, tasks, 1)' },
          ],
        },
      },
    });
  }

  async #scalingPolicy(
    cluster: string,
    service: string,
    policy: Pick<
      PutScalingPolicyCommandInput,
      | 'PolicyType'
      | 'StepScalingPolicyConfiguration'
      | 'TargetTrackingScalingPolicyConfiguration'
    >,
  ) {
    const target = {
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: `service/${cluster}/${service}`,
    } as const;
    await this.scaling.send(
      new RegisterScalableTargetCommand({
        ...target,
        MinCapacity: 0,
        MaxCapacity: 10,
      }),
    );
    return this.scaling.send(
      new PutScalingPolicyCommand({
        ...target,
        PolicyName: `${service}-scaling`,
        ...policy,
      }),
    );
  }
}
