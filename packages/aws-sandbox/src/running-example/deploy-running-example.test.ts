import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  paginateListTaskDefinitions,
  paginateListServices,
} from '@aws-sdk/client-ecs';
import {
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { ListSubscriptionsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { TOPOLOGY_TAGS } from '@ecs-eda/plugin-event-topology-common';
import { ManualClock } from '../core';
import { Sandbox, startSandbox } from '../server';
import { AwsClients } from './aws/aws-clients';
import {
  deployRunningExample,
  PARTNERS_ACCOUNT_ID,
  RUNNING_EXAMPLE_REGION,
  SHOP_ACCOUNT_ID,
} from './deploy-running-example';

jest.setTimeout(60_000);

const CATALOG = path.resolve(__dirname, '../../../../examples/shop/components');

describe('deployRunningExample', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, clock: new ManualClock() });
    await deployRunningExample(sandbox.url);
  });

  afterAll(async () => {
    await sandbox.close();
  });

  /** All that a second run could add to. */
  async function inventory(accountId: string) {
    const aws = new AwsClients({
      endpoint: sandbox.url,
      accountId,
      region: RUNNING_EXAMPLE_REGION,
    });
    const taskDefinitions: string[] = [];
    for await (const page of paginateListTaskDefinitions(
      { client: aws.ecs },
      {},
    )) {
      taskDefinitions.push(...(page.taskDefinitionArns ?? []));
    }
    const bus = accountId === SHOP_ACCOUNT_ID ? 'shop' : 'partners';
    const services: string[] = [];
    for await (const page of paginateListServices(
      { client: aws.ecs },
      { cluster: bus },
    )) {
      services.push(...(page.serviceArns ?? []));
    }
    const { Rules } = await aws.eventBridge.send(
      new ListRulesCommand({ EventBusName: bus }),
    );
    const targets = await Promise.all(
      (Rules ?? []).map(async rule => {
        const { Targets } = await aws.eventBridge.send(
          new ListTargetsByRuleCommand({ Rule: rule.Name, EventBusName: bus }),
        );
        return [rule.Name, rule.State, Targets];
      }),
    );
    const found = {
      taskDefinitions,
      services,
      targets,
      queues: (await aws.sqs.send(new ListQueuesCommand({ MaxResults: 1000 })))
        .QueueUrls,
      subscriptions: (await aws.sns.send(new ListSubscriptionsCommand({})))
        .Subscriptions,
      stateMachines: (await aws.sfn.send(new ListStateMachinesCommand({})))
        .stateMachines,
    };
    aws.destroy();
    return found;
  }

  it('creates the shop, and finds all of it when it runs again', async () => {
    const shop = await inventory(SHOP_ACCOUNT_ID);
    expect(shop.services.map(arn => arn.split('/').pop()).sort()).toEqual([
      'loyalty',
      'notifications',
      'offers-worker',
      'order',
      'payment',
      'storefront',
    ]);
    expect(
      shop.targets.filter(([, state]) => state === 'DISABLED'),
    ).toHaveLength(1);
    expect(shop.stateMachines).toHaveLength(3);
    expect(shop.subscriptions).toHaveLength(4);
    const partners = await inventory(PARTNERS_ACCOUNT_ID);
    expect(partners.queues).toHaveLength(2);

    await deployRunningExample(sandbox.url);
    expect(await inventory(SHOP_ACCOUNT_ID)).toEqual(shop);
    expect(await inventory(PARTNERS_ACCOUNT_ID)).toEqual(partners);
  });

  it('tags everything for a component that the catalog has', async () => {
    const tagged = new Set<string>();
    for (const accountId of [SHOP_ACCOUNT_ID, PARTNERS_ACCOUNT_ID]) {
      const client = new ResourceGroupsTaggingAPIClient({
        endpoint: sandbox.url,
        region: RUNNING_EXAMPLE_REGION,
        credentials: { accessKeyId: accountId, secretAccessKey: 'sandbox' },
      });
      for await (const page of paginateGetResources({ client }, {})) {
        for (const { ResourceARN, Tags } of page.ResourceTagMappingList ?? []) {
          const component = Tags?.find(
            ({ Key }) => Key === TOPOLOGY_TAGS.component,
          )?.Value;
          expect([ResourceARN, component]).toEqual([
            ResourceARN,
            expect.any(String),
          ]);
          tagged.add(component ?? '');
        }
      }
      client.destroy();
    }
    expect([...tagged].sort()).toEqual(catalogComponents());
  });
});

function catalogComponents(): string[] {
  return readdirSync(CATALOG)
    .flatMap(file =>
      readFileSync(path.join(CATALOG, file), 'utf8').split(/^---$/m),
    )
    .flatMap(
      entity =>
        /^kind: Component\nmetadata:\n {2}name: (\S+)$/m.exec(entity)?.[1] ??
        [],
    )
    .sort();
}
