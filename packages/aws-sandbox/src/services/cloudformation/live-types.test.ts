import {
  APIGatewayClient,
  GetModelsCommand,
  GetMethodCommand,
} from '@aws-sdk/client-api-gateway';
import {
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeCapacityProvidersCommand,
  ECSClient,
} from '@aws-sdk/client-ecs';
import {
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeStreamSummaryCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import {
  CreateBucketCommand,
  GetBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  GetSubscriptionAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import {
  GetResourceGatewayCommand,
  VPCLatticeClient,
} from '@aws-sdk/client-vpc-lattice';
import {
  CreateStackCommand,
  DescribeStackEventsCommand,
} from '@aws-sdk/client-cloudformation';
import { clientConfig } from '../../testing/client-config';
import { resolveHost } from '../elasticloadbalancing/data-plane';
import { EventsState } from '../events/state';
import { StackTester } from './testing/StackTester';

let tester: StackTester;
const opened: { destroy(): void }[] = [];

beforeEach(async () => {
  tester = await StackTester.start();
});

afterEach(async () => {
  opened.splice(0).forEach(one => one.destroy());
  await tester.close();
});

/** A client of the sandbox that goes with the test. */
function client<C extends { destroy(): void }>(
  Client: new (config: ReturnType<typeof clientConfig>) => C,
): C {
  const made = new Client(clientConfig(tester.sandbox));
  opened.push(made);
  return made;
}

const at = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });
const ref = (id: string) => ({ Ref: id });

/** Creates a stack and says why when it fails. */
async function create(Resources: object, more: object = {}): Promise<void> {
  const { StackStatus } = await tester.create('shop', { Resources, ...more });
  expect([
    StackStatus,
    ...(await tester.reasons('shop', 'CREATE_FAILED')),
  ]).toEqual(['CREATE_COMPLETE']);
}

async function update(Resources: object): Promise<void> {
  const { StackStatus } = await tester.update('shop', { Resources });
  expect([
    StackStatus,
    ...(await tester.reasons('shop', 'UPDATE_FAILED')),
  ]).toEqual(['UPDATE_COMPLETE']);
}

it('load balancers: listeners lead to target groups, and both change in place', async () => {
  const resources = (path: string, delay: string, pattern: string) => ({
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        Subnets: ['subnet-1', 'subnet-2'],
        LoadBalancerAttributes: [
          { Key: 'deletion_protection.enabled', Value: 'false' },
        ],
      },
    },
    Group: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: {
        Port: 8080,
        Protocol: 'HTTP',
        TargetType: 'ip',
        VpcId: 'vpc-1',
        HealthCheckPath: path,
        TargetGroupAttributes: [
          { Key: 'deregistration_delay.timeout_seconds', Value: delay },
        ],
      },
    },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: ref('Balancer'),
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [
          {
            Type: 'fixed-response',
            FixedResponseConfig: { StatusCode: '404' },
          },
        ],
      },
    },
    Rule: {
      Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
      Properties: {
        ListenerArn: ref('Listener'),
        Priority: 1,
        Conditions: [
          { Field: 'path-pattern', PathPatternConfig: { Values: [pattern] } },
        ],
        Actions: [{ Type: 'forward', TargetGroupArn: ref('Group') }],
      },
    },
    Alias: {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneId: 'Z1',
        Name: 'api.shop.example.',
        Type: 'A',
        AliasTarget: {
          HostedZoneId: at('Balancer', 'CanonicalHostedZoneID'),
          DNSName: at('Balancer', 'DNSName'),
        },
      },
    },
  });
  await create(resources('/health', '300', '/events'));
  expect(resolveHost(tester.sandbox.world, 'api.shop.example')).toMatch(
    /\.elb\.amazonaws\.com$/,
  );
  const elb = client(ElasticLoadBalancingV2Client);
  const group = await tester.physicalId('shop', 'Group');

  await update(resources('/ready', '15', '/orders'));

  expect(await tester.physicalId('shop', 'Group')).toBe(group);
  const { TargetGroups } = await elb.send(
    new DescribeTargetGroupsCommand({ TargetGroupArns: [group] }),
  );
  expect(TargetGroups).toMatchObject([{ HealthCheckPath: '/ready' }]);
  const { Attributes } = await elb.send(
    new DescribeTargetGroupAttributesCommand({ TargetGroupArn: group }),
  );
  expect(Attributes).toContainEqual({
    Key: 'deregistration_delay.timeout_seconds',
    Value: '15',
  });
  const { Rules } = await elb.send(
    new DescribeRulesCommand({
      RuleArns: [await tester.physicalId('shop', 'Rule')],
    }),
  );
  expect(Rules).toMatchObject([
    { Conditions: [{ PathPatternConfig: { Values: ['/orders'] } }] },
  ]);
  await tester.delete('shop');
  expect(resolveHost(tester.sandbox.world, 'api.shop.example')).toBe(
    'api.shop.example',
  );
});

