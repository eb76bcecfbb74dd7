import * as schemas from '@aws-sdk/client-api-gateway';
import { ServiceDefinition } from '../../core';
import { deploymentOperations } from './operations/deployments';
import { methodOperations } from './operations/methods';
import { requestCheckOperations } from './operations/request-checks';
import { resourceOperations } from './operations/resources';
import { restApiOperations } from './operations/rest-apis';
import { taggingOperations } from './operations/tagging';
import {
  ApiGatewayState,
  apiGatewayState,
  createApiGatewayState,
  restApiArn,
} from './state';

/** Amazon API Gateway, REST APIs: their configuration; `data-plane` serves the requests to their stages. */
export const apigatewayService: ServiceDefinition<ApiGatewayState> = {
  id: 'apigateway',
  schemas,
  stateScope: 'account-and-region',
  createState: createApiGatewayState,
  operations: {
    ...restApiOperations,
    ...resourceOperations,
    ...methodOperations,
    ...requestCheckOperations,
    ...deploymentOperations,
    ...taggingOperations,
  },
  taggedResources(scope, world) {
    return [...apiGatewayState(world, scope).restApis.values()]
      .filter(({ api }) => Object.keys(api.tags ?? {}).length > 0)
      .map(({ api }) => ({
        arn: restApiArn(scope, api.id),
        tags: api.tags ?? {},
      }));
  },
};
