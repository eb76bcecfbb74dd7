import { restApiArn } from '../../../apigateway/state';
import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import {
  Change,
  InvalidPropertyError,
  Properties,
  ResourceType,
} from '../resource-type';

const restApi = apiType({
  service: 'apigateway',
  create: 'CreateRestApi',
  delete: 'DeleteRestApi',
  fixed: true,
  rename: { ApiKeySourceType: 'apiKeySource' },
  recorded: ['FailOnWarnings'],
  identify: ({ id, rootResourceId }, _, { scope }) => ({
    physicalId: id,
    arn: restApiArn(scope, id),
    attributes: { RestApiId: id, RootResourceId: rootResourceId },
  }),
  key: ({ physicalId }) => ({ restApiId: physicalId }),
});

const resource = apiType({
  service: 'apigateway',
  create: 'CreateResource',
  delete: 'DeleteResource',
  untagged: true,
  identify: ({ id }) => ({ physicalId: id, attributes: { ResourceId: id } }),
  key: ({ physicalId }, { RestApiId }) => ({
    restApiId: RestApiId,
    resourceId: physicalId,
  }),
});

const method: ResourceType = {
  replacedBy: ['HttpMethod', 'ResourceId', 'RestApiId'],
  takesTags: false,

  async create(properties, context) {
    await putMethod(properties, context);
    const { RestApiId, ResourceId, HttpMethod } = properties;
    return {
      physicalId: `${RestApiId}|${ResourceId}|${HttpMethod}`,
      attributes: {},
    };
  },

  async update({ before, after }: Change, context) {
    await deleteMethod(before, context);
    await putMethod(after, context);
  },

  async delete(_, properties, context) {
    await deleteMethod(properties, context);
  },
};

async function putMethod(
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const { Integration, MethodResponses, ...own } = properties;
  const { RestApiId, ResourceId, HttpMethod } = properties;
  const key = { RestApiId, ResourceId, HttpMethod };
  const put = (operation: string, members: Properties) =>
    context.call(
      'apigateway',
      operation,
      context.shape('apigateway', operation, { ...key, ...members }),
    );
  await put('PutMethod', own);
  for (const response of objects(MethodResponses, 'MethodResponses')) {
    await put('PutMethodResponse', response);
  }
  if (isRecord(Integration)) {
    const { IntegrationResponses, ...integration } = Integration;
    await put('PutIntegration', integration);
    for (const response of objects(
      IntegrationResponses,
      'Integration/IntegrationResponses',
    )) {
      await put('PutIntegrationResponse', response);
    }
  }
}

function objects(list: unknown, name: string): Properties[] {
  if (list === undefined) {
    return [];
  }
  if (!Array.isArray(list) || !list.every(isRecord)) {
    throw new InvalidPropertyError(`#/${name}: expected a list of objects`);
  }
  return list;
}

async function deleteMethod(
  { RestApiId, ResourceId, HttpMethod }: Properties,
  context: ResourceContext,
): Promise<void> {
  await context.call('apigateway', 'DeleteMethod', {
    restApiId: RestApiId,
    resourceId: ResourceId,
    httpMethod: HttpMethod,
  });
}

const model = apiType({
  service: 'apigateway',
  create: 'CreateModel',
  delete: 'DeleteModel',
  // The default name has letters and digits only, as a model's name must.
  adapt: (properties, { logicalId }) => ({ Name: logicalId, ...properties }),
  untagged: true,
  identify: ({ name }) => ({ physicalId: name, attributes: {} }),
  key: ({ physicalId }, { RestApiId }) => ({
    restApiId: RestApiId,
    modelName: physicalId,
  }),
});

const requestValidator = apiType({
  service: 'apigateway',
  create: 'CreateRequestValidator',
  delete: 'DeleteRequestValidator',
  untagged: true,
  identify: ({ id }) => ({
    physicalId: id,
    attributes: { RequestValidatorId: id },
  }),
  key: ({ physicalId }, { RestApiId }) => ({
    restApiId: RestApiId,
    requestValidatorId: physicalId,
  }),
});

const authorizer = apiType({
  service: 'apigateway',
  create: 'CreateAuthorizer',
  delete: 'DeleteAuthorizer',
  fixed: true,
  replacedBy: ['RestApiId'],
  untagged: true,
  identify: ({ id }) => ({ physicalId: id, attributes: { AuthorizerId: id } }),
  key: ({ physicalId }, { RestApiId }) => ({
    restApiId: RestApiId,
    authorizerId: physicalId,
  }),
});

const deployment = apiType({
  service: 'apigateway',
  create: 'CreateDeployment',
  delete: 'DeleteDeployment',
  untagged: true,
  identify: ({ id }) => ({ physicalId: id, attributes: { DeploymentId: id } }),
  key: ({ physicalId }, { RestApiId }) => ({
    restApiId: RestApiId,
    deploymentId: physicalId,
  }),
});

const STAGE_RECORDED = [
  'AccessLogSetting',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'CanarySetting',
  'ClientCertificateId',
  'DocumentationVersion',
  'MethodSettings',
];

const newStage = apiType({
  service: 'apigateway',
  create: 'CreateStage',
  delete: 'DeleteStage',
  recorded: STAGE_RECORDED,
  identify: ({ stageName }, { restApiId }, { scope }) => ({
    physicalId: stageName,
    arn: `${restApiArn(scope, restApiId)}/stages/${stageName}`,
    attributes: {},
  }),
  key: ({ physicalId }, { RestApiId }) => ({
    restApiId: RestApiId,
    stageName: physicalId,
  }),
});

/** A stage changes by being made anew under its name: nothing else hangs on it. */
const stage: ResourceType = {
  ...newStage,
  replacedBy: ['RestApiId', 'StageName'],
  async update({ before, after, identity }, context) {
    await newStage.delete(identity, before, context);
    await newStage.create(after, context);
  },
  // Its tags are those of its making.
  async changeTags() {},
};

export const apiGatewayTypes: Record<string, ResourceType> = {
  'AWS::ApiGateway::Authorizer': authorizer,
  'AWS::ApiGateway::Deployment': deployment,
  'AWS::ApiGateway::Method': method,
  'AWS::ApiGateway::Model': model,
  'AWS::ApiGateway::RequestValidator': requestValidator,
  'AWS::ApiGateway::Resource': resource,
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGateway::Stage': stage,
};
