import { EventPath } from './event-path';

/** How an element of the map stands out from the others. */
export type Emphasis = 'normal' | 'selected' | 'path' | 'dimmed';

/** @internal */
export interface EmphasisInput {
  /** The selected element or line. */
  selectedId?: string;
  /** The way of the events that is being looked at; wins over the filters. */
  path?: EventPath;
  /** Elements that the filters let through; absent without filters. */
  matching?: Set<string>;
}

/**
 * Which elements stand out, outside of React's state: moving the pointer over
 * a large map redraws the cards whose emphasis changes and no others.
 */
export class EmphasisStore {
  #input: EmphasisInput = {};
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  set(input: EmphasisInput) {
    this.#input = input;
    this.#listeners.forEach(listener => listener());
  }

  ofElement(id: string): Emphasis {
    const { selectedId, path, matching } = this.#input;
    if (id === selectedId) {
      return 'selected';
    }
    if (path) {
      return path.elementIds.has(id) ? 'path' : 'dimmed';
    }
    return !matching || matching.has(id) ? 'normal' : 'dimmed';
  }

  ofEdge(id: string, from: string, to: string): Emphasis {
    const { selectedId, path, matching } = this.#input;
    if (id === selectedId) {
      return 'selected';
    }
    if (path) {
      return path.edgeIds.has(id) ? 'path' : 'dimmed';
    }
    return !matching || (matching.has(from) && matching.has(to))
      ? 'normal'
      : 'dimmed';
  }
}
