import {
  AttributeValue,
  GetItemCommandOutput,
  KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import { AwsError, Operation, RequestContext } from '../../../core';
import { DynaliteOperation, callDynalite } from '../call-dynalite';
import { dynamoDbState, tableName } from '../state';

/** Items, all of them dynalite's. */
export const itemOperations: Record<string, Operation> = {
  BatchGetItem: passOn('BatchGetItem'),
  BatchWriteItem: passOn('BatchWriteItem'),
  DeleteItem: conditional('DeleteItem'),
  GetItem: passOn('GetItem'),
  PutItem: conditional('PutItem'),
  Query: passOn('Query'),
  Scan: passOn('Scan'),
  UpdateItem: conditional('UpdateItem'),
};

function passOn(operation: DynaliteOperation): Operation {
  return (input, context) =>
    callDynalite(
      dynamoDbState(context.world, context).store,
      operation,
      withNames(input),
    );
}

interface ConditionalInput {
  TableName?: string;
  Item?: Record<string, AttributeValue>;
  Key?: Record<string, AttributeValue>;
  ReturnValuesOnConditionCheckFailure?: string;
}

/** A write with a condition: dynalite does not show the item that was in the way. */
function conditional(operation: DynaliteOperation): Operation {
  const run = passOn(operation);
  return async (input: ConditionalInput, context) => {
    try {
      return await run(input, context);
    } catch (error) {
      if (
        error instanceof AwsError &&
        error.code === 'ConditionalCheckFailedException' &&
        input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD'
      ) {
        throw new AwsError(error.code, error.message, error.status, {
          Item: await itemInTheWay(input, context),
        });
      }
      throw error;
    }
  };
}

async function itemInTheWay(
  { TableName, Item, Key }: ConditionalInput,
  context: RequestContext,
): Promise<Record<string, AttributeValue> | undefined> {
  const { store } = dynamoDbState(context.world, context);
  const { Table } = await callDynalite<{
    Table?: { KeySchema?: KeySchemaElement[] };
  }>(store, 'DescribeTable', { TableName: tableName(TableName) });
  const names = (Table?.KeySchema ?? []).map(
    ({ AttributeName = '' }) => AttributeName,
  );
  const found = await callDynalite<GetItemCommandOutput>(store, 'GetItem', {
    TableName: tableName(TableName),
    Key: Key ?? Object.fromEntries(names.map(name => [name, Item?.[name]])),
    ConsistentRead: true,
  });
  return found.Item;
}

/** Tables may be given by ARN, which dynalite does not know. */
function withNames<I extends { TableName?: string; RequestItems?: object }>(
  input: I,
): I {
  const named = { ...input };
  if (input.TableName !== undefined) {
    named.TableName = tableName(input.TableName);
  }
  if (input.RequestItems) {
    named.RequestItems = Object.fromEntries(
      Object.entries(input.RequestItems).map(([table, requests]) => [
        tableName(table),
        requests,
      ]),
    );
  }
  return named;
}
