import {
  ConditionalCheckFailedException,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';
import type { LeaseStore, ShardLease } from './shard-lease';

const WORKER = 'worker#';

/** Leases and workers in the table of the stack. */
export class LeaseTable implements LeaseStore {
  private readonly client: DynamoDBDocumentClient;

  constructor(client: DynamoDBClient, private readonly tableName: string) {
    this.client = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
  }

  async list(
    now: number,
  ): Promise<{ leases: ShardLease[]; workers: string[] }> {
    const leases: ShardLease[] = [];
    const workers: string[] = [];
    const pages = paginateScan(
      { client: this.client },
      { TableName: this.tableName, ConsistentRead: true },
    );
    for await (const { Items = [] } of pages) {
      for (const { id, ...item } of Items) {
        if (!id.startsWith(WORKER)) {
          leases.push({ shardId: id, ...item } as ShardLease);
        } else if (item.expiresAt > now) {
          workers.push(id.slice(WORKER.length));
        }
      }
    }
    return { leases, workers };
  }

  async save(
    { shardId, ...lease }: ShardLease,
    expectedVersion: number,
  ): Promise<boolean> {
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.tableName,
          Item: { id: shardId, ...lease },
          ...(expectedVersion === 0
            ? { ConditionExpression: 'attribute_not_exists(id)' }
            : {
                ConditionExpression: 'version = :expected',
                ExpressionAttributeValues: { ':expected': expectedVersion },
              }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return false;
      }
      throw error;
    }
  }

  async remove(shardId: string): Promise<void> {
    await this.delete(shardId);
  }

  async announce(worker: string, expiresAt: number): Promise<void> {
    await this.client.send(
      new PutCommand({
        TableName: this.tableName,
        Item: {
          id: `${WORKER}${worker}`,
          expiresAt,
          // DynamoDB's own expiry, in seconds, clears away workers that died.
          expiration: Math.ceil(expiresAt / 1000) + 24 * 3600,
        },
      }),
    );
  }

  async withdraw(worker: string): Promise<void> {
    await this.delete(`${WORKER}${worker}`);
  }

  private async delete(id: string): Promise<void> {
    await this.client.send(
      new DeleteCommand({ TableName: this.tableName, Key: { id } }),
    );
  }
}
