/** Asks a card to take the keyboard's focus, now or as soon as it is drawn. */
export class KeyboardFocus {
  #wanted?: string;
  #requests = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** The number of the request for this element; 0 when another one is wanted. */
  requestFor(id: string): number {
    return this.#wanted === id ? this.#requests : 0;
  }

  request(id: string) {
    this.#wanted = id;
    this.#requests += 1;
    this.#listeners.forEach(listener => listener());
  }

  /** The request was met: a card that is drawn anew must not take the focus again. */
  settle() {
    this.#wanted = undefined;
  }
}
