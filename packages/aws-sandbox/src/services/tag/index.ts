import * as schemas from '@aws-sdk/client-resource-groups-tagging-api';
import { ServiceDefinition } from '../../core';
import { getResources, getTagKeys, getTagValues } from './read-operations';
import { tagResources, untagResources } from './write-operations';

/** AWS Resource Groups Tagging API, over the tagged resources of all services. */
export const tagService: ServiceDefinition<{}> = {
  id: 'tag',
  schemas,
  stateScope: 'account-and-region',
  createState: () => ({}),
  operations: {
    GetResources: getResources,
    GetTagKeys: getTagKeys,
    GetTagValues: getTagValues,
    TagResources: tagResources,
    UntagResources: untagResources,
  },
};
