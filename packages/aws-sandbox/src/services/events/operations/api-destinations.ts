import { randomUUID } from 'node:crypto';
import {
  ApiDestination,
  CreateApiDestinationRequest,
  CreateApiDestinationResponse,
  DeleteApiDestinationRequest,
  DescribeApiDestinationRequest,
  DescribeApiDestinationResponse,
  ListApiDestinationsRequest,
  ListApiDestinationsResponse,
  UpdateApiDestinationRequest,
  UpdateApiDestinationResponse,
} from '@aws-sdk/client-eventbridge';
import { Operation, RequestContext } from '../../../core';
import { RateGate } from '../delivery/RateGate';
import {
  ApiDestinationState,
  ConnectionRecord,
  eventsArn,
  eventsState,
} from '../state';
import {
  alreadyExists,
  checkName,
  notFound,
  pageByName,
  validationError,
} from './input-rules';

/** What AWS takes when the owner says nothing, and its ceiling. */
const DEFAULT_RATE_PER_SECOND = 300;
const ENDPOINT = /^https:\/\/[^\s/?#]+\S*$/;

export const apiDestinationOperations: Record<string, Operation> = {
  CreateApiDestination(
    input: CreateApiDestinationRequest,
    context,
  ): CreateApiDestinationResponse {
    const name = checkName(input.Name, 64);
    const { apiDestinations } = eventsState(context.world, context);
    if (apiDestinations.has(name)) {
      throw alreadyExists(`An api-destination '${name}' already exists.`);
    }
    if (!input.HttpMethod) {
      throw validationError('HttpMethod must be specified.');
    }
    checkConnection(context, input.ConnectionArn);
    const now = new Date(context.world.clock.now());
    const rate = checkRate(input.InvocationRateLimitPerSecond);
    const destination: ApiDestinationState = {
      described: {
        Name: name,
        ApiDestinationArn: eventsArn(
          context,
          `api-destination/${name}/${randomUUID()}`,
        ),
        Description: input.Description,
        ConnectionArn: input.ConnectionArn ?? '',
        InvocationEndpoint: checkEndpoint(input.InvocationEndpoint),
        HttpMethod: input.HttpMethod,
        InvocationRateLimitPerSecond: rate,
        CreationTime: now,
        LastModifiedTime: now,
      },
      gate: new RateGate(context.world.clock, rate),
    };
    apiDestinations.set(name, destination);
    return answer(context, destination);
  },

  UpdateApiDestination(
    input: UpdateApiDestinationRequest,
    context,
  ): UpdateApiDestinationResponse {
    const destination = find(context, input.Name);
    const { described } = destination;
    if (input.ConnectionArn !== undefined) {
      checkConnection(context, input.ConnectionArn);
      described.ConnectionArn = input.ConnectionArn;
    }
    if (input.InvocationEndpoint !== undefined) {
      described.InvocationEndpoint = checkEndpoint(input.InvocationEndpoint);
    }
    if (input.InvocationRateLimitPerSecond !== undefined) {
      const rate = checkRate(input.InvocationRateLimitPerSecond);
      described.InvocationRateLimitPerSecond = rate;
      destination.gate.perSecond = rate;
    }
    described.Description = input.Description ?? described.Description;
    described.HttpMethod = input.HttpMethod ?? described.HttpMethod;
    described.LastModifiedTime = new Date(context.world.clock.now());
    return answer(context, destination);
  },

  DescribeApiDestination(
    input: DescribeApiDestinationRequest,
    context,
  ): DescribeApiDestinationResponse {
    const destination = find(context, input.Name);
    return {
      ...destination.described,
      ApiDestinationState: stateOf(context, destination),
    };
  },

  ListApiDestinations(
    input: ListApiDestinationsRequest,
    context,
  ): ListApiDestinationsResponse {
    const { apiDestinations } = eventsState(context.world, context);
    const page = pageByName(
      [...apiDestinations.values()].filter(
        ({ described }) =>
          described.Name.startsWith(input.NamePrefix ?? '') &&
          (!input.ConnectionArn ||
            described.ConnectionArn === input.ConnectionArn),
      ),
      ({ described }) => described.Name,
      input,
    );
    return {
      ApiDestinations: page.items.map(destination =>
        summary(context, destination),
      ),
      NextToken: page.nextToken,
    };
  },

  DeleteApiDestination(input: DeleteApiDestinationRequest, context): object {
    const { described } = find(context, input.Name);
    eventsState(context.world, context).apiDestinations.delete(described.Name);
    return {};
  },
};

/** @throws AwsError `ResourceNotFoundException` */
function find(
  context: RequestContext,
  name: string | undefined,
): ApiDestinationState {
  const destination = eventsState(context.world, context).apiDestinations.get(
    name ?? '',
  );
  if (!destination) {
    throw notFound(
      `Failed to describe the api-destination(s). An api-destination '${name}' does not exist.`,
    );
  }
  return destination;
}

function connectionByArn(
  context: RequestContext,
  arn: string | undefined,
): ConnectionRecord | undefined {
  return [...eventsState(context.world, context).connections.values()].find(
    connection => connection.arn === arn,
  );
}

function checkConnection(
  context: RequestContext,
  arn: string | undefined,
): void {
  if (!connectionByArn(context, arn)) {
    throw notFound(`Connection '${arn}' does not exist.`);
  }
}

function checkEndpoint(endpoint: string | undefined): string {
  if (!endpoint || endpoint.length > 2048 || !ENDPOINT.test(endpoint)) {
    throw validationError(
      `Parameter InvocationEndpoint is not valid: ${endpoint} is not an HTTPS URL.`,
    );
  }
  return endpoint;
}

function checkRate(rate: number | undefined): number {
  if (rate !== undefined && (!Number.isInteger(rate) || rate < 1)) {
    throw validationError(
      `1 validation error detected: Value '${rate}' at 'invocationRateLimitPerSecond' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    );
  }
  return rate ?? DEFAULT_RATE_PER_SECOND;
}

/** A destination is active as long as its connection is authorised. */
function stateOf(context: RequestContext, destination: ApiDestinationState) {
  const connection = connectionByArn(
    context,
    destination.described.ConnectionArn,
  );
  return connection?.state === 'AUTHORIZED' ? 'ACTIVE' : 'INACTIVE';
}

function answer(
  context: RequestContext,
  destination: ApiDestinationState,
): CreateApiDestinationResponse {
  const { described } = destination;
  return {
    ApiDestinationArn: described.ApiDestinationArn,
    ApiDestinationState: stateOf(context, destination),
    CreationTime: described.CreationTime,
    LastModifiedTime: described.LastModifiedTime,
  };
}

function summary(
  context: RequestContext,
  destination: ApiDestinationState,
): ApiDestination {
  const { Description, ...rest } = destination.described;
  return { ...rest, ApiDestinationState: stateOf(context, destination) };
}
