import * as schemas from '@aws-sdk/client-kafka';
import { ServiceDefinition } from '../../core';
import { startTopicGauges } from './metrics';
import { clusterOperations } from './operations/clusters';
import { taggingOperations } from './operations/tagging';
import { topicOperations } from './operations/topics';
import { KafkaState, createKafkaState, kafkaState } from './state';

/**
 * Amazon MSK: clusters, topics, and the offsets of consumer groups. Kafka's own
 * protocol is not spoken: workloads and event source mappings read and write
 * topics within the sandbox. Clusters are ready at once.
 */
export const kafkaService: ServiceDefinition<KafkaState> = {
  id: 'kafka',
  schemas,
  stateScope: 'account-and-region',
  createState: createKafkaState,
  operations: {
    ...clusterOperations,
    ...topicOperations,
    ...taggingOperations,
  },
  taggedResources(scope, world) {
    return [...kafkaState(world, scope).clusters.values()].map(
      ({ arn, tags }) => ({ arn, tags }),
    );
  },
  start: startTopicGauges,
};
