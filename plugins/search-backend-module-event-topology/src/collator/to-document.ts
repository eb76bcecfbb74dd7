import { IndexableDocument } from '@backstage/plugin-search-common';
import {
  NODE_KIND_NAMES,
  NodeKind,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/**
 * A node of the event topology, as the search knows it. It holds what the node
 * is, and nothing that could name another one: all who may see the node get the
 * same document.
 *
 * @public
 */
export type EventTopologyDocument = IndexableDocument & {
  /** The kind of the node, such as `queue`. */
  kind: NodeKind;
  /** The ARN where AWS has one, else a URN. */
  arn: string;
  accountId: string;
  region: string;
  /** Entity ref of the owner; absent where nobody owns it. */
  owner?: string;
  /** Entity ref of the system; absent where it is of none. */
  system?: string;
  /** Ref of the catalog entity that stands for the node; absent without one. */
  entityRef?: string;
};

/** Where the documents lead, and what they hold. */
export interface DocumentOptions {
  /** The path of the map in the portal. */
  mapPath: string;
  /** Whether documents say what the catalog knows: owner, system and entity. */
  includeOwner: boolean;
}

/** Makes the document of a node; it opens the map with the node selected. */
export function toDocument(
  node: TopologyNode,
  { mapPath, includeOwner }: DocumentOptions,
): EventTopologyDocument {
  const { id, kind, name, accountId, region, catalog } = node;
  const owner = includeOwner ? catalog?.owner : undefined;
  const system = includeOwner ? catalog?.system : undefined;
  const entityRef = includeOwner ? catalog?.entityRef : undefined;
  return {
    title: name,
    text: [
      `${NODE_KIND_NAMES[kind]} in account ${accountId}, ${region}`,
      owner && `owned by ${owner}`,
      system && `part of ${system}`,
      id,
    ]
      .filter(Boolean)
      .join(', '),
    location: `${mapPath}?${new URLSearchParams({ node: id })}`,
    kind,
    arn: id,
    accountId,
    region,
    ...(owner && { owner }),
    ...(system && { system }),
    ...(entityRef && { entityRef }),
    authorization: { resourceRef: id },
  };
}
