import { AwsError } from '../../core';

/** The caller asked for something that isn't so. */
export const clientException = (message: string) =>
  new AwsError('ClientException', message);

/** A parameter has a value that ECS does not take. */
export const invalidParameter = (message: string) =>
  new AwsError('InvalidParameterException', message);

/** @returns the error for a cluster that isn't there */
export const clusterNotFound = () =>
  new AwsError('ClusterNotFoundException', 'Cluster not found.');

/** @returns the error for a service that isn't there */
export const serviceNotFound = () =>
  new AwsError('ServiceNotFoundException', 'Service not found.');

/** @returns the error for a service that is being deleted */
export const serviceNotActive = () =>
  new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.');

/** @returns the error for a page token that the sandbox never gave */
export const invalidToken = () =>
  invalidParameter('Invalid token. The token is expired or was never given.');
