import {
  ALL_RELATION_PAIRS,
  ALL_RELATIONS,
  RelationPairs,
} from '@backstage/plugin-catalog-graph';
import { ENTITY_RELATIONS } from '@ecs-eda/plugin-event-topology-common';

const FLOW: RelationPairs = Object.values(ENTITY_RELATIONS).map(
  ({ forward, reverse }) => [forward, reverse],
);

/** What the relation graph can draw: the catalog's relations and the flow of events. */
export const KNOWN_RELATIONS: string[] = [...ALL_RELATIONS, ...FLOW.flat()];

/** Which of them are the same relation seen from its two ends. */
export const KNOWN_RELATION_PAIRS: RelationPairs = [
  ...ALL_RELATION_PAIRS,
  ...FLOW,
];
