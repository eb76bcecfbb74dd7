import * as ecs from '@aws-sdk/client-ecs';
import * as lambda from '@aws-sdk/client-lambda';
import {
  GetResourcesCommand,
  GetTagKeysCommand,
  GetTagValuesCommand,
  PaginationTokenExpiredException,
  ResourceGroupsTaggingAPIClient,
  TagResourcesCommand,
  UntagResourcesCommand,
  paginateGetResources,
} from '@aws-sdk/client-resource-groups-tagging-api';
import * as sqs from '@aws-sdk/client-sqs';
import { AwsError, ServiceDefinition, ServiceId } from '../../core';
import { Sandbox, startSandbox } from '../../server';
import { tagService } from '.';

const REGION = 'eu-west-1';
const ACCOUNT = '111111111111';

type Tagged = Map<string, Record<string, string>>;

/** A service that has nothing but tagged resources, and tags them as the real one does. */
function taggable(
  id: ServiceId,
  schemas: Record<string, unknown>,
  operations: ServiceDefinition['operations'],
): ServiceDefinition<Tagged> {
  return {
    id,
    schemas,
    stateScope: 'account-and-region',
    createState: () => new Map(),
    operations,
    taggedResources: (scope, world) =>
      [...world.state<Tagged>(id, scope)].map(([arn, tags]) => ({ arn, tags })),
  };
}

const ecsService = taggable('ecs', ecs, {
  TagResource: ({ resourceArn, tags }, { world, ...scope }) => {
    const found = world.state<Tagged>('ecs', scope).get(resourceArn);
    if (!found) {
      throw new AwsError('ResourceNotFoundException', 'No such service');
    }
    for (const { key, value } of tags) {
      found[key] = value;
    }
    return {};
  },
  UntagResource: ({ resourceArn, tagKeys }, { world, ...scope }) => {
    const found = world.state<Tagged>('ecs', scope).get(resourceArn) ?? {};
    tagKeys.forEach((key: string) => delete found[key]);
    return {};
  },
});

const lambdaService = taggable('lambda', lambda, {
  TagResource: ({ Resource, Tags }, { world, ...scope }) => {
    Object.assign(
      world.state<Tagged>('lambda', scope).get(Resource) ?? {},
      Tags,
    );
    return {};
  },
});

const sqsService = taggable('sqs', sqs, {
  GetQueueUrl: ({ QueueName }) => ({
    QueueUrl: `http://localhost/${QueueName}`,
  }),
  TagQueue: ({ QueueUrl, Tags }, { world, ...scope }) => {
    const name = QueueUrl.split('/').pop();
    for (const [arn, tags] of world.state<Tagged>('sqs', scope)) {
      if (arn.endsWith(`:${name}`)) {
        Object.assign(tags, Tags);
      }
    }
    return {};
  },
});

let sandbox: Sandbox;
let client: ResourceGroupsTaggingAPIClient;

beforeEach(async () => {
  sandbox = await startSandbox({
    port: 0,
    services: [tagService, ecsService, lambdaService, sqsService],
  });
  client = new ResourceGroupsTaggingAPIClient({
    endpoint: sandbox.url,
    region: REGION,
    maxAttempts: 1,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'any' },
  });
});

afterEach(() => sandbox.close());

