import { IdempotencyItemAlreadyExistsError } from '@aws-lambda-powertools/idempotency';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { LockTable } from './lock-table';

function tableThat(answers: () => Promise<unknown>) {
  const dynamoDb = new DynamoDBClient({ region: 'eu-central-1' });
  const send = jest.fn(answers);
  dynamoDb.send = send as unknown as DynamoDBClient['send'];
  const table = new LockTable('loyalty-idempotency', dynamoDb, dynamoDb);
  const inputs = (): object[] =>
    send.mock.calls.map(
      ([command]: unknown[]) => (command as { input: object }).input,
    );
  return { table, inputs };
}

const refused = async () => {
  throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
};

test('locks a key, and prolongs the lock while it is its own', async () => {
  const { table, inputs } = tableThat(async () => ({}));
  await table.lock('e-1', 2_000);
  expect(await table.prolong('e-1', 2_000, 3_000)).toBe(true);

  const [lock, prolonged] = inputs() as [
    { Item: Record<string, object> },
    object,
  ];
  expect(lock).toMatchObject({
    TableName: 'loyalty-idempotency',
    Item: {
      status: { S: 'INPROGRESS' },
      in_progress_expiration: { N: '2000' },
    },
  });
  expect(prolonged).toMatchObject({
    TableName: 'loyalty-idempotency',
    Key: { id: lock.Item.id },
    ConditionExpression: expect.stringContaining('in_progress_expiration'),
    ExpressionAttributeValues: {
      ':from': { N: '2000' },
      ':until': { N: '3000' },
    },
  });
});

test("another's lock is neither taken nor prolonged", async () => {
  const { table } = tableThat(refused);
  await expect(table.lock('e-1', 2_000)).rejects.toThrow(
    IdempotencyItemAlreadyExistsError,
  );
  expect(await table.prolong('e-1', 2_000, 3_000)).toBe(false);
});

test('a fault of the table is told', async () => {
  const { table } = tableThat(async () => {
    throw new Error('no connection');
  });
  await expect(table.prolong('e-1', 2_000, 3_000)).rejects.toThrow(
    'no connection',
  );
});
