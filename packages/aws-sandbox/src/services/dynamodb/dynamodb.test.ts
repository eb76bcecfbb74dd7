import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';

describe('DynamoDB', () => {
  let sandbox: Sandbox;
  let client: DynamoDBClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    client = new DynamoDBClient(clientConfig(sandbox));
  });

  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  async function createTable(TableName: string, by = client) {
    const { TableDescription } = await by.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'id', KeyType: 'HASH' },
          { AttributeName: 'at', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'id', AttributeType: 'S' },
          { AttributeName: 'at', AttributeType: 'N' },
        ],
        DeletionProtectionEnabled: true,
        SSESpecification: { Enabled: true },
        Tags: [{ Key: 'team', Value: 'loyalty' }],
      }),
    );
    await waitUntilTableExists(
      { client: by, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
      { TableName },
    );
    return TableDescription;
  }

  it('keeps items of all types', async () => {
    await createTable('points');
    const Item = {
      id: { S: 'customer-1' },
      at: { N: '1' },
      points: { N: '12.5' },
      card: { B: new Uint8Array([1, 2, 255]) },
      levels: { SS: ['gold', 'silver'] },
      address: { M: { city: { S: 'Berlin' }, lines: { L: [{ BOOL: true }] } } },
      nothing: { NULL: true as const },
    };
    await client.send(new PutItemCommand({ TableName: 'points', Item }));

    const { Item: found } = await client.send(
      new GetItemCommand({
        TableName: 'points',
        Key: { id: Item.id, at: Item.at },
      }),
    );
    expect(found).toEqual(Item);
    const { Items, Count } = await client.send(
      new QueryCommand({
        TableName: 'points',
        KeyConditionExpression: 'id = :id AND #at > :at',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':id': Item.id, ':at': { N: '0' } },
      }),
    );
    expect({ Items, Count }).toEqual({ Items: [Item], Count: 1 });
  });

  it('refuses a write whose condition fails, and shows what is in the way', async () => {
    await createTable('events');
    const Item = { id: { S: 'event-1' }, at: { N: '0' }, state: { S: 'DONE' } };
    const put = new PutItemCommand({
      TableName: 'events',
      Item,
      ConditionExpression: 'attribute_not_exists(id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await client.send(put);

    const error = await client.send(put).catch(caught => caught);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error.Item).toEqual(Item);
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: 'arn:aws:dynamodb:eu-west-1:111111111111:table/events',
        Key: { id: Item.id, at: Item.at },
        UpdateExpression:
          'SET attempts = if_not_exists(attempts, :none) + :one',
        ExpressionAttributeValues: { ':none': { N: '0' }, ':one': { N: '1' } },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    expect(Attributes).toEqual({ attempts: { N: '1' } });
  });

  it('tells accounts and regions apart', async () => {
    const made = await createTable('points');
    const other = new DynamoDBClient(clientConfig(sandbox, '222222222222'));
    const otherRegion = new DynamoDBClient({
      ...clientConfig(sandbox),
      region: 'us-east-1',
    });

    expect(made?.TableArn).toBe(
      'arn:aws:dynamodb:eu-west-1:111111111111:table/points',
    );
    for (const stranger of [other, otherRegion]) {
      const { TableNames } = await stranger.send(new ListTablesCommand({}));
      expect(TableNames).toEqual([]);
      await expect(
        stranger.send(new DescribeTableCommand({ TableName: 'points' })),
      ).rejects.toBeInstanceOf(ResourceNotFoundException);
      stranger.destroy();
    }
  });

  it('keeps the settings of a table', async () => {
    const made = await createTable('events');
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: 'events',
        TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiration' },
      }),
    );
    await client.send(
      new UpdateContinuousBackupsCommand({
        TableName: 'events',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );

    const named = { TableName: 'events' };
    const { Table } = await client.send(new DescribeTableCommand(named));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      CreationDateTime: expect.any(Date),
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      SSEDescription: { Status: 'ENABLED' },
      DeletionProtectionEnabled: true,
    });
    const { TimeToLiveDescription } = await client.send(
      new DescribeTimeToLiveCommand(named),
    );
    expect(TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expiration',
    });
    const { ContinuousBackupsDescription } = await client.send(
      new DescribeContinuousBackupsCommand(named),
    );
    expect(
      ContinuousBackupsDescription?.PointInTimeRecoveryDescription,
    ).toEqual({ PointInTimeRecoveryStatus: 'ENABLED' });
    const { Tags } = await client.send(
      new ListTagsOfResourceCommand({ ResourceArn: made?.TableArn }),
    );
    expect(Tags).toEqual([{ Key: 'team', Value: 'loyalty' }]);
  });

  it('deletes a table that is not protected any more', async () => {
    await createTable('points');
    const remove = () =>
      client.send(new DeleteTableCommand({ TableName: 'points' }));
    await expect(createTable('points')).rejects.toBeInstanceOf(
      ResourceInUseException,
    );
    await expect(remove()).rejects.toThrow('protected against deletion');
    await client.send(
      new UpdateTableCommand({
        TableName: 'points',
        DeletionProtectionEnabled: false,
      }),
    );
    await remove();

    await expect(
      client.send(new DescribeTableCommand({ TableName: 'points' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});
