import { TOPOLOGY_TAGS } from '@ecs-eda/plugin-event-topology-common';

/** Tags by key. */
export type Tags = Record<string, string>;

/** What the map's tags say about a resource. */
export interface TopologyTagValues {
  system: string;
  component: string;
  /** The golden path's id, such as `queue-worker`. */
  pattern: string;
  /** ARNs that it reads from, where AWS configuration does not tell. */
  consumes?: string[];
  /** ARNs that it publishes to, where AWS configuration does not tell. */
  produces?: string[];
}

/** The map's tags; several ARNs in one tag are separated by spaces. */
export function topologyTags(values: TopologyTagValues): Tags {
  return {
    [TOPOLOGY_TAGS.system]: values.system,
    [TOPOLOGY_TAGS.component]: values.component,
    [TOPOLOGY_TAGS.pattern]: values.pattern,
    ...(values.consumes && {
      [TOPOLOGY_TAGS.consumes]: values.consumes.join(' '),
    }),
    ...(values.produces && {
      [TOPOLOGY_TAGS.produces]: values.produces.join(' '),
    }),
  };
}

/** Tags as most services spell them. */
export function tagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Tags as ECS and Step Functions spell them. */
export function lowerCaseTagList(tags: Tags): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