function add(
  service: ServiceId,
  resource: string,
  tags: Record<string, string>,
  region = REGION,
): string {
  const arn = `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
  sandbox.world
    .state<Tagged>(service, { accountId: ACCOUNT, region })
    .set(arn, tags);
  return arn;
}

const get = async (input: object) =>
  (
    await client.send(new GetResourcesCommand(input))
  ).ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN);

it('finds tagged resources of all services by type and tags', async () => {
  const service = add('ecs', 'service/shop/loyalty', {
    team: 'a',
    stage: 'dev',
  });
  const cluster = add('ecs', 'cluster/shop', { team: 'b' });
  const queue = add('sqs', 'loyalty', { team: 'a' });
  const fn = add('lambda', 'function:thumbnail', { team: 'a', stage: '' });
  add('sqs', 'untagged', {});
  add('sqs', 'elsewhere', { team: 'a' }, 'us-east-1');
  expect(await get({})).toEqual([cluster, service, fn, queue]);
  expect(await get({ ResourceTypeFilters: ['ecs'] })).toEqual([
    cluster,
    service,
  ]);
  expect(
    await get({ ResourceTypeFilters: ['ecs:service', 'lambda:function'] }),
  ).toEqual([service, fn]);
  const tagged = (...TagFilters: object[]) => get({ TagFilters });
  expect(await tagged({ Key: 'team', Values: ['a'] })).toEqual([
    service,
    fn,
    queue,
  ]);
  expect(await tagged({ Key: 'team', Values: ['a', 'b'] })).toHaveLength(4);
  expect(await tagged({ Key: 'stage' })).toEqual([service, fn]);
  expect(
    await tagged(
      { Key: 'team', Values: ['a'] },
      { Key: 'stage', Values: ['dev'] },
    ),
  ).toEqual([service]);
  expect(await get({ ResourceARNList: [queue, 'arn:aws:sqs:x'] })).toEqual([
    queue,
  ]);
  const { ResourceTagMappingList } = await client.send(
    new GetResourcesCommand({ ResourceARNList: [fn] }),
  );
  expect(ResourceTagMappingList).toEqual([
    {
      ResourceARN: fn,
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'stage', Value: '' },
      ],
    },
  ]);
});

it('pages by at most a hundred', async () => {
  for (let i = 0; i < 130; i += 1) {
    add('sqs', `queue-${i}`, { team: 'a' });
  }
  const pages = async (ResourcesPerPage?: number) => {
    const sizes: number[] = [];
    for await (const page of paginateGetResources(
      { client },
      { ResourcesPerPage },
    )) {
      sizes.push(page.ResourceTagMappingList?.length ?? 0);
    }
    return sizes;
  };
  expect(await pages(100)).toEqual([100, 30]);
  expect(await pages()).toEqual([50, 50, 30]);
  await expect(pages(101)).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  await expect(get({ PaginationToken: 'made up' })).rejects.toBeInstanceOf(
    PaginationTokenExpiredException,
  );
});

it('knows keys and values', async () => {
  add('sqs', 'a', { team: 'x', stage: 'dev' });
  add('ecs', 'service/shop/b', { team: 'y' });
  const { TagKeys } = await client.send(new GetTagKeysCommand({}));
  expect(TagKeys).toEqual(['stage', 'team']);
  const { TagValues } = await client.send(
    new GetTagValuesCommand({ Key: 'team' }),
  );
  expect(TagValues).toEqual(['x', 'y']);
});

it('tags resources in the manner of each service, and tells what failed', async () => {
  const service = add('ecs', 'service/shop/loyalty', { old: '1' });
  const queue = add('sqs', 'loyalty', { old: '1' });
  const fn = add('lambda', 'function:thumbnail', { old: '1' });
  const missing = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/shop/none`;
  const unknown = `arn:aws:s3:::bucket`;
  const { FailedResourcesMap } = await client.send(
    new TagResourcesCommand({
      ResourceARNList: [service, queue, fn, missing, unknown],
      Tags: { team: 'a' },
    }),
  );
  expect(Object.keys(FailedResourcesMap ?? {})).toEqual([missing, unknown]);
  expect(FailedResourcesMap?.[missing].ErrorMessage).toBe('No such service');
  expect(await get({ TagFilters: [{ Key: 'team' }] })).toEqual([
    service,
    fn,
    queue,
  ]);
  await client.send(
    new UntagResourcesCommand({
      ResourceARNList: [service],
      TagKeys: ['team'],
    }),
  );
  expect(await get({ TagFilters: [{ Key: 'team' }] })).toEqual([fn, queue]);
});
