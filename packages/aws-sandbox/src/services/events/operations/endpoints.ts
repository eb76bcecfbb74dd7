import { randomBytes } from 'node:crypto';
import {
  CreateEndpointRequest,
  CreateEndpointResponse,
  DeleteEndpointRequest,
  DescribeEndpointRequest,
  DescribeEndpointResponse,
  Endpoint,
  EndpointEventBus,
  ListEndpointsRequest,
  ListEndpointsResponse,
  RoutingConfig,
  UpdateEndpointRequest,
  UpdateEndpointResponse,
} from '@aws-sdk/client-eventbridge';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Operation, RequestContext } from '../../../core';
import { GlobalEndpointState, eventsArn, eventsState } from '../state';
import {
  alreadyExists,
  checkName,
  notFound,
  pageByName,
  validationError,
} from './input-rules';

/** What takes AWS some minutes. */
const TRANSITION_MILLISECONDS = 500;
const HEALTH_CHECK = /^arn:aws([a-z]|-)*:route53:::healthcheck\/[\-a-z0-9]+$/;

/** Global endpoints: one address for a bus in two regions. */
export const endpointOperations: Record<string, Operation> = {
  CreateEndpoint(
    input: CreateEndpointRequest,
    context,
  ): CreateEndpointResponse {
    const name = checkName(input.Name, 64);
    const { endpoints } = eventsState(context.world, context);
    if (endpoints.has(name)) {
      throw alreadyExists(`Endpoint ${name} already exists.`);
    }
    const now = context.world.clock.now();
    const routingConfig = checkRouting(input.RoutingConfig);
    const endpoint: GlobalEndpointState = {
      name,
      arn: eventsArn(context, `endpoint/${name}`),
      description: input.Description,
      routingConfig,
      replication: input.ReplicationConfig?.State ?? 'ENABLED',
      busArns: checkBuses(context, input.EventBuses, routingConfig),
      roleArn: input.RoleArn,
      endpointId: `${randomBytes(5).toString('hex')}.veo`,
      state: 'CREATING',
      createdAt: now,
      modifiedAt: now,
    };
    checkRole(endpoint);
    endpoints.set(name, endpoint);
    becomeActive(context, endpoint);
    const { EndpointId: _, EndpointUrl: __, ...answer } = described(endpoint);
    return answer;
  },

  DescribeEndpoint(
    input: DescribeEndpointRequest,
    context,
  ): DescribeEndpointResponse {
    return described(
      findEndpoint(
        { ...context, region: input.HomeRegion ?? context.region },
        input.Name,
      ),
    );
  },

  ListEndpoints(input: ListEndpointsRequest, context): ListEndpointsResponse {
    const { endpoints } = eventsState(context.world, {
      accountId: context.accountId,
      region: input.HomeRegion ?? context.region,
    });
    const page = pageByName(
      [...endpoints.values()].filter(({ name }) =>
        name.startsWith(input.NamePrefix ?? ''),
      ),
      ({ name }) => name,
      { Limit: input.MaxResults, NextToken: input.NextToken },
    );
    return { Endpoints: page.items.map(described), NextToken: page.nextToken };
  },

  UpdateEndpoint(
    input: UpdateEndpointRequest,
    context,
  ): UpdateEndpointResponse {
    const endpoint = findEndpoint(context, input.Name);
    const routingConfig = input.RoutingConfig
      ? checkRouting(input.RoutingConfig)
      : endpoint.routingConfig;
    const changed: GlobalEndpointState = {
      ...endpoint,
      description: input.Description ?? endpoint.description,
      routingConfig,
      replication: input.ReplicationConfig?.State ?? endpoint.replication,
      busArns: input.EventBuses
        ? checkBuses(context, input.EventBuses, routingConfig)
        : endpoint.busArns,
      roleArn: input.RoleArn ?? endpoint.roleArn,
      state: 'UPDATING',
      modifiedAt: context.world.clock.now(),
    };
    checkRole(changed);
    Object.assign(endpoint, changed);
    becomeActive(context, endpoint);
    const { Description: _, ...answer } = described(endpoint);
    return answer;
  },

  DeleteEndpoint(input: DeleteEndpointRequest, context): object {
    const endpoint = findEndpoint(context, input.Name);
    endpoint.state = 'DELETING';
    context.world.clock.after(TRANSITION_MILLISECONDS, () => {
      eventsState(context.world, context).endpoints.delete(endpoint.name);
    });
    return {};
  },
};

