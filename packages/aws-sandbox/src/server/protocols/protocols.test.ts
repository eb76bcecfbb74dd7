import * as apiGateway from '@aws-sdk/client-api-gateway';
import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import * as ecs from '@aws-sdk/client-ecs';
import * as lambda from '@aws-sdk/client-lambda';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import { AwsError, Operation, ServiceDefinition, ServiceId } from '../../core';
import { Sandbox, startSandbox } from '../sandbox';

/** A service that does what a test says, behind the real front. */
class ScriptedService {
  /** What the operations were called with. */
  readonly inputs: unknown[] = [];
  readonly definition: ServiceDefinition<{}>;

  constructor(
    id: ServiceId,
    schemas: Record<string, unknown>,
    operations: Record<string, Operation>,
  ) {
    this.definition = {
      id,
      schemas,
      stateScope: 'account-and-region',
      createState: () => ({}),
      operations: Object.fromEntries(
        Object.entries(operations).map(([name, operation]) => [
          name,
          (input, context) => {
            this.inputs.push(input);
            return operation(input, context);
          },
        ]),
      ),
    };
  }
}

const AT = new Date('2026-11-27T04:00:00.250Z');
const WHOLE_SECOND = new Date('2026-11-27T04:00:00.000Z');
const AWKWARD = 'a<b>&"\'c\r\nd\u00e9\u{1f600} ';

let sandbox: Sandbox | undefined;

async function connect(service: ScriptedService) {
  sandbox = await startSandbox({ port: 0, services: [service.definition] });
  return {
    endpoint: sandbox.url,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'any' },
  };
}

afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

function refuse(code: string, message: string): Operation {
  return () => {
    throw new AwsError(code, message);
  };
}

