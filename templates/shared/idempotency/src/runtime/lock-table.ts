import {
  IdempotencyConfig,
  IdempotencyRecordStatus,
} from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { IdempotencyRecord } from '@aws-lambda-powertools/idempotency/persistence';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

/** How long an event is remembered: as long as SQS, EventBridge's retries and a replay may bring it back. */
const REMEMBERED_SECONDS = 14 * 24 * 3600;

/** The library's table, and locks that can be prolonged: a Lambda function needs none, for it ends in time. */
export class LockTable extends DynamoDBPersistenceLayer {
  constructor(
    private readonly table: string,
    client = new DynamoDBClient(),
    // Of its own, for a sign of life must not wait behind what it is a sign of.
    private readonly signsOfLife = new DynamoDBClient(),
  ) {
    super({ tableName: table, awsSdkV3Client: client });
    this.configure({
      config: new IdempotencyConfig({
        expiresAfterSeconds: REMEMBERED_SECONDS,
      }),
      keyPrefix: 'event',
    });
  }

  /** @throws IdempotencyItemAlreadyExistsError when the key is locked, or done */
  async lock(key: string, until: number): Promise<void> {
    await this._putRecord(
      new IdempotencyRecord({
        idempotencyKey: this.getHashedIdempotencyKey(key),
        status: IdempotencyRecordStatus.INPROGRESS,
        expiryTimestamp: Math.round(Date.now() / 1000) + REMEMBERED_SECONDS,
        inProgressExpiryTimestamp: until,
      }),
    );
  }

  /** @returns whether the lock was still there, which ended at `from` so far */
  async prolong(key: string, from: number, until: number): Promise<boolean> {
    try {
      await this.signsOfLife.send(
        new UpdateItemCommand({
          TableName: this.table,
          Key: this.getKey(this.getHashedIdempotencyKey(key)),
          UpdateExpression: 'SET in_progress_expiration = :until',
          // A request that the client repeats finds what it has written itself.
          ConditionExpression:
            '#status = :inProgress AND in_progress_expiration IN (:from, :until)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ':inProgress': { S: IdempotencyRecordStatus.INPROGRESS },
            ':from': { N: String(from) },
            ':until': { N: String(until) },
          },
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
}
