import * as schemas from '@aws-sdk/client-kinesis';
import { ServiceDefinition } from '../../core';
import { deliverToStream } from './deliver';
import { consumerOperations } from './operations/consumers';
import { recordOperations } from './operations/records';
import { streamOperations } from './operations/streams';
import { subscriptionOperations } from './operations/subscriptions';
import { taggingOperations } from './operations/tagging';
import { KinesisState, createKinesisState, kinesisState } from './state';

/** Amazon Kinesis Data Streams: shards, records and iterators, with their limits. */
export const kinesisService: ServiceDefinition<KinesisState> = {
  id: 'kinesis',
  schemas,
  stateScope: 'account-and-region',
  createState: createKinesisState,
  operations: {
    ...streamOperations,
    ...recordOperations,
    ...consumerOperations,
    ...subscriptionOperations,
    ...taggingOperations,
  },
  deliver: deliverToStream,
  taggedResources(scope, world) {
    return [...kinesisState(world, scope).streams.values()].flatMap(
      ({ arn, tags, consumers }) => [{ arn, tags }, ...consumers.values()],
    );
  },
};
