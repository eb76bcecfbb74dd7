interface Entry<T> {
  at: number;
  /** Order of arrival, for entries due at the same time. */
  serial: number;
  value: T;
}

function before<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.serial < b.serial);
}

/** Entries ordered by the time at which they fall due; O(log n) in and out. */
export class DueHeap<T> {
  readonly #entries: Entry<T>[] = [];
  #serial = 0;

  get size(): number {
    return this.#entries.length;
  }

  peek(): { at: number; value: T } | undefined {
    return this.#entries[0];
  }

  push(at: number, value: T): void {
    const entries = this.#entries;
    this.#serial += 1;
    entries.push({ at, serial: this.#serial, value });
    let index = entries.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(entries[index], entries[parent])) {
        break;
      }
      [entries[parent], entries[index]] = [entries[index], entries[parent]];
      index = parent;
    }
  }

  pop(): { at: number; value: T } | undefined {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (first === undefined || last === undefined || entries.length === 0) {
      return first;
    }
    entries[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let least = index;
      if (left < entries.length && before(entries[left], entries[least])) {
        least = left;
      }
      if (right < entries.length && before(entries[right], entries[least])) {
        least = right;
      }
      if (least === index) {
        return first;
      }
      [entries[least], entries[index]] = [entries[index], entries[least]];
      index = least;
    }
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
