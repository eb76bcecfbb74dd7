const DEFAULT_CAPACITY = 20_000;

/**
 * Remembers, from read to read, what AWS never changes once it exists: a
 * revision of a task definition. The least recently used is forgotten first.
 */
export class ImmutableCache {
  readonly #capacity: number;
  readonly #entries = new Map<string, Promise<unknown>>();

  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  /**
   * The value remembered for the key, else the loaded one. A failed load is
   * not remembered; loads of one key at the same time are one load.
   *
   * @param key - must be unique to the kind of value
   */
  async get<T>(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known as Promise<T>;
    }
    const loading = load();
    this.#entries.set(key, loading);
    if (this.#entries.size > this.#capacity) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    try {
      return await loading;
    } catch (error) {
      if (this.#entries.get(key) === loading) {
        this.#entries.delete(key);
      }
      throw error;
    }
  }
}
