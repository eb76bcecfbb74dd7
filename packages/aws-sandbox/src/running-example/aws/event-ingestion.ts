import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetStageCommand,
  paginateGetResources,
  paginateGetRestApis,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  Resource,
} from '@aws-sdk/client-api-gateway';
import { AwsClients } from './aws-clients';
import { orElse } from './or-else';
import { allow } from './policy-document';
import { required } from './required';
import { ensureRole } from './role';
import { Tags } from './tags';

/** A REST API that hands what clients post to a bus, with no code in between. */
export interface EventIngestionSpec {
  name: string;
  description: string;
  /** One path part, without slashes. */
  path: string;
  bus: { name: string; arn: string };
  source: string;
  detailType: string;
  tags: Tags;
}

const STAGE = 'live';

/** `PutEvents` answers 200 even when it failed. */
const RESPONSE_TEMPLATE = [
  "#if($input.path('$.FailedEntryCount') > 0)",
  '#set($context.responseOverride.status = 503)',
  '{"message": "Try again"}',
  '#else',
  '{"accepted": true}',
  '#end',
].join('\n');

/** Creates the API, or finds it. @returns the REST API's id */
export async function ensureEventIngestion(
  aws: AwsClients,
  spec: EventIngestionSpec,
): Promise<string> {
  const restApiId = (await find(aws, spec.name)) ?? (await create(aws, spec));
  const resourceId = await ensureResource(aws, restApiId, spec.path);
  const method = { restApiId, resourceId, httpMethod: 'POST' };
  await ensureMethod(aws, method);
  await putIntegration(aws, method, spec);
  await ensureStage(aws, restApiId);
  return restApiId;
}

interface Method {
  restApiId: string;
  resourceId: string;
  httpMethod: string;
}

async function find(aws: AwsClients, name: string) {
  for await (const page of paginateGetRestApis(
    { client: aws.apiGateway },
    {},
  )) {
    const found = page.items?.find(api => api.name === name);
    if (found) {
      return found.id;
    }
  }
  return undefined;
}

async function create(aws: AwsClients, spec: EventIngestionSpec) {
  const { id } = await aws.apiGateway.send(
    new CreateRestApiCommand({
      name: spec.name,
      description: spec.description,
      endpointConfiguration: { types: ['REGIONAL'] },
      tags: spec.tags,
    }),
  );
  return required(id, `the id of REST API ${spec.name}`);
}

async function ensureResource(
  aws: AwsClients,
  restApiId: string,
  pathPart: string,
): Promise<string> {
  const resources: Resource[] = [];
  for await (const page of paginateGetResources(
    { client: aws.apiGateway },
    { restApiId },
  )) {
    resources.push(...(page.items ?? []));
  }
  const found = resources.find(resource => resource.path === `/${pathPart}`);
  if (found) {
    return required(found.id, `the id of resource /${pathPart}`);
  }
  const root = resources.find(resource => resource.path === '/');
  const { id } = await aws.apiGateway.send(
    new CreateResourceCommand({
      restApiId,
      parentId: required(root?.id, 'the id of the root resource'),
      pathPart,
    }),
  );
  return required(id, `the id of resource /${pathPart}`);
}

async function ensureMethod(aws: AwsClients, method: Method) {
  const steps = [
    () =>
      aws.apiGateway.send(
        new PutMethodCommand({ ...method, authorizationType: 'AWS_IAM' }),
      ),
    () =>
      aws.apiGateway.send(
        new PutMethodResponseCommand({ ...method, statusCode: '202' }),
      ),
    () =>
      aws.apiGateway.send(
        new PutMethodResponseCommand({ ...method, statusCode: '503' }),
      ),
  ];
  for (const step of steps) {
    await orElse<unknown>(step, ['ConflictException'], async () => undefined);
  }
}

async function putIntegration(
  aws: AwsClients,
  method: Method,
  spec: EventIngestionSpec,
) {
  const credentials = await ensureRole(aws, {
    name: `${spec.name}-ingestion`,
    assumedBy: 'apigateway.amazonaws.com',
    statements: [allow(['events:PutEvents'], [spec.bus.arn])],
    tags: spec.tags,
  });
  await aws.apiGateway.send(
    new PutIntegrationCommand({
      ...method,
      type: 'AWS',
      integrationHttpMethod: 'POST',
      uri: `arn:aws:apigateway:${aws.region}:events:action/PutEvents`,
      credentials,
      passthroughBehavior: 'NEVER',
      requestTemplates: { 'application/json': requestTemplate(spec) },
    }),
  );
  await aws.apiGateway.send(
    new PutIntegrationResponseCommand({
      ...method,
      statusCode: '202',
      responseTemplates: { 'application/json': RESPONSE_TEMPLATE },
    }),
  );
}

/**
 * Who calls is taken from the signature, never from the body; `\'` is what
 * escapeJavaScript makes of an apostrophe and what JSON does not know.
 */
function requestTemplate(spec: EventIngestionSpec): string {
  return [
    '#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")',
    '#set($context.requestOverride.header.Content-Type = "application/x-amz-json-1.1")',
    `#set($body = $util.escapeJavaScript($input.json('$')).replaceAll("\\\\'", "'"))`,
    '{"Entries": [{',
    `  "EventBusName": "${spec.bus.name}",`,
    `  "Source": "${spec.source}",`,
    `  "DetailType": "${spec.detailType}",`,
    '  "Detail": "{\\"uploadedBy\\": \\"$context.identity.userArn\\", \\"video\\": $body}"',
    '}]}',
  ].join('\n');
}

async function ensureStage(aws: AwsClients, restApiId: string) {
  await orElse<unknown>(
    () =>
      aws.apiGateway.send(new GetStageCommand({ restApiId, stageName: STAGE })),
    ['NotFoundException'],
    () =>
      aws.apiGateway.send(
        new CreateDeploymentCommand({ restApiId, stageName: STAGE }),
      ),
  );
}