describe('AWS JSON', () => {
  it('carries structures, maps, blobs and times both ways', async () => {
    const service = new ScriptedService('sqs', sqs, {
      SendMessage: () => ({ MessageId: AWKWARD, MD5OfMessageBody: undefined }),
    });
    const client = new sqs.SQSClient({
      ...(await connect(service)),
      md5: false,
    });
    const output = await client.send(
      new sqs.SendMessageCommand({
        QueueUrl: 'http://localhost/q',
        MessageBody: AWKWARD,
        DelaySeconds: 3,
        MessageAttributes: {
          binary: {
            DataType: 'Binary',
            BinaryValue: new Uint8Array([0, 255, 7]),
          },
        },
      }),
    );
    expect(output.MessageId).toBe(AWKWARD);
    expect(service.inputs).toEqual([
      {
        QueueUrl: 'http://localhost/q',
        MessageBody: AWKWARD,
        DelaySeconds: 3,
        MessageAttributes: {
          binary: {
            DataType: 'Binary',
            BinaryValue: Buffer.from([0, 255, 7]),
          },
        },
      },
    ]);
  });

  it('carries times in JSON 1.1', async () => {
    const service = new ScriptedService('ecs', ecs, {
      DescribeTasks: () => ({ tasks: [{ taskArn: 'a', createdAt: AT }] }),
    });
    const client = new ecs.ECSClient(await connect(service));
    const { tasks } = await client.send(
      new ecs.DescribeTasksCommand({ tasks: ['a'] }),
    );
    expect(tasks).toEqual([{ taskArn: 'a', createdAt: AT }]);
  });

  it('gives modelled errors with their members', async () => {
    const service = new ScriptedService('ecs', ecs, {
      DescribeTasks: () => {
        throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
      },
      PutAccountSetting: () => {
        throw new AwsError('ConflictException', 'Taken', 400, {
          resourceIds: ['a', 'b'],
        });
      },
    });
    const client = new ecs.ECSClient(await connect(service));
    const failure = await client
      .send(new ecs.DescribeTasksCommand({ tasks: ['a'] }))
      .catch(error => error);
    expect(failure).toBeInstanceOf(ecs.ClusterNotFoundException);
    expect(failure.message).toBe('Cluster not found.');
    expect(failure.$metadata).toMatchObject({
      httpStatusCode: 400,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const conflict = await client
      .send(
        new ecs.PutAccountSettingCommand({
          name: 'containerInsights',
          value: 'enabled',
        }),
      )
      .catch(error => error);
    expect(conflict).toBeInstanceOf(ecs.ConflictException);
    expect(conflict.resourceIds).toEqual(['a', 'b']);
  });

  it('gives query-compatible errors the code that clients knew', async () => {
    const service = new ScriptedService('sqs', sqs, {
      GetQueueUrl: refuse('QueueDoesNotExist', 'No such queue'),
    });
    const client = new sqs.SQSClient(await connect(service));
    const failure = await client
      .send(new sqs.GetQueueUrlCommand({ QueueName: 'none' }))
      .catch(error => error);
    expect(failure).toBeInstanceOf(sqs.QueueDoesNotExist);
    expect(failure.Code).toBe('AWS.SimpleQueueService.NonExistentQueue');
    expect(failure.message).toBe('No such queue');
  });
});

describe('RPC v2 CBOR', () => {
  async function connectCbor(service: ScriptedService) {
    return new cloudWatch.CloudWatchClient({
      ...(await connect(service)),
      protocol: AwsSmithyRpcV2CborProtocol,
    });
  }

  it('carries numbers and times both ways', async () => {
    const service = new ScriptedService('cloudwatch', cloudWatch, {
      GetMetricData: () => ({
        MetricDataResults: [
          {
            Id: 'm1',
            Timestamps: [AT],
            Values: [0.25],
            StatusCode: 'Complete',
          },
        ],
      }),
    });
    const client = await connectCbor(service);
    const output = await client.send(
      new cloudWatch.GetMetricDataCommand({
        StartTime: WHOLE_SECOND,
        EndTime: AT,
        MetricDataQueries: [{ Id: 'm1', Expression: '1 + 1' }],
      }),
    );
    expect(output.MetricDataResults).toEqual([
      { Id: 'm1', Timestamps: [AT], Values: [0.25], StatusCode: 'Complete' },
    ]);
    expect(service.inputs).toEqual([
      {
        StartTime: WHOLE_SECOND,
        EndTime: AT,
        MetricDataQueries: [{ Id: 'm1', Expression: '1 + 1' }],
      },
    ]);
  });

  it('gives modelled errors', async () => {
    const service = new ScriptedService('cloudwatch', cloudWatch, {
      ListMetrics: refuse('InvalidParameterValueException', 'Not so'),
    });
    const client = await connectCbor(service);
    const failure = await client
      .send(new cloudWatch.ListMetricsCommand({}))
      .catch(error => error);
    expect(failure).toBeInstanceOf(cloudWatch.InvalidParameterValueException);
    expect(failure.message).toBe('Not so');
  });
});

describe('AWS query', () => {
  it('carries lists, maps, texts and numbers both ways', async () => {
    const service = new ScriptedService('sns', sns, {
      PublishBatch: () => ({
        Successful: [{ Id: '1', MessageId: AWKWARD, SequenceNumber: '7' }],
        Failed: [],
      }),
      GetTopicAttributes: () => ({
        Attributes: { Policy: '{"a":"<b>"}', Empty: '' },
      }),
      CreateTopic: () => ({ TopicArn: 'arn' }),
    });
    const client = new sns.SNSClient(await connect(service));
    const published = await client.send(
      new sns.PublishBatchCommand({
        TopicArn: 'arn',
        PublishBatchRequestEntries: [
          {
            Id: '1',
            Message: AWKWARD,
            MessageAttributes: {
              size: { DataType: 'Number', StringValue: '3' },
              raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) },
            },
          },
        ],
      }),
    );
    expect(published.Successful).toEqual([
      { Id: '1', MessageId: AWKWARD, SequenceNumber: '7' },
    ]);
    const attributes = await client.send(
      new sns.GetTopicAttributesCommand({ TopicArn: 'arn' }),
    );
    expect(attributes.Attributes).toEqual({ Policy: '{"a":"<b>"}', Empty: '' });
    await client.send(
      new sns.CreateTopicCommand({
        Name: 'n',
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '' },
        ],
      }),
    );
    expect(service.inputs).toEqual([
      {
        TopicArn: 'arn',
        PublishBatchRequestEntries: [
          {
            Id: '1',
            Message: AWKWARD,
            MessageAttributes: {
              size: { DataType: 'Number', StringValue: '3' },
              raw: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) },
            },
          },
        ],
      },
      { TopicArn: 'arn' },
      {
        Name: 'n',
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '' },
        ],
      },
    ]);
  });

  it('carries times, empty lists and booleans', async () => {
    const service = new ScriptedService('cloudwatch', cloudWatch, {
      DescribeAlarms: () => ({
        MetricAlarms: [
          {
            AlarmName: 'a',
            ActionsEnabled: false,
            StateUpdatedTimestamp: WHOLE_SECOND,
            Dimensions: [],
            Threshold: 0.5,
          },
        ],
      }),
    });
    const client = new cloudWatch.CloudWatchClient({
      ...(await connect(service)),
      protocol: AwsQueryProtocol,
    });
    const output = await client.send(
      new cloudWatch.DescribeAlarmsCommand({ AlarmNames: [], MaxRecords: 5 }),
    );
    expect(output.MetricAlarms).toEqual([
      {
        AlarmName: 'a',
        ActionsEnabled: false,
        StateUpdatedTimestamp: WHOLE_SECOND,
        Dimensions: [],
        Threshold: 0.5,
      },
    ]);
    expect(service.inputs).toEqual([{ AlarmNames: [], MaxRecords: 5 }]);
  });

  it('gives modelled errors', async () => {
    const service = new ScriptedService('sns', sns, {
      GetTopicAttributes: refuse('NotFoundException', 'Topic does not exist'),
    });
    const client = new sns.SNSClient(await connect(service));
    const failure = await client
      .send(new sns.GetTopicAttributesCommand({ TopicArn: 'arn' }))
      .catch(error => error);
    expect(failure).toBeInstanceOf(sns.NotFoundException);
    expect(failure.message).toBe('Topic does not exist');
    expect(failure.$metadata.httpStatusCode).toBe(404);
  });

  it('takes a GET with its parameters in the query', async () => {
    const service = new ScriptedService('sns', sns, {
      ListTopics: () => ({ Topics: [{ TopicArn: 'arn' }] }),
    });
    const { endpoint } = await connect(service);
    const response = await fetch(
      `${endpoint}/?Action=ListTopics&Version=2010-03-31`,
    );
    expect(await response.text()).toContain(
      '<ListTopicsResult><Topics><member><TopicArn>arn</TopicArn></member></Topics></ListTopicsResult>',
    );
  });
});

