import * as schemas from '@aws-sdk/client-mq';
import { ServiceDefinition } from '../../core';
import { startBrokerGauges } from './metrics';
import { brokerOperations } from './operations/brokers';
import { taggingOperations } from './operations/tagging';
import { MqState, createMqState, mqState } from './state';

/**
 * Amazon MQ: brokers of both engines, and what waits in their queues. The
 * brokers' own protocols are not spoken: workloads and event source mappings
 * send and receive within the sandbox. Queues come with their first use.
 */
export const mqService: ServiceDefinition<MqState> = {
  id: 'mq',
  schemas,
  stateScope: 'account-and-region',
  createState: createMqState,
  operations: { ...brokerOperations, ...taggingOperations },
  taggedResources(scope, world) {
    return [...mqState(world, scope).brokers.values()].map(({ arn, tags }) => ({
      arn,
      tags,
    }));
  },
  start: startBrokerGauges,
};
