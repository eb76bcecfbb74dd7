import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  ListTagsForResourceCommand,
  NotFoundException,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
} from '@aws-sdk/client-sns';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { sqsService } from '../sqs';
import { receiveFromQueue } from '../sqs/data-plane';
import { snsService } from './index';

describe('sns over the SDK client', () => {
  let sandbox: Sandbox;
  let client: SNSClient;

  beforeEach(async () => {
    sandbox = await startSandbox({
      port: 0,
      services: [snsService, sqsService],
    });
    client = new SNSClient(clientConfig(sandbox));
  });

  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  async function createTopic(Name: string): Promise<string> {
    const { TopicArn = '' } = await client.send(
      new CreateTopicCommand({
        Name,
        Attributes: { DisplayName: 'Nachrichten & "mehr"' },
        Tags: [{ Key: 'team', Value: 'crm' }],
      }),
    );
    return TopicArn;
  }

  it('publishes to a filtered queue, attributes and all', async () => {
    const TopicArn = await createTopic('news');
    const queueArn = 'arn:aws:sqs:eu-west-1:111111111111:inbox';
    await sandbox.world.service('sqs').operations.CreateQueue(
      {
        QueueName: 'inbox',
        Attributes: {
          Policy: JSON.stringify({
            Statement: {
              Effect: 'Allow',
              Principal: { Service: 'sns.amazonaws.com' },
              Action: 'sqs:*',
            },
          }),
        },
      },
      {
        world: sandbox.world,
        accountId: '111111111111',
        region: 'eu-west-1',
        requestId: '1',
        principalArn: 'arn:aws:iam::111111111111:root',
        signal: new AbortController().signal,
      },
    );
    const { SubscriptionArn } = await client.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: queueArn,
        Attributes: {
          RawMessageDelivery: 'true',
          FilterPolicy: JSON.stringify({ kind: ['gold'] }),
        },
      }),
    );
    const { Attributes } = await client.send(
      new GetSubscriptionAttributesCommand({ SubscriptionArn }),
    );
    expect(Attributes).toMatchObject({
      FilterPolicy: '{"kind":["gold"]}',
      RawMessageDelivery: 'true',
    });
    for (const kind of ['tin', 'gold']) {
      await client.send(
        new PublishCommand({
          TopicArn,
          Message: `<b>${kind}</b> & Grüße`,
          MessageAttributes: {
            kind: { DataType: 'String', StringValue: kind },
            blob: { DataType: 'Binary', BinaryValue: new Uint8Array([7]) },
          },
        }),
      );
    }
    const [message, ...others] = receiveFromQueue(sandbox.world, queueArn, {
      maxMessages: 10,
    });
    expect(others).toEqual([]);
    expect(message.body).toBe('<b>gold</b> & Grüße');
    expect([...(message.messageAttributes.blob.BinaryValue ?? [])]).toEqual([
      7,
    ]);
    const batch = await client.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: 'a', Message: 'x' },
          { Id: 'b', Message: 'y', MessageStructure: 'xml' },
        ],
      }),
    );
    expect(batch.Successful?.map(entry => entry.Id)).toEqual(['a']);
    expect(batch.Failed).toMatchObject([
      { Id: 'b', Code: 'InvalidParameter', SenderFault: true },
    ]);
  });

  it('throws the modelled errors', async () => {
    await expect(
      client.send(new CreateTopicCommand({ Name: 'a b' })),
    ).rejects.toBeInstanceOf(InvalidParameterException);
    await expect(
      client.send(
        new GetTopicAttributesCommand({
          TopicArn: 'arn:aws:sns:eu-west-1:111111111111:none',
        }),
      ),
    ).rejects.toBeInstanceOf(NotFoundException);
  });

  it('pages topics and subscriptions, and gives attributes and tags back as they were', async () => {
    const topics: string[] = [];
    for (let index = 0; index < 101; index += 1) {
      topics.push(await createTopic(`topic-${index}`));
    }
    const [TopicArn] = topics;
    for (let index = 0; index < 101; index += 1) {
      await client.send(
        new SubscribeCommand({
          TopicArn,
          Protocol: 'sms',
          Endpoint: `+49151000${1000 + index}`,
        }),
      );
    }
    const sizes: (number | undefined)[] = [];
    for await (const page of paginateListTopics({ client }, {})) {
      sizes.push(page.Topics?.length);
    }
    for await (const page of paginateListSubscriptionsByTopic(
      { client },
      { TopicArn },
    )) {
      sizes.push(page.Subscriptions?.length);
    }
    expect(sizes).toEqual([100, 1, 100, 1]);
    const { Attributes } = await client.send(
      new GetTopicAttributesCommand({ TopicArn }),
    );
    expect(Attributes).toMatchObject({
      DisplayName: 'Nachrichten & "mehr"',
      SubscriptionsConfirmed: '101',
    });
    const { Tags } = await client.send(
      new ListTagsForResourceCommand({ ResourceArn: TopicArn }),
    );
    expect(Tags).toEqual([{ Key: 'team', Value: 'crm' }]);
  });
});
