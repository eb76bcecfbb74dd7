import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  TOPOLOGY_TAGS,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/**
 * The entities that the tag `event-topology:component` names on nodes, as full
 * refs: `loyalty` means `component:default/loyalty`.
 */
export function componentRefs(nodes: TopologyNode[]): string[] {
  const refs = new Set<string>();
  for (const node of nodes) {
    const tag = node.tags[TOPOLOGY_TAGS.component]?.trim();
    if (tag) {
      try {
        refs.add(
          stringifyEntityRef(
            parseEntityRef(tag, {
              defaultKind: 'component',
              defaultNamespace: 'default',
            }),
          ),
        );
      } catch {
        // A tag is free text in AWS; one that is no ref names no entity.
      }
    }
  }
  return [...refs].sort();
}
