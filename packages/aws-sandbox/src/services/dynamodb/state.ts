import { create } from 'dynalite/db';
import type { Store } from 'dynalite/db';
import { AwsError, Scope, World } from '../../core';

/** How long tables are being created, changed and deleted. */
const TABLE_MILLISECONDS = 100;

/** What dynalite does not keep of a table. */
export interface TableSettings {
  arn: string;
  tags: Record<string, string>;
  /** The attribute that says when an item expires; nothing is removed by it here. */
  timeToLiveAttribute?: string;
  hasPointInTimeRecovery: boolean;
  isDeletionProtected: boolean;
  kmsKeyArn?: string;
}

/** DynamoDB in one account and region: dynalite's store, and the settings of tables by name. */
export interface DynamoDbState {
  store: Store;
  tables: Map<string, TableSettings>;
}

export function createDynamoDbState(scope: Scope): DynamoDbState {
  const store = create({
    createTableMs: TABLE_MILLISECONDS,
    deleteTableMs: TABLE_MILLISECONDS,
    updateTableMs: TABLE_MILLISECONDS,
  });
  store.tableDb.awsAccountId = scope.accountId;
  store.tableDb.awsRegion = scope.region;
  return { store, tables: new Map() };
}

export function dynamoDbState(world: World, scope: Scope): DynamoDbState {
  return world.state<DynamoDbState>('dynamodb', scope);
}

/** The name of a table that is given by name or ARN. */
export function tableName(reference: string | undefined): string {
  return reference?.split(':table/').pop()?.split('/')[0] ?? '';
}

/** @throws AwsError `ResourceNotFoundException` */
export function findTable(
  state: DynamoDbState,
  reference: string | undefined,
): TableSettings {
  const found = state.tables.get(tableName(reference));
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: Table: ${reference} not found`,
    );
  }
  return found;
}
