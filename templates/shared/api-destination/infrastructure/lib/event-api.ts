import {
  ApiDestination,
  CfnConnection,
  Connection,
  HttpMethod,
  IEventBus,
} from 'aws-cdk-lib/aws-events';
import { ApiDestination as ApiDestinationTarget } from 'aws-cdk-lib/aws-events-targets';
import { delivery as config } from '../config/delivery';
import { rule } from '../config/rule';
import { addConnectionCredential } from './connection-credential';
import { addEventRule } from './event-rule';
import { HttpService, addHttpService } from './http-service';
import { addIdempotencyTable } from './idempotency-table';
import type { Scheme } from './load-balancer';
import type { ServiceStack } from './service-stack';

/** How EventBridge gets to the service. */
export interface EventApiSpec {
  /** Who can reach the load balancer. */
  scheme: Scheme;
  /** The resource configuration that a private connection takes. */
  resourceConfigurationArn?(service: HttpService): string;
  /** If the stack has it already. */
  bus?: IEventBus;
  /** What the handler reads beside. Never a secret. */
  environment?: Record<string, string>;
}

/** EventBridge waits five seconds for an answer; an alarm must come before that. */
const ANSWERS_WITHIN_SECONDS = 4;

/** Where the worker takes events. */
const PATH = '/events';

/**
 * An HTTP service that gets events pushed: bus → rule → API destination → load
 * balancer → service. EventBridge shows a credential, and the service verifies
 * it, because a host name is no secret.
 *
 * @returns the service, and the header that the credential comes in
 */
export function addEventApi(
  stack: ServiceStack,
  { scheme, resourceConfigurationArn, bus, environment }: EventApiSpec,
): HttpService & { credentialHeader: string } {
  const { name } = stack.service;
  const credential = addConnectionCredential(stack, config);
  const idempotency = addIdempotencyTable(stack);
  const service = addHttpService(stack, {
    scheme,
    answersWithinSeconds: ANSWERS_WITHIN_SECONDS,
    environment: {
      ...credential.environment,
      ...idempotency.environment,
      ...environment,
    },
    secrets: credential.secrets,
  });
  idempotency.grantTo(service.taskDefinition);
  const connection = new Connection(stack, 'Connection', {
    connectionName: name,
    description: `EventBridge calls ${name}`,
    authorization: credential.authorization,
  });
  if (resourceConfigurationArn) {
    // CDK's own construct doesn't know private connections yet.
    (
      connection.node.findChild('Connection') as CfnConnection
    ).invocationConnectivityParameters = {
      resourceParameters: {
        resourceConfigurationArn: resourceConfigurationArn(service),
      },
    };
  }
  const destination = new ApiDestination(stack, 'ApiDestination', {
    apiDestinationName: name,
    description: `Events for ${name}`,
    connection,
    endpoint: `${service.url}${PATH}`,
    httpMethod: HttpMethod.POST,
    rateLimitPerSecond: config.invocationRateLimitPerSecond,
  });
  const eventRule = addEventRule(
    stack,
    rule,
    delivery => new ApiDestinationTarget(destination, delivery),
    { bus },
  );
  // Events that come before anybody listens would all have to come again.
  eventRule.node.addDependency(service.service);
  return { ...service, credentialHeader: credential.header };
}
