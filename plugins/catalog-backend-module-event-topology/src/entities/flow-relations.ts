import {
  ENTITY_RELATIONS,
  TopologyEdge,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { StandingEntity } from './standing-entities';

/**
 * A relation as an entity tells it: from itself to another. A type and no
 * interface, because it is stored as JSON.
 */
export type FlowRelation = {
  /** Such as `deliversTo`. */
  type: string;
  targetRef: string;
};

/** The relations that one entity tells, without repetition and in order. */
export interface EntityRelations {
  dependsOn: string[];
  dependencyOf: string[];
  flow: FlowRelation[];
}

class Collected {
  readonly #dependsOn = new Set<string>();
  readonly #dependencyOf = new Set<string>();
  readonly #flow = new Map<string, FlowRelation>();

  dependsOn(ref: string) {
    this.#dependsOn.add(ref);
  }

  dependencyOf(ref: string) {
    this.#dependencyOf.add(ref);
  }

  flow(type: string, targetRef: string) {
    this.#flow.set(`${type} ${targetRef}`, { type, targetRef });
  }

  inOrder(): EntityRelations {
    return {
      dependsOn: [...this.#dependsOn].sort(),
      dependencyOf: [...this.#dependencyOf].sort(),
      flow: [...this.#flow.keys()].sort().map(key => this.#flow.get(key)!),
    };
  }
}

/**
 * Who tells which relations, by entity ref. Each relation is told once, by one
 * of its two entities, since the catalog shows it on both:
 *
 * - by the generated entity where the other is hand-written, so that it comes
 *   and goes with what AWS says and nobody's file has to change;
 * - between two of a sort, a dependency by the dependent one, as people write
 *   it, and the flow by the end that events come from.
 */
export function flowRelations(
  snapshot: Pick<TopologySnapshot, 'edges'>,
  standing: ReadonlyMap<string, StandingEntity>,
): Map<string, EntityRelations> {
  const collected = new Map<string, Collected>();
  const of = ({ entityRef }: StandingEntity) => {
    const known = collected.get(entityRef) ?? new Collected();
    collected.set(entityRef, known);
    return known;
  };
  for (const edge of snapshot.edges) {
    const from = standing.get(edge.from);
    const to = standing.get(edge.to);
    if (from && to && from.entityRef !== to.entityRef) {
      tell(edge, from, to, of);
    }
  }
  return new Map(
    [...collected].map(([ref, relations]) => [ref, relations.inOrder()]),
  );
}

function tell(
  edge: TopologyEdge,
  from: StandingEntity,
  to: StandingEntity,
  of: (entity: StandingEntity) => Collected,
): void {
  const { forward, reverse, dependent } = ENTITY_RELATIONS[edge.kind];
  const [depending, depended] = dependent === 'from' ? [from, to] : [to, from];
  if (depending.writtenByHand && !depended.writtenByHand) {
    of(depended).dependencyOf(depending.entityRef);
  } else {
    of(depending).dependsOn(depended.entityRef);
  }
  if (from.writtenByHand && !to.writtenByHand) {
    of(to).flow(reverse, from.entityRef);
  } else {
    of(from).flow(forward, to.entityRef);
  }
}

const INVERSE = new Map(
  Object.values(ENTITY_RELATIONS).flatMap(({ forward, reverse }) => [
    [forward, reverse] as const,
    [reverse, forward] as const,
  ]),
);

/**
 * The name of a relation seen from its other end; undefined when it is none of
 * the topology's.
 */
export function inverseOf(type: string): string | undefined {
  return INVERSE.get(type);
}
