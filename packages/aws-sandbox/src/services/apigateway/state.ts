import { createHash } from 'node:crypto';
import {
  Authorizer,
  Deployment,
  Method,
  Model,
  RequestValidator,
  Resource,
  RestApi,
  Stage,
} from '@aws-sdk/client-api-gateway';
import { AwsError, RequestContext, Scope, World } from '../../core';

/** A REST API with everything below it, by id or name. */
export interface StoredRestApi {
  api: RestApi & { id: string };
  resources: Map<string, Resource & { id: string; path: string }>;
  models: Map<string, Model & { id: string; name: string }>;
  requestValidators: Map<string, RequestValidator & { id: string }>;
  authorizers: Map<string, Authorizer & { id: string }>;
  deployments: Map<string, Deployment & { id: string }>;
  stages: Map<string, Stage & { stageName: string }>;
}

export interface ApiGatewayState {
  restApis: Map<string, StoredRestApi>;
  /** Counts what was made, so that ids differ. */
  sequence: number;
}

export function createApiGatewayState(): ApiGatewayState {
  return { restApis: new Map(), sequence: 0 };
}

export function apiGatewayState(world: World, scope: Scope): ApiGatewayState {
  return world.state<ApiGatewayState>('apigateway', scope);
}

/** Ten letters and digits, as API Gateway's ids are. */
export function newId(context: RequestContext): string {
  const state = apiGatewayState(context.world, context);
  state.sequence += 1;
  const digest = createHash('sha256')
    .update(`${context.accountId}/${context.region}/${state.sequence}`)
    .digest('hex');
  return BigInt(`0x${digest.slice(0, 16)}`)
    .toString(36)
    .padStart(10, '0')
    .slice(0, 10);
}

export function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message, 404);
}

export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message, 409);
}

/** @throws AwsError `NotFoundException` */
export function findRestApi(
  context: RequestContext,
  id: string | undefined,
): StoredRestApi {
  const found = apiGatewayState(context.world, context).restApis.get(id ?? '');
  if (!found) {
    throw notFound(
      `Invalid API identifier specified ${context.accountId}:${id}`,
    );
  }
  return found;
}

/** @throws AwsError `NotFoundException` */
export function findResource(
  context: RequestContext,
  input: { restApiId?: string; resourceId?: string },
) {
  const resource = findRestApi(context, input.restApiId).resources.get(
    input.resourceId ?? '',
  );
  if (!resource) {
    throw notFound('Invalid Resource identifier specified');
  }
  return resource;
}

/** @throws AwsError `NotFoundException` */
export function findMethod(
  context: RequestContext,
  input: { restApiId?: string; resourceId?: string; httpMethod?: string },
): Method {
  const method = findResource(context, input).resourceMethods?.[
    input.httpMethod ?? ''
  ];
  if (!method) {
    throw notFound('Invalid Method identifier specified');
  }
  return method;
}

/** ARN of a REST API, as tags and IAM policies name it. */
export function restApiArn(scope: Scope, id: string): string {
  return `arn:aws:apigateway:${scope.region}::/restapis/${id}`;
}
