import { addEventApi } from './lib/event-api';
import { addPrivateConnection } from './lib/private-connection';
import type { ServiceStack } from './lib/service-stack';

/** An HTTP service in a private network that EventBridge calls. */
export function addPattern(stack: ServiceStack): void {
  addEventApi(stack, {
    scheme: 'internal',
    resourceConfigurationArn: service => addPrivateConnection(stack, service),
  });
}
