import * as schemas from '@aws-sdk/client-secrets-manager';
import { ServiceDefinition } from '../../core';
import { secretOperations } from './operations/secrets';
import { valueOperations } from './operations/values';
import {
  SecretsManagerState,
  createSecretsManagerState,
  secretsManagerState,
} from './state';

/** AWS Secrets Manager: secrets with versions and stages. No rotation, no replicas, no policies. */
export const secretsmanagerService: ServiceDefinition<SecretsManagerState> = {
  id: 'secretsmanager',
  schemas,
  stateScope: 'account-and-region',
  createState: createSecretsManagerState,
  operations: { ...secretOperations, ...valueOperations },
  taggedResources(scope, world) {
    return [...secretsManagerState(world, scope).secrets.values()].map(
      ({ arn, tags }) => ({ arn, tags }),
    );
  },
};
