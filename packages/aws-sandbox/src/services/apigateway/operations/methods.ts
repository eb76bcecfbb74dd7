import {
  DeleteMethodRequest,
  GetIntegrationRequest,
  GetMethodRequest,
  Integration,
  IntegrationResponse,
  Method,
  MethodResponse,
  PutIntegrationRequest,
  PutIntegrationResponseRequest,
  PutMethodRequest,
  PutMethodResponseRequest,
} from '@aws-sdk/client-api-gateway';
import { Operation } from '../../../core';
import {
  badRequest,
  conflict,
  findMethod,
  findResource,
  notFound,
} from '../state';

export const methodOperations: Record<string, Operation> = {
  PutMethod(input: PutMethodRequest, context): Method {
    const resource = findResource(context, input);
    const verb = input.httpMethod ?? '';
    if (resource.resourceMethods?.[verb]) {
      throw conflict('Method already exists for this resource');
    }
    const { restApiId: _, resourceId: __, ...settings } = input;
    const method: Method = {
      ...settings,
      apiKeyRequired: input.apiKeyRequired ?? false,
    };
    resource.resourceMethods = { ...resource.resourceMethods, [verb]: method };
    return method;
  },

  GetMethod(input: GetMethodRequest, context): Method {
    return findMethod(context, input);
  },

  DeleteMethod(input: DeleteMethodRequest, context): object {
    const resource = findResource(context, input);
    findMethod(context, input);
    const { [input.httpMethod ?? '']: _, ...rest } =
      resource.resourceMethods ?? {};
    resource.resourceMethods = rest;
    return {};
  },

  PutMethodResponse(input: PutMethodResponseRequest, context): MethodResponse {
    const method = findMethod(context, input);
    const statusCode = input.statusCode ?? '';
    if (method.methodResponses?.[statusCode]) {
      throw conflict('Response already exists for this resource');
    }
    const response: MethodResponse = {
      statusCode,
      responseParameters: input.responseParameters,
      responseModels: input.responseModels,
    };
    method.methodResponses = {
      ...method.methodResponses,
      [statusCode]: response,
    };
    return response;
  },

  PutIntegration(input: PutIntegrationRequest, context): Integration {
    const method = findMethod(context, input);
    if (input.type !== 'MOCK' && !input.uri) {
      throw badRequest('Invalid integration: a uri is required for this type');
    }
    const {
      restApiId: _,
      resourceId: __,
      httpMethod: ___,
      integrationHttpMethod,
      ...settings
    } = input;
    method.methodIntegration = {
      ...settings,
      httpMethod: integrationHttpMethod,
      passthroughBehavior: input.passthroughBehavior ?? 'WHEN_NO_MATCH',
      timeoutInMillis: input.timeoutInMillis ?? 29000,
      integrationResponses: method.methodIntegration?.integrationResponses,
    };
    return method.methodIntegration;
  },

  GetIntegration(input: GetIntegrationRequest, context): Integration {
    const integration = findMethod(context, input).methodIntegration;
    if (!integration) {
      throw notFound('No integration defined for method');
    }
    return integration;
  },

  PutIntegrationResponse(
    input: PutIntegrationResponseRequest,
    context,
  ): IntegrationResponse {
    const method = findMethod(context, input);
    const statusCode = input.statusCode ?? '';
    if (!method.methodIntegration) {
      throw notFound('No integration defined for method');
    }
    if (!method.methodResponses?.[statusCode]) {
      throw badRequest(
        `Invalid status code ${statusCode}: the method has no response for it`,
      );
    }
    const response: IntegrationResponse = {
      statusCode,
      selectionPattern: input.selectionPattern,
      responseParameters: input.responseParameters,
      responseTemplates: input.responseTemplates,
      contentHandling: input.contentHandling,
    };
    method.methodIntegration.integrationResponses = {
      ...method.methodIntegration.integrationResponses,
      [statusCode]: response,
    };
    return response;
  },
};
