import {
  DescribeTasksCommand,
  ListTasksCommand,
  StopTaskCommand,
} from '@aws-sdk/client-ecs';
import {
  DisableRuleCommand,
  EnableRuleCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import {
  CreateTopicCommand,
  DeleteTopicCommand,
  SetTopicAttributesCommand,
} from '@aws-sdk/client-sns';
import {
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { createCluster, networkConfiguration, registerTask } from './ecs';
import { createBus, createRule } from './eventbridge';
import { createStateMachine, ended } from './sfn';
import { bodyOf, createQueue, receiveJson, receiveOne } from './sqs';

/** A queue that rules may send to. */
async function targetQueue(context: ContractContext) {
  const queue = await createQueue(context);
  await context.aws.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: queue.url,
      Attributes: {
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queue.arn,
            },
          ],
        }),
      },
    }),
  );
  return queue;
}

async function put(context: ContractContext, bus: string, detail: unknown) {
  const answer = await context.aws.eventBridge.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: bus,
          Source: 'shop.order',
          DetailType: 'OrderCreated',
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );
  expect(answer.FailedEntryCount).toBe(0);
  return answer.Entries?.[0]?.EventId;
}

/** What happens to an event once it is on a bus. */
export const eventBridgeDeliveryChecks: Check[] = [
  {
    behaviour: 'brings an event to the queue of each rule that matches it',
    async run(context) {
      const { accountId, region } = context;
      const bus = await createBus(context);
      const [all, large] = [
        await targetQueue(context),
        await targetQueue(context),
      ];
      await createRule(context, bus.name, { source: ['shop.order'] }, [
        { Id: 'all', Arn: all.arn },
      ]);
      await createRule(
        context,
        bus.name,
        { detail: { total: [{ numeric: ['>=', 100] }] } },
        [{ Id: 'large', Arn: large.arn }],
      );
      await put(context, bus.name, { orderId: 'small', total: 5 });
      const id = await put(context, bus.name, { orderId: 'big', total: 500 });
      const event = await receiveJson(context, large.url);
      expect(event).toMatchObject({
        version: '0',
        id,
        source: 'shop.order',
        'detail-type': 'OrderCreated',
        account: accountId,
        region,
        detail: { orderId: 'big' },
      });
      const received = [
        await receiveJson(context, all.url),
        await receiveJson(context, all.url),
      ].map(one => one.detail.orderId);
      expect(received.sort()).toEqual(['big', 'small']);
    },
  },
  {
    behaviour: 'changes an event by transformer, path and constant',
    async run(context) {
      const bus = await createBus(context);
      const [transformed, part, constant] = [
        await targetQueue(context),
        await targetQueue(context),
        await targetQueue(context),
      ];
      await createRule(context, bus.name, { source: ['shop.order'] }, [
        {
          Id: 'transformed',
          Arn: transformed.arn,
          InputTransformer: {
            InputPathsMap: {
              orderId: '$.detail.orderId',
              customer: '$.detail.customer',
            },
            InputTemplate:
              '{"text": "Order <orderId> is confirmed", "customer": <customer>}',
          },
        },
        { Id: 'part', Arn: part.arn, InputPath: '$.detail.customer' },
        { Id: 'constant', Arn: constant.arn, Input: '{"wake": "up"}' },
      ]);
      const customer = { id: 'c-1', channel: 'sms' };
      await put(context, bus.name, { orderId: 'o-1', customer });
      const body = (url: string) => receiveJson(context, url);
      expect(await body(transformed.url)).toEqual({
        text: 'Order o-1 is confirmed',
        customer,
      });
      expect(await body(part.url)).toEqual(customer);
      expect(await body(constant.url)).toEqual({ wake: 'up' });
    },
  },
  {
    behaviour:
      'brings nothing by a disabled rule, and again once it is enabled',
    async run(context) {
      const { aws } = context;
      const bus = await createBus(context);
      const queue = await targetQueue(context);
      const control = await targetQueue(context);
      const rule = await createRule(
        context,
        bus.name,
        { source: ['shop.order'] },
        [{ Id: 'queue', Arn: queue.arn }],
      );
      await createRule(context, bus.name, { source: ['shop.order'] }, [
        { Id: 'control', Arn: control.arn },
      ]);
      const name = { Name: rule.name, EventBusName: bus.name };
      await aws.eventBridge.send(new DisableRuleCommand(name));
      await put(context, bus.name, { orderId: 'unseen' });
      await receiveOne(context, control.url);
      const { Messages } = await aws.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queue.url, WaitTimeSeconds: 1 }),
      );
      expect(Messages ?? []).toEqual([]);
      await aws.eventBridge.send(new EnableRuleCommand(name));
      await put(context, bus.name, { orderId: 'seen' });
      const event = await receiveJson(context, queue.url);
      expect(event.detail.orderId).toBe('seen');
    },
  },
  {
    behaviour:
      'puts what cannot be delivered into the dead-letter queue of the target',
    async run(context) {
      const { aws } = context;
      const bus = await createBus(context);
      const gone = await targetQueue(context);
      const letters = await targetQueue(context);
      await createRule(context, bus.name, { source: ['shop.order'] }, [
        {
          Id: 'gone',
          Arn: gone.arn,
          DeadLetterConfig: { Arn: letters.arn },
          RetryPolicy: {
            MaximumRetryAttempts: 0,
            MaximumEventAgeInSeconds: 60,
          },
        },
      ]);
      await aws.sqs.send(new DeleteQueueCommand({ QueueUrl: gone.url }));
      await put(context, bus.name, { orderId: 'lost' });
      const letter = await receiveOne(context, letters.url);
      expect(bodyOf(letter).detail.orderId).toBe('lost');
      expect(letter.MessageAttributes?.TARGET_ARN?.StringValue).toBe(gone.arn);
      expect(letter.MessageAttributes?.ERROR_CODE?.StringValue).toBeTruthy();
    },
  },
  {
    behaviour: 'brings nothing to a queue whose policy does not let it',
    async run(context) {
      const bus = await createBus(context);
      const closed = await createQueue(context);
      const letters = await targetQueue(context);
      await createRule(context, bus.name, { source: ['shop.order'] }, [
        {
          Id: 'closed',
          Arn: closed.arn,
          DeadLetterConfig: { Arn: letters.arn },
          RetryPolicy: {
            MaximumRetryAttempts: 0,
            MaximumEventAgeInSeconds: 60,
          },
        },
      ]);
      await put(context, bus.name, { orderId: 'refused' });
      const letter = await receiveOne(context, letters.url);
      expect(bodyOf(letter).detail.orderId).toBe('refused');
    },
  },
  {
    behaviour:
      'brings an event to a topic and on to its queue, and from bus to bus',
    async run(context) {
      const { aws } = context;
      const [first, second] = [
        await createBus(context),
        await createBus(context),
      ];
      const queue = await targetQueue(context);
      const RoleArn = await context.role('events.amazonaws.com', [
        'events:PutEvents',
      ]);
      await createRule(context, first.name, { source: ['shop.order'] }, [
        { Id: 'second', Arn: second.arn, RoleArn },
      ]);
      await createRule(
        context,
        second.name,
        { 'detail-type': ['OrderCreated'] },
        [{ Id: 'queue', Arn: queue.arn }],
      );
      await put(context, first.name, { orderId: 'travels' });
      const event = await receiveJson(context, queue.url);
      expect(event.detail.orderId).toBe('travels');

      const { TopicArn } = await aws.sns.send(
        new CreateTopicCommand({ Name: context.name('topic') }),
      );
      context.cleanUp(() => aws.sns.send(new DeleteTopicCommand({ TopicArn })));
      await aws.sns.send(
        new SetTopicAttributesCommand({
          TopicArn,
          AttributeName: 'Policy',
          AttributeValue: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sns:Publish',
                Resource: TopicArn,
              },
            ],
          }),
        }),
      );
      const letters = await targetQueue(context);
      await createRule(context, first.name, { source: ['shop.order'] }, [
        { Id: 'topic', Arn: TopicArn, DeadLetterConfig: { Arn: letters.arn } },
      ]);
      await put(context, first.name, { orderId: 'published' });
      await receiveOne(context, queue.url);
      const { Messages } = await aws.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: letters.url,
          WaitTimeSeconds: 1,
        }),
      );
      expect(Messages ?? []).toEqual([]);
    },
  },
  {
    behaviour: 'starts an execution for an event, and hands it what was chosen',
    async run(context) {
      const bus = await createBus(context);
      const stateMachineArn = await createStateMachine(context, {
        Keep: { Type: 'Pass', End: true },
      });
      const RoleArn = await context.role('events.amazonaws.com', [
        'states:StartExecution',
      ]);
      await createRule(context, bus.name, { source: ['shop.order'] }, [
        {
          Id: 'workflow',
          Arn: stateMachineArn,
          RoleArn,
          InputPath: '$.detail',
        },
      ]);
      await put(context, bus.name, { orderId: 'o-1' });
      const { executionArn = '' } = await context.eventually(
        'an execution',
        async () => {
          const { executions } = await context.aws.sfn.send(
            new ListExecutionsCommand({ stateMachineArn }),
          );
          return executions?.[0];
        },
      );
      const { output } = await ended(context, executionArn);
      expect(JSON.parse(output ?? '')).toEqual({ orderId: 'o-1' });
    },
  },
  {
    behaviour:
      'runs one task for one event, with what was chosen in its environment',
    async run(context) {
      const { ecs } = context.aws;
      const bus = await createBus(context);
      const cluster = await createCluster(context);
      const { subnets, securityGroups, assignPublicIp } =
        networkConfiguration(context).awsvpcConfiguration;
      const RoleArn = await context.role('events.amazonaws.com', [
        'ecs:RunTask',
        'iam:PassRole',
      ]);
      await createRule(context, bus.name, { source: ['shop.order'] }, [
        {
          Id: 'task',
          Arn: cluster.arn,
          RoleArn,
          EcsParameters: {
            TaskDefinitionArn: await registerTask(context),
            TaskCount: 1,
            LaunchType: 'FARGATE',
            NetworkConfiguration: {
              awsvpcConfiguration: {
                Subnets: subnets,
                SecurityGroups: securityGroups,
                AssignPublicIp: assignPublicIp,
              },
            },
          },
          InputTransformer: {
            InputPathsMap: { id: '$.detail.orderId' },
            InputTemplate:
              '{"containerOverrides": [{"name": "worker", "environment": [{"name": "ORDER_ID", "value": "<id>"}]}]}',
          },
        },
      ]);
      await put(context, bus.name, { orderId: 'o-7' });
      const task = await context.eventually('a task', async () => {
        const { taskArns } = await ecs.send(
          new ListTasksCommand({ cluster: cluster.name }),
        );
        if (!taskArns?.length) {
          return false;
        }
        const { tasks } = await ecs.send(
          new DescribeTasksCommand({ cluster: cluster.name, tasks: taskArns }),
        );
        return tasks?.[0];
      });
      context.cleanUp(() =>
        ecs.send(
          new StopTaskCommand({ cluster: cluster.name, task: task.taskArn }),
        ),
      );
      expect(task.overrides?.containerOverrides).toEqual([
        expect.objectContaining({
          name: 'worker',
          environment: [{ name: 'ORDER_ID', value: 'o-7' }],
        }),
      ]);
    },
  },
  {
    behaviour: 'answers 200 for entries that failed, and says which',
    async run(context) {
      const bus = await createBus(context);
      const answer = await context.aws.eventBridge.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: bus.name,
              Source: 'shop.order',
              DetailType: 'OrderCreated',
              Detail: '{}',
            },
            {
              EventBusName: bus.name,
              Source: 'shop.order',
              DetailType: 'OrderCreated',
              Detail: 'no JSON',
            },
          ],
        }),
      );
      expect(answer.FailedEntryCount).toBe(1);
      expect(answer.Entries?.[0]?.EventId).toBeTruthy();
      expect(answer.Entries?.[1]).toMatchObject({
        ErrorCode: 'MalformedDetail',
      });
    },
  },
];
