import { GetResourceConfigurationResponse } from '@aws-sdk/client-vpc-lattice';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { latticeState } from '../../vpc-lattice/state';
import { HttpEndpointError, PrivateRoute } from '../http-endpoints';
import { ConnectionRecord } from '../state';

/**
 * Where a private connection leads: to what its resource configuration names.
 *
 * @returns undefined for a connection over the internet
 * @throws HttpEndpointError when the resource configuration is gone
 */
export function privateRoute(
  world: World,
  { resourceConfigurationArn }: ConnectionRecord,
): PrivateRoute | undefined {
  const arn = parseArn(resourceConfigurationArn ?? '');
  // A world without VPC Lattice cannot tell.
  if (!arn || !world.services.some(({ id }) => id === 'vpc-lattice')) {
    return undefined;
  }
  const configuration = [
    ...latticeState(world, arn).configurations.values(),
  ].find(one => one.arn === resourceConfigurationArn);
  const hostname = configuration && addressOf(configuration);
  if (!hostname) {
    throw new HttpEndpointError(
      'connection',
      `Unable to connect over ${resourceConfigurationArn}: the resource configuration does not exist, or names no address`,
    );
  }
  return { hostname };
}

function addressOf({
  resourceConfigurationDefinition: definition,
}: GetResourceConfigurationResponse): string | undefined {
  return (
    definition?.dnsResource?.domainName ?? definition?.ipResource?.ipAddress
  );
}
