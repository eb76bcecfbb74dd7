import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetIntegrationCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStagesCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  Resource,
  RestApi,
} from '@aws-sdk/client-api-gateway';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

async function createApi(context: ContractContext): Promise<RestApi> {
  const { aws } = context;
  const api = await aws.apiGateway.send(
    new CreateRestApiCommand({
      name: context.name('api'),
      endpointConfiguration: { types: ['REGIONAL'] },
      tags: { 'event-topology:component': 'media' },
    }),
  );
  context.cleanUp(() =>
    aws.apiGateway.send(new DeleteRestApiCommand({ restApiId: api.id })),
  );
  return api;
}

/** REST APIs that hand events on without code. */
export const apiGatewayChecks: Check[] = [
  {
    behaviour: 'keeps an integration that puts events, and deploys it',
    async run(context) {
      const { aws, region } = context;
      const { id: restApiId } = await createApi(context);
      const root = await aws.apiGateway.send(
        new GetResourcesCommand({ restApiId }),
      );
      const resource = await aws.apiGateway.send(
        new CreateResourceCommand({
          restApiId,
          parentId: root.items?.[0]?.id,
          pathPart: 'videos',
        }),
      );
      const method = { restApiId, resourceId: resource.id, httpMethod: 'POST' };
      await aws.apiGateway.send(
        new PutMethodCommand({ ...method, authorizationType: 'AWS_IAM' }),
      );
      await aws.apiGateway.send(
        new PutMethodResponseCommand({ ...method, statusCode: '202' }),
      );
      const integration = {
        type: 'AWS' as const,
        uri: `arn:aws:apigateway:${region}:events:action/PutEvents`,
        credentials: await context.role('apigateway.amazonaws.com', [
          'events:PutEvents',
        ]),
        passthroughBehavior: 'NEVER',
        requestTemplates: { 'application/json': '{"Entries": []}' },
      };
      await aws.apiGateway.send(
        new PutIntegrationCommand({
          ...method,
          ...integration,
          integrationHttpMethod: 'POST',
        }),
      );
      await aws.apiGateway.send(
        new PutIntegrationResponseCommand({ ...method, statusCode: '202' }),
      );
      expect(
        await aws.apiGateway.send(new GetIntegrationCommand(method)),
      ).toMatchObject({ ...integration, httpMethod: 'POST' });
      const withMethods = await aws.apiGateway.send(
        new GetResourcesCommand({ restApiId, embed: ['methods'] }),
      );
      expect(
        withMethods.items?.find(item => item.path === '/videos')
          ?.resourceMethods?.POST?.methodIntegration,
      ).toMatchObject({ uri: integration.uri });
      await aws.apiGateway.send(
        new CreateDeploymentCommand({ restApiId, stageName: 'live' }),
      );
      const { item } = await aws.apiGateway.send(
        new GetStagesCommand({ restApiId }),
      );
      expect(item?.map(stage => stage.stageName)).toEqual(['live']);
    },
  },
  {
    behaviour: 'lists APIs and resources, page by page',
    async run(context) {
      const { aws } = context;
      const ids: (string | undefined)[] = [];
      for (const _ of ['a', 'b', 'c']) {
        ids.push((await createApi(context)).id);
      }
      const apis = await context.pages<RestApi>(
        'apigateway:GetRestApis',
        async position => {
          const page = await aws.apiGateway.send(
            new GetRestApisCommand({ limit: 2, position }),
          );
          return { items: page.items, next: page.position };
        },
      );
      expect(apis.map(api => api.id)).toEqual(expect.arrayContaining(ids));
      const [restApiId] = ids;
      const described = await aws.apiGateway.send(
        new GetRestApiCommand({ restApiId }),
      );
      expect(described).toMatchObject({
        endpointConfiguration: { types: ['REGIONAL'] },
        tags: { 'event-topology:component': 'media' },
      });
      const root = await aws.apiGateway.send(
        new GetResourcesCommand({ restApiId }),
      );
      for (const pathPart of ['a', 'b']) {
        await aws.apiGateway.send(
          new CreateResourceCommand({
            restApiId,
            parentId: root.items?.[0]?.id,
            pathPart,
          }),
        );
      }
      const resources = await context.pages<Resource>(
        'apigateway:GetResources',
        async position => {
          const page = await aws.apiGateway.send(
            new GetResourcesCommand({ restApiId, limit: 2, position }),
          );
          return { items: page.items, next: page.position };
        },
      );
      expect(resources.map(resource => resource.path).sort()).toEqual([
        '/',
        '/a',
        '/b',
      ]);
    },
  },
  {
    behaviour: 'does not find an API that is not there',
    async run({ aws }) {
      await expectError(
        aws.apiGateway.send(new GetRestApiCommand({ restApiId: 'absent0000' })),
        'NotFoundException',
      );
    },
  },
];
