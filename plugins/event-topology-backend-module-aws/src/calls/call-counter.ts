/** Counts AWS calls by operation as IAM spells it, every attempt a call. */
export class CallCounter {
  readonly #counts = new Map<string, number>();

  count(operation: string): void {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Sorted by operation. */
  byOperation(): Record<string, number> {
    return Object.fromEntries(
      [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  add(other: CallCounter): void {
    for (const [operation, count] of other.#counts) {
      this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + count);
    }
  }
}
