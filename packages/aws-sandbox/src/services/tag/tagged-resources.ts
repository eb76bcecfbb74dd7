import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import type { TagFilter } from '@aws-sdk/client-resource-groups-tagging-api';
import { RequestContext, TaggedResource } from '../../core';

/** All resources of the caller's account and region that have tags, by ARN. */
export function allTaggedResources(context: RequestContext): TaggedResource[] {
  return context.world.services
    .flatMap(service => service.taggedResources?.(context, context.world) ?? [])
    .filter(({ tags }) => Object.keys(tags).length > 0)
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/**
 * Whether a resource is of one of the types asked for: `ecs` for all of a
 * service, `ecs:service` for one type of it.
 */
export function hasType(arn: string, types: string[]): boolean {
  const parsed = parseArn(arn);
  if (!parsed || types.length === 0) {
    return types.length === 0;
  }
  const resource = parsed.resource.replace(/^\//, '');
  return types.some(type => {
    const [service, ...rest] = type.split(':');
    const resourceType = rest.join(':').replace(/^\//, '');
    return (
      service === parsed.service &&
      (resourceType === '' ||
        resource.startsWith(`${resourceType}/`) ||
        resource.startsWith(`${resourceType}:`))
    );
  });
}

/** All filters must hold; of a filter's values one must, and none means any. */
export function hasTags(
  tags: Record<string, string>,
  filters: TagFilter[],
): boolean {
  return filters.every(({ Key = '', Values = [] }) => {
    const value = tags[Key];
    return (
      value !== undefined && (Values.length === 0 || Values.includes(value))
    );
  });
}
