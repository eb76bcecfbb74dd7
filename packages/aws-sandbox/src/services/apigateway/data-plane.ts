import { randomUUID } from 'node:crypto';
import { Integration, Method, Resource } from '@aws-sdk/client-api-gateway';
import { Scope, World } from '../../core';
import type { WireRequest, WireResponse } from '../../server/wire';
import { GatewayRefusal } from './data-plane/GatewayRefusal';
import { ServiceAnswer, callService } from './data-plane/call-service';
import { identifyClient } from './data-plane/identify-client';
import {
  MappedBody,
  TemplateInput,
  fillTemplate,
} from './data-plane/mapping-template';
import { matchResource } from './data-plane/match-resource';
import { validateRequest } from './data-plane/validate-request';
import { ApiGatewayState, StoredRestApi } from './state';

/** LocalStack's way of putting a stage into a path. */
const STAGE_PATH = /^\/restapis\/([^/]+)\/([^/]+)\/_user_request_(\/.*)?$/;

/** A request on its way through an API. */
interface GatewayRequest {
  world: World;
  scope: Scope;
  api: StoredRestApi;
  stageName: string;
  wire: WireRequest;
  path: string;
}

/**
 * Answers a request to a stage of a REST API, at
 * `/restapis/<id>/<stage>/_user_request_/<path>`: authorizer, validation,
 * mapping template, integration, and the way back. It serves what the API is
 * now, deployed or not.
 *
 * @returns undefined when the request is for no stage
 */
export async function answerStageRequest(
  world: World,
  wire: WireRequest,
): Promise<WireResponse | undefined> {
  const [, id, stageName, path = '/'] = STAGE_PATH.exec(wire.path) ?? [];
  if (id === undefined) {
    return undefined;
  }
  const found = findStage(world, id, stageName);
  if (!found) {
    return refusal(new GatewayRefusal(403, 'Forbidden'));
  }
  const request = { world, ...found, stageName, wire, path };
  let answer: WireResponse;
  try {
    answer = await passOn(request);
  } catch (error) {
    if (!(error instanceof GatewayRefusal)) {
      throw error;
    }
    answer = refusal(error);
  }
  count(request, answer.status);
  return answer;
}

function findStage(world: World, id: string, stageName: string) {
  for (const { scope, state } of world.states<ApiGatewayState>('apigateway')) {
    const api = state.restApis.get(id);
    if (api?.stages.has(stageName)) {
      return { scope, api };
    }
  }
  return undefined;
}

async function passOn(request: GatewayRequest): Promise<WireResponse> {
  const { api, wire, path } = request;
  const matched = matchResource([...api.resources.values()], path);
  const method =
    matched?.resource.resourceMethods?.[wire.method] ??
    matched?.resource.resourceMethods?.ANY;
  if (!matched || !method) {
    throw new GatewayRefusal(403, 'Missing Authentication Token');
  }
  const client = identifyClient(
    method,
    api.authorizers.get(method.authorizerId ?? ''),
    wire.headers,
  );
  const { pathParameters, resource } = matched;
  const contentType =
    wire.headers['content-type']?.split(';')[0].trim() ?? 'application/json';
  const body = wire.body.toString('utf8');
  validateRequest(api, method, {
    contentType,
    body,
    headers: wire.headers,
    query: wire.query,
    pathParameters,
  });
  const input: TemplateInput = {
    body,
    pathParameters,
    query: Object.fromEntries(wire.query),
    headers: wire.headers,
    stageVariables: api.stages.get(request.stageName)?.variables ?? {},
    context: { ...contextOf(request, resource), ...client },
  };
  return integrate(request, method, contentType, input);
}

/** `$context`, without who calls. */
function contextOf(
  { world, scope, api, stageName, wire, path }: GatewayRequest,
  resource: Resource,
): Record<string, unknown> {
  const now = world.clock.now();
  return {
    accountId: scope.accountId,
    apiId: api.api.id,
    stage: stageName,
    path: `/${stageName}${path}`,
    resourceId: resource.id,
    resourcePath: resource.path,
    httpMethod: wire.method,
    protocol: 'HTTP/1.1',
    requestId: randomUUID(),
    requestTimeEpoch: now,
    requestTime: new Date(now).toISOString(),
  };
}

