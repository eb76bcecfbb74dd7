import {
  figuresOfKind,
  FiguresByKind,
  isNodeOfKind,
  NodeKind,
  ReadableKind,
  Reading,
  TopologyNode,
} from '../model';
import { HealthFinding } from './types';

/** A question that health asks of the nodes of one kind. */
export interface HealthCheck {
  id: string;
  kind: NodeKind;
  examine(
    node: TopologyNode,
    reading: Reading | undefined,
  ): HealthFinding | undefined;
}

/** Makes a check of what is configured; it needs no reading. */
export function configurationCheck<K extends NodeKind>(
  id: string,
  kind: K,
  examine: (
    node: Extract<TopologyNode, { kind: K }>,
  ) => Omit<HealthFinding, 'id'> | undefined,
): HealthCheck {
  return {
    id,
    kind,
    examine: node => {
      const finding = isNodeOfKind(node, kind) ? examine(node) : undefined;
      return finding && { id, ...finding };
    },
  };
}

/** Makes a check of figures; without a reading it finds nothing. */
export function figuresCheck<K extends ReadableKind>(
  id: string,
  kind: K,
  examine: (
    figures: FiguresByKind[K],
    node: Extract<TopologyNode, { kind: K }>,
  ) => Omit<HealthFinding, 'id'> | undefined,
): HealthCheck {
  return {
    id,
    kind,
    examine: (node, reading) => {
      const figures = figuresOfKind(reading, kind);
      const finding =
        figures && isNodeOfKind(node, kind)
          ? examine(figures, node)
          : undefined;
      return finding && { id, ...finding };
    },
  };
}
