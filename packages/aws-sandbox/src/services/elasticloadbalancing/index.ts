import * as schemas from '@aws-sdk/client-elastic-load-balancing-v2';
import { ServiceDefinition } from '../../core';
import { startHealthChecks } from './data-plane/health-checks';
import { attributeOperations } from './operations/attributes';
import { listenerOperations } from './operations/listeners';
import { loadBalancerOperations } from './operations/load-balancers';
import { modificationOperations } from './operations/modifications';
import { taggingOperations } from './operations/tagging';
import { targetGroupOperations } from './operations/target-groups';
import {
  LoadBalancingState,
  createLoadBalancingState,
  loadBalancingState,
} from './state';

/** Elastic Load Balancing v2: what an address leads to, and the way of requests to the processes behind it. */
export const elasticloadbalancingService: ServiceDefinition<LoadBalancingState> =
  {
    id: 'elasticloadbalancing',
    schemas,
    stateScope: 'account-and-region',
    createState: createLoadBalancingState,
    operations: {
      ...loadBalancerOperations,
      ...targetGroupOperations,
      ...listenerOperations,
      ...attributeOperations,
      ...modificationOperations,
      ...taggingOperations,
    },
    taggedResources(scope, world) {
      return [...loadBalancingState(world, scope).tags]
        .filter(([, tags]) => Object.keys(tags).length > 0)
        .map(([arn, tags]) => ({ arn, tags }));
    },
    start: startHealthChecks,
  };
