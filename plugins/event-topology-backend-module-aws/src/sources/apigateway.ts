import {
  APIGatewayClient,
  GetResourcesCommand,
  GetRestApisCommand,
  Resource,
  RestApi,
} from '@aws-sdk/client-api-gateway';
import {
  EdgeKind,
  RestApiAttributes,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { restApiArn } from '../arns/node-id';
import { partitionOf } from '../arns/partition';
import {
  ApiIntegration,
  readApiIntegration,
} from '../definitions/api-integration';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource } from './aws-source';

const PAGE_SIZE = 500;

const EDGE_KINDS: Record<ApiIntegration['action'], EdgeKind> = {
  'put-events': 'publishes',
  'put-records': 'publishes',
  'send-message': 'enqueues',
  publish: 'publishes',
  'start-execution': 'invokes',
};

/**
 * REST APIs that hand requests to a bus, stream, queue, topic or state machine with no
 * function between; other APIs are no part of the event topology. 1 call a
 * 500 APIs, and 1 for 500 resources of an API, methods and integrations
 * included.
 */
export const apigatewaySource: AwsSource = {
  service: 'apigateway',
  scope: 'region',
  createClient: config => new APIGatewayClient(config),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const edges: TopologyEdge[] = [];
    const listed = context.pages(
      'REST APIs',
      token =>
        context.send(
          new GetRestApisCommand({ limit: PAGE_SIZE, position: token }),
        ),
      page => page.position,
    );
    for await (const page of listed) {
      for (const api of page.items ?? []) {
        context.resources.add('REST API', api.name ?? '', async () => {
          const resources: Resource[] = [];
          const ofApi = context.pages(
            `resources of ${api.name}`,
            token =>
              context.send(
                new GetResourcesCommand({
                  restApiId: api.id,
                  embed: ['methods'],
                  limit: PAGE_SIZE,
                  position: token,
                }),
              ),
            some => some.position,
          );
          for await (const some of ofApi) {
            resources.push(...(some.items ?? []));
          }
          const found = restApiFindings(context, api, resources);
          if (found) {
            nodes.push(found.node);
            edges.push(...found.edges);
          }
        });
      }
    }
    await context.resources.done();
    return { nodes, edges };
  },
};

/** @returns nothing for an API that hands no event to AWS */
export function restApiFindings(
  place: ReadingPlace,
  api: RestApi,
  resources: Resource[],
): { node: TopologyNodeOf<'rest-api'>; edges: TopologyEdge[] } | undefined {
  const id = restApiArn(place.region, api.id ?? '', partitionOf(place.region));
  const edges: TopologyEdge[] = [];
  const integratedMethods: string[] = [];
  for (const resource of resources) {
    for (const [httpMethod, method] of Object.entries(
      resource.resourceMethods ?? {},
    )) {
      const integration =
        method.methodIntegration &&
        readApiIntegration(method.methodIntegration, place);
      if (!integration) {
        continue;
      }
      const name = `${httpMethod} ${resource.path ?? '/'}`;
      integratedMethods.push(name);
      for (const target of integration.targets) {
        edges.push(
          makeEdge({
            from: id,
            kind: EDGE_KINDS[integration.action],
            to: target,
            confidence: 'configured',
            evidence: {
              scope: place.scope,
              source: 'aws-api',
              operation: 'apigateway:GET',
              field: `items[].resourceMethods.${httpMethod}.methodIntegration`,
              value: `${name} → ${method.methodIntegration?.uri}`,
            },
            discriminator: name,
          }),
        );
      }
    }
  }
  if (integratedMethods.length === 0) {
    return undefined;
  }
  const node = makeNode(
    place,
    'rest-api',
    id,
    api.name ?? id,
    withoutUndefined<RestApiAttributes>({
      endpointTypes: api.endpointConfiguration?.types ?? [],
      description: api.description || undefined,
      integratedMethods: integratedMethods.sort(),
    }),
    api.tags,
  );
  return { node, edges };
}
