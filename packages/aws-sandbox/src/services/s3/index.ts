import * as schemas from '@aws-sdk/client-s3';
import { ServiceDefinition } from '../../core';
import { bucketOperations } from './operations/buckets';
import { objectOperations } from './operations/objects';
import { S3State, createS3State, s3State } from './state';

/** Amazon S3: buckets and objects. No versions, no multipart uploads, no bucket policies. */
export const s3Service: ServiceDefinition<S3State> = {
  id: 's3',
  schemas,
  stateScope: 'account-and-region',
  createState: createS3State,
  operations: { ...bucketOperations, ...objectOperations },
  taggedResources(scope, world) {
    return [...s3State(world, scope).buckets.values()].map(
      ({ name, tags }) => ({ arn: `arn:aws:s3:::${name}`, tags }),
    );
  },
};
