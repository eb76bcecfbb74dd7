import {
  APIGatewayClient,
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateModelCommand,
  CreateRequestValidatorCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CreateLogGroupCommand,
  CloudWatchLogsClient,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';

/** Who calls goes into the detail, and never from the body. */
const requestTemplate = (bus: string) => String.raw`
#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")
#set($body = $util.escapeJavaScript($input.json('$')).replaceAll("\\'", "'"))
{"Entries": [{
  "EventBusName": "${bus}",
  "Source": "shop.clients",
  "DetailType": "$input.params('type')",
  "Detail": "{\"client\": \"$context.authorizer.claims.sub\", \"body\": $body}"
}]}`;

/** `PutEvents` answers 200 even when it failed. */
const RESPONSE_TEMPLATE = `
#if($input.path('$.FailedEntryCount') > 0)
#set($context.responseOverride.status = 503)
{"message": "Try again"}
#else
{"accepted": true}
#end`;

const MODEL = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['text'],
  properties: {
    text: { type: 'string' },
    size: { type: 'integer', minimum: 0, exclusiveMinimum: true },
  },
};

const LOG_GROUP = 'published';

describe('requests to a stage of a REST API', () => {
  let sandbox: Sandbox;
  let api: APIGatewayClient;
  let logs: CloudWatchLogsClient;
  let restApiId: string;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    api = new APIGatewayClient(clientConfig(sandbox));
    logs = new CloudWatchLogsClient(clientConfig(sandbox));
    const { id } = await api.send(
      new CreateRestApiCommand({ name: 'clients' }),
    );
    restApiId = id ?? '';
  });

  afterEach(async () => {
    api.destroy();
    logs.destroy();
    await sandbox.close();
  });

  /** `POST /events/{type}` that puts an event on a bus. */
  async function createMethod(
    method: { authorizationType: string; authorizerId?: string },
    bus = 'default',
  ) {
    const { items } = await api.send(new GetResourcesCommand({ restApiId }));
    const { id: parentId } = await api.send(
      new CreateResourceCommand({
        restApiId,
        parentId: items?.[0].id,
        pathPart: 'events',
      }),
    );
    const { id: resourceId } = await api.send(
      new CreateResourceCommand({ restApiId, parentId, pathPart: '{type}' }),
    );
    await api.send(
      new CreateModelCommand({
        restApiId,
        name: 'Event',
        contentType: 'application/json',
        schema: JSON.stringify(MODEL),
      }),
    );
    const { id: requestValidatorId } = await api.send(
      new CreateRequestValidatorCommand({
        restApiId,
        name: 'all',
        validateRequestBody: true,
        validateRequestParameters: true,
      }),
    );
    const verb = { restApiId, resourceId, httpMethod: 'POST' };
    await api.send(
      new PutMethodCommand({
        ...verb,
        ...method,
        requestValidatorId,
        requestModels: { 'application/json': 'Event' },
        requestParameters: { 'method.request.querystring.source': true },
      }),
    );
    await api.send(
      new PutMethodResponseCommand({ ...verb, statusCode: '202' }),
    );
    await api.send(
      new PutMethodResponseCommand({ ...verb, statusCode: '500' }),
    );
    await api.send(
      new PutIntegrationCommand({
        ...verb,
        type: 'AWS',
        integrationHttpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:events:path//',
        passthroughBehavior: 'NEVER',
        requestTemplates: { 'application/json': requestTemplate(bus) },
        requestParameters: {
          'integration.request.header.Content-Type':
            "'application/x-amz-json-1.1'",
        },
      }),
    );
    await api.send(
      new PutIntegrationResponseCommand({
        ...verb,
        statusCode: '202',
        responseTemplates: { 'application/json': RESPONSE_TEMPLATE },
        responseParameters: {
          'method.response.header.Access-Control-Allow-Origin': "'*'",
        },
      }),
    );
    await api.send(
      new PutIntegrationResponseCommand({
        ...verb,
        statusCode: '500',
        selectionPattern: '[45]\\d\\d',
        responseTemplates: {
          'application/json': '{"failed": "$input.path(\'$.__type\')"}',
        },
      }),
    );
    await api.send(
      new CreateDeploymentCommand({ restApiId, stageName: 'live' }),
    );
  }

  async function cognito() {
    const { id } = await api.send(
      new CreateAuthorizerCommand({
        restApiId,
        name: 'users',
        type: 'COGNITO_USER_POOLS',
        identitySource: 'method.request.header.Authorization',
        providerARNs: ['arn:aws:cognito-idp:eu-west-1:111111111111:userpool/p'],
      }),
    );
    return { authorizationType: 'COGNITO_USER_POOLS', authorizerId: id };
  }

  const token = (claims: object) =>
    `Bearer ${['{}', JSON.stringify(claims), 'x']
      .map(part => Buffer.from(part).toString('base64url'))
      .join('.')}`;

  async function post(
    body: unknown,
    headers: Record<string, string> = {},
    path = '/events/Clicked?source=web',
  ) {
    const response = await fetch(
      `${sandbox.url}/restapis/${restApiId}/live/_user_request_${path}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
    );
    const text = await response.text();
    return {
      status: response.status,
      json: JSON.parse(text),
      headers: response.headers,
    };
  }

  async function watchBus() {
    const events = new EventBridgeClient(clientConfig(sandbox));
    await logs.send(new CreateLogGroupCommand({ logGroupName: LOG_GROUP }));
    await events.send(
      new PutRuleCommand({
        Name: 'all',
        EventPattern: JSON.stringify({ source: ['shop.clients'] }),
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'all',
        Targets: [
          {
            Id: 'log',
            Arn: `arn:aws:logs:eu-west-1:111111111111:log-group:${LOG_GROUP}`,
          },
        ],
      }),
    );
    events.destroy();
  }

  it('become events that say who called, with the body as it came', async () => {
    await createMethod(await cognito());
    await watchBus();
    const body = { text: `it's "so" \\ \n ü`, client: 'somebody else' };
    const { status, json, headers } = await post(body, {
      authorization: token({ sub: 'ann', exp: Date.now() / 1_000 + 60 }),
    });

    expect({ status, json }).toEqual({ status: 202, json: { accepted: true } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const { events } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: LOG_GROUP }),
    );
    expect(JSON.parse(events?.[0].message ?? '')).toMatchObject({
      'detail-type': 'Clicked',
      detail: { client: 'ann', body },
    });
  });

  it('are turned away when nobody or nobody any more has signed in', async () => {
    await createMethod(await cognito());
    expect(await post({ text: 'a' })).toMatchObject({
      status: 401,
      json: { message: 'Unauthorized' },
    });
    const old = { authorization: token({ sub: 'ann', exp: 1 }) };
    expect(await post({ text: 'a' }, old)).toMatchObject({ status: 401 });
    const told = { 'x-sandbox-claims': '{"sub":"test"}' };
    expect(await post({ text: 'a' }, told)).toMatchObject({ status: 202 });
  });

  it.each([
    ['no JSON', '{', '/events/Clicked?source=web', 'Invalid request body'],
    [
      'a member is missing',
      {},
      '/events/Clicked?source=web',
      'Invalid request body',
    ],
    [
      'a value is out of range',
      { text: 'a', size: 0 },
      '/events/Clicked?source=web',
      'Invalid request body',
    ],
    [
      'a parameter is missing',
      { text: 'a' },
      '/events/Clicked',
      'Missing required request parameters: [source]',
    ],
  ])('are refused when %s', async (_what, body, path, message) => {
    await createMethod({ authorizationType: 'NONE' });
    expect(await post(body, {}, path)).toMatchObject({
      status: 400,
      json: { message },
    });
  });

  it('are refused with another type of content, and elsewhere', async () => {
    await createMethod({ authorizationType: 'NONE' });
    const xml = { 'content-type': 'application/xml' };
    expect(await post('<a/>', xml)).toMatchObject({ status: 415 });
    expect(await post({}, {}, '/other')).toMatchObject({
      status: 403,
      json: { message: 'Missing Authentication Token' },
    });
  });

  it('need a signature where IAM is asked', async () => {
    await createMethod({ authorizationType: 'AWS_IAM' });
    expect(await post({ text: 'a' })).toMatchObject({ status: 403 });
    const signed = {
      authorization:
        'AWS4-HMAC-SHA256 Credential=111111111111/20261127/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0',
    };
    expect(await post({ text: 'a' }, signed)).toMatchObject({ status: 202 });
  });

  it('fail when the bus refuses the event, although the call went well', async () => {
    await createMethod(
      { authorizationType: 'NONE' },
      'arn:aws:events:eu-west-1:222222222222:event-bus/default',
    );
    expect(await post({ text: 'a' })).toMatchObject({
      status: 503,
      json: { message: 'Try again' },
    });
  });

  it('are answered as the status of the service says', async () => {
    await createMethod({ authorizationType: 'NONE' });
    expect(await post({ text: 'x'.repeat(1_100_000) })).toMatchObject({
      status: 500,
      json: { failed: 'ValidationException' },
    });
  });

  it('are counted by stage', async () => {
    await createMethod({ authorizationType: 'NONE' });
    await post({ text: 'a' });
    await post('{');
    const sum = (metricName: string) =>
      sandbox.world.metrics
        .find(
          { accountId: '111111111111', region: 'eu-west-1' },
          {
            namespace: 'AWS/ApiGateway',
            metricName,
            dimensions: { ApiName: 'clients', Stage: 'live' },
          },
        )
        ?.samples.reduce((total, { value }) => total + value, 0);
    expect([sum('Count'), sum('4XXError')]).toEqual([2, 1]);
  });
});
