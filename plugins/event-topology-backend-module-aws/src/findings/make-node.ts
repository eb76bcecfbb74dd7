import {
  NodeAttributesByKind,
  NodeKind,
  ScopeKey,
  TopologyNodeOf,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';

/** Where something is read. */
export interface ReadingPlace {
  accountId: string;
  region: string;
  scope: ScopeKey;
}

/**
 * A node as its source read it. Account and region are the resource's own,
 * where its ARN tells them.
 */
export function makeNode<K extends NodeKind>(
  place: ReadingPlace,
  kind: K,
  id: string,
  name: string,
  attributes: NodeAttributesByKind[K],
  tags: Record<string, string> = {},
): TopologyNodeOf<K> {
  const arn = parseArn(id);
  return {
    id,
    kind,
    name,
    accountId: arn?.accountId || place.accountId,
    region: arn?.region || place.region,
    scope: place.scope,
    tags,
    attributes,
  };
}