it('private connections: a secret goes to the connection and stays out of the stack', async () => {
  const resources = (securityGroup: string) => ({
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{"user":"shop"}',
          GenerateStringKey: 'key',
          PasswordLength: 20,
        },
      },
    },
    Gateway: {
      Type: 'AWS::VpcLattice::ResourceGateway',
      Properties: {
        VpcIdentifier: 'vpc-1',
        SubnetIds: ['subnet-1'],
        SecurityGroupIds: [securityGroup],
      },
    },
    Configuration: {
      Type: 'AWS::VpcLattice::ResourceConfiguration',
      Properties: {
        Name: 'payment',
        ResourceConfigurationType: 'SINGLE',
        ResourceGatewayId: at('Gateway', 'Id'),
        PortRanges: ['443'],
        ProtocolType: 'TCP',
        ResourceConfigurationDefinition: {
          DnsResource: { DomainName: 'pay.example', IpAddressType: 'IPV4' },
        },
      },
    },
    Connection: {
      Type: 'AWS::Events::Connection',
      Properties: {
        Name: 'payment',
        AuthorizationType: 'API_KEY',
        AuthParameters: {
          ApiKeyAuthParameters: {
            ApiKeyName: 'x-api-key',
            ApiKeyValue: {
              'Fn::Sub':
                '{{resolve:secretsmanager:${Secret}:SecretString:key}}',
            },
          },
        },
        InvocationConnectivityParameters: {
          ResourceParameters: {
            ResourceConfigurationArn: at('Configuration'),
          },
        },
      },
    },
    Destination: {
      Type: 'AWS::Events::ApiDestination',
      Properties: {
        ConnectionArn: at('Connection'),
        HttpMethod: 'POST',
        InvocationEndpoint: 'https://pay.example/events',
        InvocationRateLimitPerSecond: 50,
      },
    },
  });
  await create(resources('sg-1'));

  const { SecretString = '' } = await client(SecretsManagerClient).send(
    new GetSecretValueCommand({
      SecretId: await tester.physicalId('shop', 'Secret'),
    }),
  );
  const { user, key } = JSON.parse(SecretString);
  expect([user, key.length]).toEqual(['shop', 20]);
  const { connections } = tester.sandbox.world.state<EventsState>('events', {
    accountId: '111111111111',
    region: 'eu-west-1',
  });
  expect(
    connections.get('payment')?.auth.ApiKeyAuthParameters?.ApiKeyValue,
  ).toBe(key);
  const { StackEvents } = await tester.client.send(
    new DescribeStackEventsCommand({ StackName: 'shop' }),
  );
  const told = JSON.stringify(StackEvents);
  expect(told).toContain('{{resolve:secretsmanager:');
  expect(told).not.toContain(key);

  await update(resources('sg-2'));
  const { securityGroupIds } = await client(VPCLatticeClient).send(
    new GetResourceGatewayCommand({
      resourceGatewayIdentifier: await tester.physicalId('shop', 'Gateway'),
    }),
  );
  expect(securityGroupIds).toEqual(['sg-2']);
});

it('REST APIs: a method has its integration, and parts go one by one', async () => {
  const resources = (template: string) => ({
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'ingest' } },
    Events: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: {
        RestApiId: ref('Api'),
        ParentId: at('Api', 'RootResourceId'),
        PathPart: 'events',
      },
    },
    Validator: {
      Type: 'AWS::ApiGateway::RequestValidator',
      Properties: { RestApiId: ref('Api'), ValidateRequestBody: true },
    },
    Method: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('Api'),
        ResourceId: ref('Events'),
        HttpMethod: 'POST',
        AuthorizationType: 'NONE',
        RequestValidatorId: ref('Validator'),
        MethodResponses: [{ StatusCode: '200' }],
        Integration: {
          Type: 'AWS',
          IntegrationHttpMethod: 'POST',
          Uri: 'arn:aws:apigateway:eu-west-1:events:action/PutEvents',
          RequestTemplates: { 'application/json': template },
          IntegrationResponses: [{ StatusCode: '200' }],
        },
      },
    },
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      DependsOn: 'Method',
      Properties: { RestApiId: ref('Api'), Description: template },
    },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId: ref('Api'),
        DeploymentId: ref('Deployment'),
        StageName: 'prod',
      },
    },
  });
  const model = {
    Type: 'AWS::ApiGateway::Model',
    Properties: {
      RestApiId: ref('Api'),
      ContentType: 'application/json',
      Schema: { type: 'object' },
    },
  };
  await create({ ...resources('one'), Order: model });
  const gateway = client(APIGatewayClient);
  const restApiId = await tester.physicalId('shop', 'Api');
  const modelNames = async () => {
    const { items = [] } = await gateway.send(
      new GetModelsCommand({ restApiId }),
    );
    return items.map(({ name }) => name);
  };
  expect(await modelNames()).toEqual(['Order']);

  await update(resources('two'));

  expect(await modelNames()).toEqual([]);
  const { methodIntegration } = await gateway.send(
    new GetMethodCommand({
      restApiId,
      resourceId: await tester.physicalId('shop', 'Events'),
      httpMethod: 'POST',
    }),
  );
  expect(methodIntegration).toMatchObject({
    requestTemplates: { 'application/json': 'two' },
    integrationResponses: { 200: { statusCode: '200' } },
  });
});

