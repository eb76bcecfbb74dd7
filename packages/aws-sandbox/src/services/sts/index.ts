import * as schemas from '@aws-sdk/client-sts';
import { ServiceDefinition } from '../../core';
import { assumeRole } from './assume-role';
import { getCallerIdentity } from './get-caller-identity';

/** AWS Security Token Service. */
export const stsService: ServiceDefinition<{}> = {
  id: 'sts',
  schemas,
  stateScope: 'account',
  createState: () => ({}),
  operations: {
    AssumeRole: assumeRole,
    GetCallerIdentity: getCallerIdentity,
  },
};
