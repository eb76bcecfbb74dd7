import {
  CreateRestApiRequest,
  DeleteRestApiRequest,
  GetRestApiRequest,
  GetRestApisRequest,
  RestApi,
  RestApis,
} from '@aws-sdk/client-api-gateway';
import { Operation } from '../../../core';
import { apiGatewayPage } from '../page';
import {
  StoredRestApi,
  apiGatewayState,
  badRequest,
  findRestApi,
  newId,
} from '../state';

export const restApiOperations: Record<string, Operation> = {
  CreateRestApi(input: CreateRestApiRequest, context): RestApi {
    if (!input.name?.trim()) {
      throw badRequest('No API name specified');
    }
    const id = newId(context);
    const rootResourceId = newId(context);
    const stored: StoredRestApi = {
      api: {
        id,
        name: input.name,
        description: input.description,
        version: input.version,
        createdDate: new Date(context.world.clock.now()),
        apiKeySource: input.apiKeySource ?? 'HEADER',
        endpointConfiguration: input.endpointConfiguration ?? {
          types: ['EDGE'],
        },
        policy: input.policy,
        tags: input.tags,
        disableExecuteApiEndpoint: input.disableExecuteApiEndpoint ?? false,
        rootResourceId,
      },
      resources: new Map([[rootResourceId, { id: rootResourceId, path: '/' }]]),
      models: new Map(),
      requestValidators: new Map(),
      authorizers: new Map(),
      deployments: new Map(),
      stages: new Map(),
    };
    apiGatewayState(context.world, context).restApis.set(id, stored);
    return stored.api;
  },

  GetRestApi(input: GetRestApiRequest, context): RestApi {
    return findRestApi(context, input.restApiId).api;
  },

  GetRestApis(input: GetRestApisRequest, context): RestApis {
    const { restApis } = apiGatewayState(context.world, context);
    const page = apiGatewayPage(
      [...restApis.values()].map(({ api }) => api),
      api => api.id,
      input,
    );
    return { items: page.items, position: page.nextToken };
  },

  DeleteRestApi(input: DeleteRestApiRequest, context): object {
    const { api } = findRestApi(context, input.restApiId);
    apiGatewayState(context.world, context).restApis.delete(api.id);
    return {};
  },
};
