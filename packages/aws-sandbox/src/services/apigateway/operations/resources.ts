import {
  CreateResourceRequest,
  DeleteResourceRequest,
  GetResourceRequest,
  GetResourcesRequest,
  Resource,
  Resources,
} from '@aws-sdk/client-api-gateway';
import { Operation } from '../../../core';
import { apiGatewayPage } from '../page';
import {
  badRequest,
  conflict,
  findResource,
  findRestApi,
  newId,
} from '../state';

export const resourceOperations: Record<string, Operation> = {
  CreateResource(input: CreateResourceRequest, context): Resource {
    const { resources } = findRestApi(context, input.restApiId);
    const parent = findResource(context, {
      restApiId: input.restApiId,
      resourceId: input.parentId,
    });
    const pathPart = input.pathPart ?? '';
    if (!/^(?:[A-Za-z0-9._:-]+|\{[A-Za-z0-9._-]+\+?\})$/.test(pathPart)) {
      throw badRequest(
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end",
      );
    }
    const path = `${parent.path === '/' ? '' : parent.path}/${pathPart}`;
    if ([...resources.values()].some(resource => resource.path === path)) {
      throw conflict(
        'Another resource with the same parent already has this name: '.concat(
          pathPart,
        ),
      );
    }
    const resource = {
      id: newId(context),
      parentId: parent.id,
      pathPart,
      path,
    };
    resources.set(resource.id, resource);
    return resource;
  },

  GetResource(input: GetResourceRequest, context): Resource {
    return shown(findResource(context, input), input.embed);
  },

  GetResources(input: GetResourcesRequest, context): Resources {
    const { resources } = findRestApi(context, input.restApiId);
    const page = apiGatewayPage(
      [...resources.values()],
      resource => resource.id,
      input,
    );
    return {
      items: page.items.map(resource => shown(resource, input.embed)),
      position: page.nextToken,
    };
  },

  DeleteResource(input: DeleteResourceRequest, context): object {
    const { resources } = findRestApi(context, input.restApiId);
    const resource = findResource(context, input);
    if (resource.path === '/') {
      throw badRequest('Root resource cannot be removed');
    }
    for (const { id, path } of [...resources.values()]) {
      if (path === resource.path || path.startsWith(`${resource.path}/`)) {
        resources.delete(id);
      }
    }
    return {};
  },
};

/** Without `embed=methods` only the verbs are told, not what is behind them. */
function shown(resource: Resource, embed: string[] | undefined): Resource {
  if (!resource.resourceMethods || embed?.includes('methods')) {
    return resource;
  }
  return {
    ...resource,
    resourceMethods: Object.fromEntries(
      Object.keys(resource.resourceMethods).map(verb => [verb, {}]),
    ),
  };
}
