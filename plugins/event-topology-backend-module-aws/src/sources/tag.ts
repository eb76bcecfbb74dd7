import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
  ResourceTagMapping,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { TagFact } from '../findings/findings';
import { ReadingPlace } from '../findings/make-node';
import { AwsSource } from './aws-source';

/** The most that `GetResources` gives. */
const PAGE_SIZE = 100;

/**
 * The types whose tags are read here. ECS, API Gateway and Pipes say theirs
 * when they are read anyway.
 */
const RESOURCE_TYPES = [
  'events:event-bus',
  'events:rule',
  'kinesis:stream',
  'lambda:function',
  'sns',
  'sqs',
  'states:activity',
  'states:stateMachine',
];

/**
 * Tags of all kinds at once. 1 call for 100 tagged resources, where a list of
 * tags for each resource would cost a call each.
 */
export const tagSource: AwsSource = {
  service: 'tag',
  scope: 'region',
  createClient: config => new ResourceGroupsTaggingAPIClient(config),

  async read(context) {
    const tags: TagFact[] = [];
    const listed = context.pages(
      'tags',
      token =>
        context.send(
          new GetResourcesCommand({
            ResourceTypeFilters: RESOURCE_TYPES,
            ResourcesPerPage: PAGE_SIZE,
            PaginationToken: token,
          }),
        ),
      page => page.PaginationToken,
    );
    for await (const page of listed) {
      tags.push(
        ...(page.ResourceTagMappingList ?? []).map(mapping =>
          tagFact(context, mapping),
        ),
      );
    }
    return { tags };
  },
};

export function tagFact(
  place: ReadingPlace,
  mapping: ResourceTagMapping,
): TagFact {
  return {
    scope: place.scope,
    arn: mapping.ResourceARN ?? '',
    tags: Object.fromEntries(
      (mapping.Tags ?? []).flatMap(({ Key, Value }) =>
        Key ? [[Key, Value ?? '']] : [],
      ),
    ),
  };
}