it('topics and state machines: filters and definitions change in place', async () => {
  const resources = (kind: string, seconds: number) => ({
    Queue: { Type: 'AWS::SQS::Queue' },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: kind } },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: {
        TopicArn: ref('Topic'),
        Protocol: 'sqs',
        Endpoint: at('Queue'),
        RawMessageDelivery: true,
        FilterPolicy: { kind: [kind] },
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'states.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
      },
    },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: at('Role'),
        DefinitionSubstitutions: { Seconds: String(seconds) },
        DefinitionString:
          '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":${Seconds},"End":true}}}',
      },
    },
  });
  await create(resources('gold', 3));

  await update(resources('silver', 4));

  const { Attributes } = await client(SNSClient).send(
    new GetSubscriptionAttributesCommand({
      SubscriptionArn: await tester.physicalId('shop', 'Subscription'),
    }),
  );
  expect(Attributes).toMatchObject({
    FilterPolicy: '{"kind":["silver"]}',
    RawMessageDelivery: 'true',
  });
  const { definition = '' } = await client(SFNClient).send(
    new DescribeStateMachineCommand({
      stateMachineArn: await tester.physicalId('shop', 'Machine'),
    }),
  );
  expect(JSON.parse(definition).States.W.Seconds).toBe(4);
});

it('stores: tables, streams and buckets take their settings', async () => {
  const resources = (shards: number) => ({
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      },
    },
    Stream: {
      Type: 'AWS::Kinesis::Stream',
      Properties: { ShardCount: shards, RetentionPeriodHours: 48 },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        Tags: [{ Key: 'own', Value: 'yes' }],
        NotificationConfiguration: {
          EventBridgeConfiguration: { EventBridgeEnabled: true },
        },
      },
    },
  });
  await create(resources(1));

  await update(resources(2));

  const { TimeToLiveDescription } = await client(DynamoDBClient).send(
    new DescribeTimeToLiveCommand({
      TableName: await tester.physicalId('shop', 'Table'),
    }),
  );
  expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expires' });
  const { StreamDescriptionSummary } = await client(KinesisClient).send(
    new DescribeStreamSummaryCommand({
      StreamName: await tester.physicalId('shop', 'Stream'),
    }),
  );
  expect(StreamDescriptionSummary).toMatchObject({
    OpenShardCount: 2,
    RetentionPeriodHours: 48,
  });
  const { TagSet } = await client(S3Client).send(
    new GetBucketTaggingCommand({
      Bucket: await tester.physicalId('shop', 'Bucket'),
    }),
  );
  expect(TagSet).toContainEqual({ Key: 'own', Value: 'yes' });
});

it('managed instances: their capacity provider belongs to the cluster', async () => {
  await create({
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Instances: {
      Type: 'AWS::ECS::CapacityProvider',
      Properties: {
        Name: 'instances',
        ClusterName: ref('Cluster'),
        ManagedInstancesProvider: {
          InfrastructureRoleArn: 'arn:aws:iam::111111111111:role/infra',
          InstanceLaunchTemplate: {
            Ec2InstanceProfileArn:
              'arn:aws:iam::111111111111:instance-profile/instances',
            NetworkConfiguration: { Subnets: ['subnet-1'] },
          },
        },
      },
    },
  });

  const { capacityProviders } = await client(ECSClient).send(
    new DescribeCapacityProvidersCommand({ capacityProviders: ['instances'] }),
  );
  expect(capacityProviders).toMatchObject([
    {
      status: 'ACTIVE',
      cluster: expect.stringContaining(
        await tester.physicalId('shop', 'Cluster'),
      ),
    },
  ]);
  expect((await tester.delete('shop')).StackStatus).toBe('DELETE_COMPLETE');
});

it('templates that are too long for a request come from S3', async () => {
  const s3 = new S3Client({
    ...clientConfig(tester.sandbox),
    forcePathStyle: true,
  });
  opened.push(s3);
  await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
  await s3.send(
    new PutObjectCommand({
      Bucket: 'templates',
      Key: 'shop/long.json',
      Body: JSON.stringify({
        Metadata: { Padding: 'x'.repeat(60_000) },
        Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
      }),
    }),
  );
  const createFrom = (TemplateURL: string) =>
    tester.client.send(
      new CreateStackCommand({ StackName: 'shop', TemplateURL }),
    );

  await expect(
    createFrom('https://templates.s3.eu-west-1.amazonaws.com/none.json'),
  ).rejects.toThrow(/^S3 error: .*key does not exist/);
  await createFrom(
    'https://s3.eu-west-1.amazonaws.com/templates/shop/long.json',
  );

  expect((await tester.settled('shop')).StackStatus).toBe('CREATE_COMPLETE');
});
