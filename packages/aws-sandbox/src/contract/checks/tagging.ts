import {
  GetResourcesCommand,
  GetResourcesCommandInput,
  ResourceTagMapping,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateTopicCommand, DeleteTopicCommand } from '@aws-sdk/client-sns';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { createQueue } from './sqs';

const KEY = 'event-topology:component';

async function taggedResources(context: ContractContext, component: string) {
  const { aws } = context;
  const arns: string[] = [];
  for (const _ of ['a', 'b', 'c']) {
    arns.push((await createQueue(context, { tags: { [KEY]: component } })).arn);
  }
  const { TopicArn } = await aws.sns.send(
    new CreateTopicCommand({
      Name: context.name('topic'),
      Tags: [{ Key: KEY, Value: component }],
    }),
  );
  context.cleanUp(() => aws.sns.send(new DeleteTopicCommand({ TopicArn })));
  return [...arns, TopicArn ?? ''].sort();
}

function list(
  context: ContractContext,
  input: GetResourcesCommandInput,
): Promise<ResourceTagMapping[]> {
  return context.pages<ResourceTagMapping>(
    'tag:GetResources',
    async PaginationToken => {
      const page = await context.aws.tagging.send(
        new GetResourcesCommand({ ...input, PaginationToken }),
      );
      return {
        items: page.ResourceTagMappingList,
        next: page.PaginationToken,
      };
    },
  );
}

/** Tags of all services in one list. */
export const taggingChecks: Check[] = [
  {
    behaviour: 'finds resources of all services by tag, page by page',
    async run(context) {
      const component = context.name('component');
      const arns = await taggedResources(context, component);
      const found = await context.eventually(
        'all tagged resources',
        async () => {
          const listed = await list(context, {
            TagFilters: [{ Key: KEY, Values: [component] }],
            ResourcesPerPage: 2,
          });
          return listed.length >= arns.length && listed;
        },
      );
      expect(found.map(one => one.ResourceARN).sort()).toEqual(arns);
      expect(found[0].Tags).toEqual([{ Key: KEY, Value: component }]);
    },
  },
  {
    behaviour: 'finds the resources of one service',
    async run(context) {
      const component = context.name('component');
      const arns = await taggedResources(context, component);
      const queues = arns.filter(arn => arn.includes(':sqs:'));
      const found = await context.eventually('all tagged queues', async () => {
        const { ResourceTagMappingList } = await context.aws.tagging.send(
          new GetResourcesCommand({
            ResourceTypeFilters: ['sqs'],
            TagFilters: [{ Key: KEY, Values: [component] }],
          }),
        );
        return (
          (ResourceTagMappingList?.length ?? 0) >= queues.length &&
          ResourceTagMappingList
        );
      });
      expect(found.map(one => one.ResourceARN).sort()).toEqual(queues);
    },
  },
];