describe('REST JSON', () => {
  it('carries labels, query parameters and bodies', async () => {
    const service = new ScriptedService('scheduler', scheduler, {
      CreateSchedule: () => ({ ScheduleArn: 'arn' }),
      GetSchedule: () => ({ Name: 'n', StartDate: AT }),
      ListSchedules: () => ({ Schedules: [], NextToken: 'next' }),
      TagResource: () => ({}),
    });
    const client = new scheduler.SchedulerClient(await connect(service));
    await client.send(
      new scheduler.CreateScheduleCommand({
        Name: 'a b/c',
        ScheduleExpression: 'rate(1 hour)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: 'arn', RoleArn: 'role' },
        StartDate: AT,
        ClientToken: 'once',
      }),
    );
    expect(service.inputs.pop()).toEqual({
      Name: 'a b/c',
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: 'arn', RoleArn: 'role' },
      StartDate: AT,
      ClientToken: 'once',
    });
    const read = await client.send(
      new scheduler.GetScheduleCommand({ Name: 'n', GroupName: 'g' }),
    );
    expect(read).toMatchObject({ Name: 'n', StartDate: AT });
    expect(service.inputs.pop()).toEqual({ Name: 'n', GroupName: 'g' });
    const listed = await client.send(
      new scheduler.ListSchedulesCommand({ MaxResults: 10 }),
    );
    expect(listed.NextToken).toBe('next');
    expect(service.inputs.pop()).toEqual({ MaxResults: 10 });
    const arn = 'arn:aws:scheduler:eu-central-1:111122223333:schedule-group/g';
    await client.send(
      new scheduler.TagResourceCommand({
        ResourceArn: arn,
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    );
    expect(service.inputs.pop()).toEqual({
      ResourceArn: arn,
      Tags: [{ Key: 'a', Value: 'b' }],
    });
  });

  it('carries payloads, headers and statuses', async () => {
    const service = new ScriptedService('lambda', lambda, {
      Invoke: () => ({
        StatusCode: 202,
        FunctionError: 'Unhandled',
        Payload: Buffer.from('{"a":1}'),
      }),
      DeleteEventSourceMapping: () => ({ UUID: 'u' }),
      PutFunctionConcurrency: () => ({ ReservedConcurrentExecutions: 4 }),
    });
    const client = new lambda.LambdaClient(await connect(service));
    const output = await client.send(
      new lambda.InvokeCommand({
        FunctionName: 'arn:aws:lambda:eu-central-1:111122223333:function:f',
        InvocationType: 'Event',
        Payload: Buffer.from('{"order":1}'),
        Qualifier: '3',
      }),
    );
    expect(output.StatusCode).toBe(202);
    expect(output.FunctionError).toBe('Unhandled');
    expect(Buffer.from(output.Payload ?? []).toString()).toBe('{"a":1}');
    expect(service.inputs).toEqual([
      {
        FunctionName: 'arn:aws:lambda:eu-central-1:111122223333:function:f',
        InvocationType: 'Event',
        Payload: new Uint8Array(Buffer.from('{"order":1}')),
        Qualifier: '3',
      },
    ]);
  });

  it('tells templates apart by literal segments', async () => {
    const service = new ScriptedService('apigateway', apiGateway, {
      GetRestApis: () => ({ items: [{ id: 'a', createdDate: WHOLE_SECOND }] }),
      GetRestApi: () => ({ id: 'a' }),
      GetResources: () => ({ items: [] }),
      GetIntegration: () => ({ uri: 'u' }),
    });
    const client = new apiGateway.APIGatewayClient(await connect(service));
    const { items } = await client.send(
      new apiGateway.GetRestApisCommand({ limit: 500 }),
    );
    expect(items).toEqual([{ id: 'a', createdDate: WHOLE_SECOND }]);
    await client.send(new apiGateway.GetRestApiCommand({ restApiId: 'a' }));
    await client.send(
      new apiGateway.GetResourcesCommand({
        restApiId: 'a',
        embed: ['methods'],
      }),
    );
    const integration = await client.send(
      new apiGateway.GetIntegrationCommand({
        restApiId: 'a',
        resourceId: 'r',
        httpMethod: 'POST',
      }),
    );
    expect(integration.uri).toBe('u');
    expect(service.inputs).toEqual([
      { limit: 500 },
      { restApiId: 'a' },
      { restApiId: 'a', embed: ['methods'] },
      { restApiId: 'a', resourceId: 'r', httpMethod: 'POST' },
    ]);
    expect(sandbox?.calls.byAction()).toEqual({ 'apigateway:GET': 4 });
    expect(sandbox?.calls.byOperation()).toEqual({
      'apigateway:GetIntegration': 1,
      'apigateway:GetResources': 1,
      'apigateway:GetRestApi': 1,
      'apigateway:GetRestApis': 1,
    });
  });

  it('gives modelled errors with their status', async () => {
    const service = new ScriptedService('lambda', lambda, {
      GetFunction: refuse('ResourceNotFoundException', 'Function not found'),
    });
    const client = new lambda.LambdaClient(await connect(service));
    const failure = await client
      .send(new lambda.GetFunctionCommand({ FunctionName: 'none' }))
      .catch(error => error);
    expect(failure).toBeInstanceOf(lambda.ResourceNotFoundException);
    expect(failure.message).toBe('Function not found');
    expect(failure.$metadata.httpStatusCode).toBe(404);
  });
});
