import { NodeKind, TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { Place } from '../arns/place';

/** Known nodes, to be found by id, by kind, and by name where a name is all there is. */
export class NodeIndex {
  readonly #byId = new Map<string, TopologyNode>();
  readonly #byKind = new Map<NodeKind, TopologyNode[]>();
  /** Undefined for a name that several nodes have. */
  readonly #byName = new Map<string, TopologyNode | undefined>();

  constructor(nodes: TopologyNode[]) {
    for (const node of nodes) {
      this.#byId.set(node.id, node);
      const ofKind = this.#byKind.get(node.kind);
      if (ofKind) {
        ofKind.push(node);
      } else {
        this.#byKind.set(node.kind, [node]);
      }
      this.#addName(nameKey(node, node.kind, node.name), node);
      // Producers name a global endpoint by its id, not by its name.
      if (node.kind === 'global-endpoint' && node.attributes.endpointId) {
        this.#addName(
          nameKey(node, node.kind, node.attributes.endpointId),
          node,
        );
      }
    }
  }

  #addName(key: string, node: TopologyNode): void {
    const known = this.#byName.get(key);
    // Topics of two clusters may have one name, which then says nothing.
    const isAmbiguous =
      node.kind === 'kafka-topic' && this.#byName.has(key) && known !== node;
    this.#byName.set(key, isAmbiguous ? undefined : node);
  }

  find(id: string): TopologyNode | undefined {
    return this.#byId.get(id);
  }

  ofKind(kind: NodeKind): TopologyNode[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The Amazon MQ broker of an id, which is unique in all of AWS. */
  broker(brokerId: string | undefined): TopologyNode | undefined {
    return brokerId === undefined
      ? undefined
      : this.ofKind('broker').find(node => node.id.endsWith(`:${brokerId}`));
  }

  /** The node of exactly this name, in this account and region; none when the name is not unique. */
  named(place: Place, kind: NodeKind, name: string): TopologyNode | undefined {
    return this.#byName.get(nameKey(place, kind, name));
  }
}

function nameKey(place: Place, kind: NodeKind, name: string): string {
  return `${place.accountId}/${place.region}/${kind}/${name}`;
}
