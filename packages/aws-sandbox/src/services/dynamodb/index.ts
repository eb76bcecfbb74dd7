import * as schemas from '@aws-sdk/client-dynamodb';
import { ServiceDefinition } from '../../core';
import { itemOperations } from './operations/items';
import { tableOperations } from './operations/tables';
import { taggingOperations } from './operations/tagging';
import { DynamoDbState, createDynamoDbState, dynamoDbState } from './state';

/** Amazon DynamoDB: dynalite behind the sandbox's front. No streams, no transactions, and items do not expire. */
export const dynamodbService: ServiceDefinition<DynamoDbState> = {
  id: 'dynamodb',
  schemas,
  stateScope: 'account-and-region',
  createState: createDynamoDbState,
  operations: { ...tableOperations, ...itemOperations, ...taggingOperations },
  taggedResources(scope, world) {
    return [...dynamoDbState(world, scope).tables.values()].map(
      ({ arn, tags }) => ({ arn, tags }),
    );
  },
};
