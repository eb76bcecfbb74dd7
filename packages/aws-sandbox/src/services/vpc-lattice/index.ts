import * as schemas from '@aws-sdk/client-vpc-lattice';
import { ServiceDefinition } from '../../core';
import { resourceConfigurationOperations } from './operations/resource-configurations';
import { resourceGatewayOperations } from './operations/resource-gateways';
import { taggingOperations } from './operations/tagging';
import { LatticeState, createLatticeState, latticeState } from './state';

/** Amazon VPC Lattice, as far as private connections of EventBridge need it. */
export const vpcLatticeService: ServiceDefinition<LatticeState> = {
  id: 'vpc-lattice',
  schemas,
  stateScope: 'account-and-region',
  createState: createLatticeState,
  operations: {
    ...resourceGatewayOperations,
    ...resourceConfigurationOperations,
    ...taggingOperations,
  },
  taggedResources(scope, world) {
    return [...latticeState(world, scope).tags]
      .filter(([, tags]) => Object.keys(tags).length > 0)
      .map(([arn, tags]) => ({ arn, tags }));
  },
};
