import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { Emphasis, EmphasisStore } from '../../graph/EmphasisStore';
import { ReadingsStore } from '../../live/ReadingsStore';
import { DrawnEdge } from '../../graph/draw-map';
import { KeyboardFocus } from './KeyboardFocus';

/** What the cards and lines of a map share. It changes with the structure only. */
export interface MapContextValue {
  readings: ReadingsStore;
  emphasis: EmphasisStore;
  /** The edges that leave a node, by its id. */
  outgoing: Map<string, TopologyEdge[]>;
  onToggleGroup?: (groupId: string, open: boolean) => void;
  /** Nodes that the map is about, where it shows others beside them. */
  own?: ReadonlySet<string>;
  /** Which card has the keyboard. */
  keyboard: KeyboardFocus;
}

/** @internal */
export const MapContext = createContext<MapContextValue | undefined>(undefined);

/** @internal */
export function useMapContext(): MapContextValue {
  const value = useContext(MapContext);
  if (!value) {
    throw new Error('Cards and lines are drawn inside of a MapCanvas only');
  }
  return value;
}

/** @internal */
export function useElementEmphasis(id: string): Emphasis {
  const { emphasis } = useMapContext();
  return useSyncExternalStore(emphasis.subscribe, () => emphasis.ofElement(id));
}

/** @internal */
export function useEdgeEmphasis(edge: DrawnEdge): Emphasis {
  const { emphasis } = useMapContext();
  return useSyncExternalStore(emphasis.subscribe, () =>
    emphasis.ofEdge(edge.id, edge.from, edge.to),
  );
}
