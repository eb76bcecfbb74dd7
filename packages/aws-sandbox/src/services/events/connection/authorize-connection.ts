import { AwsError, RequestContext } from '../../../core';
import { HttpEndpointError } from '../http-endpoints';
import { ConnectionRecord } from '../state';
import { accessToken } from './authorization-headers';

/**
 * Brings a connection into service: keys and passwords are taken as they are,
 * an OAuth server must give a token, and a private connection needs a resource
 * configuration that exists.
 */
export async function authorizeConnection(
  context: RequestContext,
  connection: ConnectionRecord,
): Promise<void> {
  const { world } = context;
  connection.stateReason = undefined;
  if (!(await resourceConfigurationExists(context, connection))) {
    connection.state = 'FAILED_CONNECTIVITY';
    connection.stateReason = `The resource configuration ${connection.resourceConfigurationArn} does not exist.`;
    return;
  }
  try {
    if (connection.authorizationType === 'OAUTH_CLIENT_CREDENTIALS') {
      await accessToken(world, connection);
    }
    connection.state = 'AUTHORIZED';
    connection.authorizedAt = world.clock.now();
  } catch (error) {
    if (!(error instanceof HttpEndpointError)) {
      throw error;
    }
    connection.state = 'DEAUTHORIZED';
    connection.stateReason = error.message;
  }
}

async function resourceConfigurationExists(
  context: RequestContext,
  connection: ConnectionRecord,
): Promise<boolean> {
  const lattice = context.world.services.find(
    service => service.id === 'vpc-lattice',
  );
  const describe = lattice?.operations.GetResourceConfiguration;
  // A world without VPC Lattice cannot tell.
  if (!connection.resourceConfigurationArn || !describe) {
    return true;
  }
  try {
    await describe(
      {
        resourceConfigurationIdentifier: connection.resourceConfigurationArn,
      },
      context,
    );
    return true;
  } catch (error) {
    if (error instanceof AwsError) {
      return false;
    }
    throw error;
  }
}
