import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import { ReadableEntities } from '../catalog/ReadableEntities';
import { Caller } from '../permissions/authorize-caller';
import { nodePredicate, NodeRuleset } from '../permissions/node-predicate';
import { CurrentTopology } from '../topology/CurrentTopology';
import { TopologyView } from './TopologyView';
import { visibleTopology } from './visible-topology';

/** How many different views of one snapshot are kept; each is a few lists. */
const CACHED_VIEWS = 100;

/**
 * The map as each caller may see it. Callers with the same conditions share a
 * view, and those without any see the snapshot itself.
 */
export class TopologyViews {
  readonly #topology: CurrentTopology;
  readonly #entities: ReadableEntities;
  readonly #ruleset: NodeRuleset;
  /** Views of one snapshot, by what makes them different. */
  readonly #views = new Map<string, TopologyView>();
  #viewsOf: TopologySnapshot | undefined;

  constructor(options: {
    topology: CurrentTopology;
    entities: ReadableEntities;
    ruleset: NodeRuleset;
  }) {
    this.#topology = options.topology;
    this.#entities = options.entities;
    this.#ruleset = options.ruleset;
  }

  /** What the caller may see of the newest snapshot. */
  async of(caller: Caller): Promise<TopologyView> {
    // A signal may send a client here before this replica has noticed.
    await this.#topology.sync();
    const { snapshot } = this.#topology;
    const { nodes } = caller;
    const restricted = nodes.result === AuthorizeResult.CONDITIONAL;
    if (!snapshot) {
      return new TopologyView({ restricted, snapshot });
    }
    const entities = await this.#entities.of(caller, snapshot.nodes);
    if (!restricted && entities.isEverything) {
      return new TopologyView({ restricted, snapshot });
    }
    const key = JSON.stringify([nodes, entities.key]);
    const cached = this.#cached(snapshot, key);
    if (cached) {
      return cached;
    }
    const view = new TopologyView({
      restricted,
      snapshot,
      part: visibleTopology(snapshot, {
        ...(restricted && {
          node: nodePredicate(nodes.conditions, this.#ruleset),
        }),
        entity: ref => entities.has(ref),
      }),
    });
    this.#views.set(key, view);
    if (this.#views.size > CACHED_VIEWS) {
      const [oldest] = this.#views.keys();
      this.#views.delete(oldest);
    }
    return view;
  }

  #cached(snapshot: TopologySnapshot, key: string): TopologyView | undefined {
    if (this.#viewsOf !== snapshot) {
      this.#views.clear();
      this.#viewsOf = snapshot;
    }
    const view = this.#views.get(key);
    if (view) {
      this.#views.delete(key);
      this.#views.set(key, view);
    }
    return view;
  }
}
