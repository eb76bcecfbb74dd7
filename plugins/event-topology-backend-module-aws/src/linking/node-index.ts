import { NodeKind, TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { Place } from '../arns/place';

/** Known nodes, to be found by id, by kind, and by name where a name is all there is. */
export class NodeIndex {
  readonly #byId = new Map<string, TopologyNode>();
  readonly #byKind = new Map<NodeKind, TopologyNode[]>();
  readonly #byName = new Map<string, TopologyNode>();

  constructor(nodes: TopologyNode[]) {
    for (const node of nodes) {
      this.#byId.set(node.id, node);
      const ofKind = this.#byKind.get(node.kind);
      if (ofKind) {
        ofKind.push(node);
      } else {
        this.#byKind.set(node.kind, [node]);
      }
      this.#byName.set(nameKey(node, node.kind, node.name), node);
      // Producers name a global endpoint by its id, not by its name.
      if (node.kind === 'global-endpoint' && node.attributes.endpointId) {
        this.#byName.set(
          nameKey(node, node.kind, node.attributes.endpointId),
          node,
        );
      }
    }
  }

  find(id: string): TopologyNode | undefined {
    return this.#byId.get(id);
  }

  ofKind(kind: NodeKind): TopologyNode[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The node of exactly this name, in this account and region. */
  named(place: Place, kind: NodeKind, name: string): TopologyNode | undefined {
    return this.#byName.get(nameKey(place, kind, name));
  }
}

function nameKey(place: Place, kind: NodeKind, name: string): string {
  return `${place.accountId}/${place.region}/${kind}/${name}`;
}
