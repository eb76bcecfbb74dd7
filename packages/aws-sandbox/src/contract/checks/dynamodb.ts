import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

/** Creates a table that goes away with the check. */
async function createTable(context: ContractContext) {
  const { dynamoDb } = context.aws;
  const TableName = context.name('table');
  const { TableDescription } = await dynamoDb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      Tags: [{ Key: 'contract', Value: 'yes' }],
    }),
  );
  context.cleanUp(() => dynamoDb.send(new DeleteTableCommand({ TableName })));
  await waitUntilTableExists(
    { client: dynamoDb, maxWaitTime: 120, minDelay: 1, maxDelay: 5 },
    { TableName },
  );
  return { TableName, arn: TableDescription?.TableArn ?? '' };
}

/** Where idempotent consumers keep what they have done. */
export const dynamoDbChecks: Check[] = [
  {
    behaviour: 'lets one of two writers put an item, by a condition',
    async run(context) {
      const { dynamoDb } = context.aws;
      const { TableName } = await createTable(context);
      const id = { S: 'event-1' };
      const put = () =>
        dynamoDb.send(
          new PutItemCommand({
            TableName,
            Item: { id, status: { S: 'INPROGRESS' }, expiry: { N: '1' } },
            ConditionExpression: 'attribute_not_exists(#id) OR #expiry < :now',
            ExpressionAttributeNames: { '#id': 'id', '#expiry': 'expiry' },
            ExpressionAttributeValues: { ':now': { N: '1' } },
          }),
        );
      await put();
      await expectError(put(), 'ConditionalCheckFailedException');
      await dynamoDb.send(
        new UpdateItemCommand({
          TableName,
          Key: { id },
          UpdateExpression: 'SET #status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': { S: 'COMPLETED' } },
        }),
      );
      const get = async () =>
        (
          await dynamoDb.send(
            new GetItemCommand({
              TableName,
              Key: { id },
              ConsistentRead: true,
            }),
          )
        ).Item;
      expect((await get())?.status).toEqual({ S: 'COMPLETED' });
      const { Count } = await dynamoDb.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'id = :id',
          ExpressionAttributeValues: { ':id': id },
        }),
      );
      expect(Count).toBe(1);
      await dynamoDb.send(new DeleteItemCommand({ TableName, Key: { id } }));
      expect(await get()).toBeUndefined();
    },
  },
  {
    behaviour: 'keeps the time to live and the tags of a table',
    async run(context) {
      const { dynamoDb } = context.aws;
      const { TableName, arn } = await createTable(context);
      await dynamoDb.send(
        new UpdateTimeToLiveCommand({
          TableName,
          TimeToLiveSpecification: { AttributeName: 'expiry', Enabled: true },
        }),
      );
      const { TimeToLiveDescription } = await dynamoDb.send(
        new DescribeTimeToLiveCommand({ TableName }),
      );
      expect(TimeToLiveDescription?.AttributeName).toBe('expiry');
      const { Tags } = await dynamoDb.send(
        new ListTagsOfResourceCommand({ ResourceArn: arn }),
      );
      expect(Tags).toEqual([{ Key: 'contract', Value: 'yes' }]);
    },
  },
  {
    behaviour: 'pages over tables',
    async run(context) {
      const made = [await createTable(context), await createTable(context)];
      const names = await context.pages('ListTables', async start => {
        const page = await context.aws.dynamoDb.send(
          new ListTablesCommand({ Limit: 1, ExclusiveStartTableName: start }),
        );
        return { items: page.TableNames, next: page.LastEvaluatedTableName };
      });
      expect(names).toEqual(
        expect.arrayContaining(made.map(({ TableName }) => TableName)),
      );
    },
  },
];
