import {
  APIGatewayClient,
  BadRequestException,
  ConflictException,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  GetStagesCommand,
  GetTagsCommand,
  NotFoundException,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  paginateGetRestApis,
} from '@aws-sdk/client-api-gateway';
import { Sandbox, startSandbox } from '../../server';

const PUT_EVENTS = 'arn:aws:apigateway:eu-central-1:events:action/PutEvents';

describe('api gateway', () => {
  let sandbox: Sandbox;
  let api: APIGatewayClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    api = new APIGatewayClient({
      endpoint: sandbox.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
    });
  });

  afterEach(async () => {
    api.destroy();
    await sandbox.close();
  });

  async function createUploadMethod() {
    const { id: restApiId, rootResourceId } = await api.send(
      new CreateRestApiCommand({ name: 'uploads', tags: { team: 'media' } }),
    );
    const { id: resourceId } = await api.send(
      new CreateResourceCommand({
        restApiId,
        parentId: rootResourceId,
        pathPart: 'videos',
      }),
    );
    const method = { restApiId, resourceId, httpMethod: 'POST' };
    await api.send(
      new PutMethodCommand({ ...method, authorizationType: 'AWS_IAM' }),
    );
    return method;
  }

  it('tells a service integration of a method when methods are embedded, only then', async () => {
    const method = await createUploadMethod();
    await api.send(
      new PutIntegrationCommand({
        ...method,
        type: 'AWS',
        integrationHttpMethod: 'POST',
        uri: PUT_EVENTS,
      }),
    );
    await api.send(
      new PutMethodResponseCommand({ ...method, statusCode: '202' }),
    );
    await api.send(
      new PutIntegrationResponseCommand({ ...method, statusCode: '202' }),
    );

    const { restApiId } = method;
    const embedded = await api.send(
      new GetResourcesCommand({ restApiId, embed: ['methods'] }),
    );
    const plain = await api.send(new GetResourcesCommand({ restApiId }));

    const videos = (items: typeof embedded.items) =>
      items!.find(item => item.path === '/videos')!.resourceMethods!.POST;
    expect(videos(embedded.items).methodIntegration).toMatchObject({
      type: 'AWS',
      uri: PUT_EVENTS,
      httpMethod: 'POST',
      integrationResponses: { '202': { statusCode: '202' } },
    });
    expect(videos(plain.items)).toEqual({});
  });

  it('deploys to a stage, but nothing without methods', async () => {
    const { restApiId } = await createUploadMethod();
    const { id } = await api.send(
      new CreateDeploymentCommand({ restApiId, stageName: 'live' }),
    );
    const empty = await api.send(new CreateRestApiCommand({ name: 'empty' }));

    const { item } = await api.send(new GetStagesCommand({ restApiId }));
    expect(item).toEqual([
      expect.objectContaining({ stageName: 'live', deploymentId: id }),
    ]);
    await expect(
      api.send(new CreateDeploymentCommand({ restApiId: empty.id })),
    ).rejects.toBeInstanceOf(BadRequestException);
  });

  it('pages over REST APIs by position', async () => {
    for (const name of ['one', 'two', 'three']) {
      await api.send(new CreateRestApiCommand({ name }));
    }

    const names: (string | undefined)[][] = [];
    for await (const page of paginateGetRestApis(
      { client: api, pageSize: 2 },
      {},
    )) {
      names.push(page.items!.map(item => item.name));
    }

    expect(names.map(page => page.length)).toEqual([2, 1]);
    expect(names.flat().sort()).toEqual(['one', 'three', 'two']);
  });

  it('tells the tags of a REST API by its ARN', async () => {
    const { restApiId } = await createUploadMethod();

    const { tags } = await api.send(
      new GetTagsCommand({
        resourceArn: `arn:aws:apigateway:eu-central-1::/restapis/${restApiId}`,
      }),
    );

    expect(tags).toEqual({ team: 'media' });
  });

  it('refuses a method twice and an API that is not there', async () => {
    const method = await createUploadMethod();

    await expect(
      api.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' })),
    ).rejects.toBeInstanceOf(ConflictException);
    await expect(
      api.send(new GetResourcesCommand({ restApiId: 'unknown' })),
    ).rejects.toBeInstanceOf(NotFoundException);
  });
});