async function integrate(
  request: GatewayRequest,
  method: Method,
  contentType: string,
  input: TemplateInput,
): Promise<WireResponse> {
  const integration = method.methodIntegration;
  if (!integration) {
    throw new GatewayRefusal(500, 'No integration defined for method');
  }
  const mapped = mapRequest(integration, contentType, input);
  const answer = await callIntegration(request, integration, mapped);
  return mapAnswer(integration, answer, mapped, input);
}

function mapRequest(
  integration: Integration,
  contentType: string,
  input: TemplateInput,
): MappedBody {
  const templates = integration.requestTemplates ?? {};
  const template = templates[contentType] ?? templates.$default;
  const passes =
    integration.passthroughBehavior === 'WHEN_NO_MATCH' ||
    (integration.passthroughBehavior === 'WHEN_NO_TEMPLATES' &&
      Object.keys(templates).length === 0);
  if (template === undefined && !passes) {
    throw new GatewayRefusal(415, 'Unsupported Media Type');
  }
  return template === undefined
    ? { body: input.body, requestHeaders: {}, responseHeaders: {} }
    : fillTemplate(template, input);
}

async function callIntegration(
  { world, scope }: GatewayRequest,
  integration: Integration,
  mapped: MappedBody,
): Promise<ServiceAnswer> {
  switch (integration.type) {
    case 'MOCK': {
      const { statusCode = 200 } = JSON.parse(mapped.body || '{}') as {
        statusCode?: number;
      };
      return { status: statusCode, body: '' };
    }
    case 'AWS':
      return callService(
        world,
        scope,
        integration.uri ?? '',
        { ...fixedHeaders(integration), ...mapped.requestHeaders },
        mapped.body,
      );
    default:
      throw new GatewayRefusal(
        500,
        `The AWS sandbox has no integrations of type ${integration.type}`,
      );
  }
}

/** Headers of the integration that are constants, in apostrophes. */
function fixedHeaders({
  requestParameters = {},
}: Integration): Record<string, string> {
  return Object.fromEntries(
    Object.entries(requestParameters).flatMap(([name, value]) => {
      const header = /^integration\.request\.header\.(.+)$/.exec(name)?.[1];
      const constant = /^'(.*)'$/.exec(value)?.[1];
      return header && constant !== undefined ? [[header, constant]] : [];
    }),
  );
}

/** The response whose pattern the integration's status fits, else the one without a pattern. */
function mapAnswer(
  integration: Integration,
  answer: ServiceAnswer,
  request: MappedBody,
  input: TemplateInput,
): WireResponse {
  const responses = Object.values(integration.integrationResponses ?? {});
  const chosen =
    responses.find(
      ({ selectionPattern }) =>
        selectionPattern &&
        new RegExp(`^(?:${selectionPattern})$`).test(String(answer.status)),
    ) ?? responses.find(({ selectionPattern }) => !selectionPattern);
  if (!chosen) {
    throw new GatewayRefusal(500, 'Internal server error');
  }
  const template = chosen.responseTemplates?.['application/json'];
  const mapped = template
    ? fillTemplate(template, { ...input, body: answer.body })
    : undefined;
  return {
    status:
      mapped?.responseStatus ??
      request.responseStatus ??
      Number(chosen.statusCode),
    headers: {
      'content-type': 'application/json',
      ...constantHeaders(chosen.responseParameters),
      ...mapped?.responseHeaders,
    },
    body: mapped?.body ?? answer.body,
  };
}

function constantHeaders(
  parameters: Record<string, string> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => {
      const header = /^method\.response\.header\.(.+)$/.exec(name)?.[1];
      const constant = /^'(.*)'$/.exec(value)?.[1];
      return header && constant !== undefined
        ? [[header.toLowerCase(), constant]]
        : [];
    }),
  );
}

function refusal({ status, message }: GatewayRefusal): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  };
}

function count(
  { world, scope, api, stageName }: GatewayRequest,
  status: number,
): void {
  const dimensions = { ApiName: api.api.name ?? '', Stage: stageName };
  const names = [
    'Count',
    ...(status >= 500 ? ['5XXError'] : []),
    ...(status >= 400 && status < 500 ? ['4XXError'] : []),
  ];
  for (const metricName of names) {
    world.metrics.count(scope, {
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensions,
    });
  }
}