/** @throws AwsError `ResourceNotFoundException` */
function findEndpoint(
  context: RequestContext,
  name: string | undefined,
): GlobalEndpointState {
  const found = eventsState(context.world, context).endpoints.get(name ?? '');
  if (!found) {
    throw notFound(`Endpoint ${name} does not exist.`);
  }
  return found;
}

function checkRouting(config: RoutingConfig | undefined): RoutingConfig {
  const { Primary, Secondary } = config?.FailoverConfig ?? {};
  if (!HEALTH_CHECK.test(Primary?.HealthCheck ?? '') || !Secondary?.Route) {
    throw validationError(
      'RoutingConfig must name the ARN of a Route 53 health check and the secondary Region.',
    );
  }
  return {
    FailoverConfig: {
      Primary: { HealthCheck: Primary?.HealthCheck },
      Secondary: { Route: Secondary.Route },
    },
  };
}

/** Two buses of the same name and account: one here, one in the secondary region. */
function checkBuses(
  context: RequestContext,
  buses: EndpointEventBus[] | undefined,
  { FailoverConfig }: RoutingConfig,
): GlobalEndpointState['busArns'] {
  const parsed = (buses ?? []).map(({ EventBusArn = '' }) => ({
    EventBusArn,
    arn: parseArn(EventBusArn),
  }));
  const inRegion = (region: string | undefined) =>
    parsed.find(({ arn }) => arn?.region === region);
  const primary = inRegion(context.region);
  const secondary = inRegion(FailoverConfig?.Secondary?.Route);
  if (
    parsed.length !== 2 ||
    !primary ||
    !secondary ||
    primary === secondary ||
    primary.arn?.resource !== secondary.arn?.resource ||
    parsed.some(({ arn }) => arn?.accountId !== context.accountId)
  ) {
    throw validationError(
      'EventBuses must be two buses of the same name in this account, one in the primary and one in the secondary Region.',
    );
  }
  for (const { EventBusArn, arn } of [primary, secondary]) {
    const { buses: there } = eventsState(context.world, {
      accountId: context.accountId,
      region: arn?.region ?? '',
    });
    if (![...there.values()].some(bus => bus.arn === EventBusArn)) {
      throw notFound(`Event bus ${EventBusArn} does not exist.`);
    }
  }
  return { primary: primary.EventBusArn, secondary: secondary.EventBusArn };
}

function checkRole({ replication, roleArn }: GlobalEndpointState): void {
  if (replication === 'ENABLED' && !roleArn) {
    throw new AwsError(
      'ValidationException',
      'RoleArn is required when event replication is enabled.',
    );
  }
}

function becomeActive(
  { world }: RequestContext,
  endpoint: GlobalEndpointState,
): void {
  world.clock.after(TRANSITION_MILLISECONDS, () => {
    if (endpoint.state !== 'DELETING') {
      endpoint.state = 'ACTIVE';
    }
  });
}

function described(endpoint: GlobalEndpointState): Endpoint {
  return {
    Name: endpoint.name,
    Description: endpoint.description,
    Arn: endpoint.arn,
    RoutingConfig: endpoint.routingConfig,
    ReplicationConfig: { State: endpoint.replication },
    EventBuses: [
      { EventBusArn: endpoint.busArns.primary },
      { EventBusArn: endpoint.busArns.secondary },
    ],
    RoleArn: endpoint.roleArn,
    EndpointId: endpoint.endpointId,
    EndpointUrl: `https://${endpoint.endpointId}.endpoints.event.amazonaws.com`,
    State: endpoint.state,
    CreationTime: new Date(endpoint.createdAt),
    LastModifiedTime: new Date(endpoint.modifiedAt),
  };
}
