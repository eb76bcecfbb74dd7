import { Reading } from '@ecs-eda/plugin-event-topology-common';

const FIRST_CAPACITY = 8;

/**
 * The readings of one node over time, oldest first, in columns of numbers
 * rather than in objects: an estate has thousands of these.
 *
 * It never holds more than `maxPoints`. When full, every other point of its
 * older half goes, so that the last minutes keep their detail and the past
 * keeps its shape. Readings that are older than `maxAgeSeconds` go, and of a
 * run of equal readings only the first and the last stay.
 */
export class ReadingSeries {
  readonly #maxPoints: number;
  readonly #maxAgeMilliseconds: number;
  readonly #sources: string[] = [];
  /** Figures by name; NaN where a reading did not have the figure. */
  readonly #columns = new Map<string, Float64Array>();
  #template: Pick<Reading, 'nodeId' | 'kind'> | undefined;
  #capacity = FIRST_CAPACITY;
  #length = 0;
  #times = new Float64Array(FIRST_CAPACITY);
  #sourceOf = new Uint8Array(FIRST_CAPACITY);

  constructor(options: { maxPoints: number; maxAgeSeconds: number }) {
    this.#maxPoints = options.maxPoints;
    this.#maxAgeMilliseconds = options.maxAgeSeconds * 1000;
  }

  get length(): number {
    return this.#length;
  }

  /** Milliseconds since the epoch; undefined when empty. */
  get newest(): number | undefined {
    return this.#length > 0 ? this.#times[this.#length - 1] : undefined;
  }

  /** Adds a reading. One that is not newer than the newest is passed over. */
  add(reading: Reading): void {
    const time = Date.parse(reading.at);
    if (this.newest !== undefined && time <= this.newest) {
      return;
    }
    this.#template = { nodeId: reading.nodeId, kind: reading.kind };
    const source = this.#sourceIndex(reading.source);
    const figures = new Map<string, number>(Object.entries(reading.figures));
    this.#dropOlderThan(time - this.#maxAgeMilliseconds);
    if (
      this.#length >= 2 &&
      this.#isLike(this.#length - 1, figures, source) &&
      this.#isLike(this.#length - 2, figures, source)
    ) {
      this.#times[this.#length - 1] = time;
      return;
    }
    if (this.#length === this.#maxPoints) {
      this.#thinOlderHalf();
    }
    this.#makeRoom();
    for (const name of figures.keys()) {
      if (!this.#columns.has(name)) {
        this.#columns.set(name, new Float64Array(this.#capacity).fill(NaN));
      }
    }
    this.#times[this.#length] = time;
    this.#sourceOf[this.#length] = source;
    for (const [name, column] of this.#columns) {
      column[this.#length] = figures.get(name) ?? NaN;
    }
    this.#length++;
  }

  /** All that is held, oldest first. */
  readings(): Reading[] {
    const { nodeId, kind } = this.#template ?? {};
    return Array.from({ length: this.#length }, (_, index) => {
      const figures = Object.fromEntries(
        [...this.#columns]
          .map(([name, column]): [string, number] => [name, column[index]])
          .filter(([, value]) => !Number.isNaN(value)),
      );
      // The columns were filled from readings of this very kind.
      return {
        nodeId,
        kind,
        at: new Date(this.#times[index]).toISOString(),
        source: this.#sources[this.#sourceOf[index]],
        figures,
      } as unknown as Reading;
    });
  }

  #sourceIndex(source: string): number {
    const index = this.#sources.indexOf(source);
    return index >= 0 ? index : this.#sources.push(source) - 1;
  }

  #isLike(index: number, figures: Map<string, number>, source: number) {
    if (this.#sourceOf[index] !== source) {
      return false;
    }
    const held = [...this.#columns].filter(
      ([, column]) => !Number.isNaN(column[index]),
    );
    return (
      held.length === figures.size &&
      held.every(([name, column]) => figures.get(name) === column[index])
    );
  }

  #dropOlderThan(time: number): void {
    let start = 0;
    while (start < this.#length && this.#times[start] < time) {
      start++;
    }
    if (start > 0) {
      this.#keep(index => index >= start);
    }
  }

  #thinOlderHalf(): void {
    const half = Math.floor(this.#length / 2);
    this.#keep(index => index >= half || index % 2 === 0);
  }

  #keep(wanted: (index: number) => boolean): void {
    let kept = 0;
    for (let index = 0; index < this.#length; index++) {
      if (wanted(index)) {
        this.#times[kept] = this.#times[index];
        this.#sourceOf[kept] = this.#sourceOf[index];
        for (const column of this.#columns.values()) {
          column[kept] = column[index];
        }
        kept++;
      }
    }
    this.#length = kept;
  }

  #makeRoom(): void {
    if (this.#length < this.#capacity) {
      return;
    }
    this.#capacity = Math.min(this.#capacity * 2, this.#maxPoints);
    const times = new Float64Array(this.#capacity);
    times.set(this.#times);
    this.#times = times;
    const sourceOf = new Uint8Array(this.#capacity);
    sourceOf.set(this.#sourceOf);
    this.#sourceOf = sourceOf;
    for (const [name, column] of this.#columns) {
      const longer = new Float64Array(this.#capacity).fill(NaN);
      longer.set(column);
      this.#columns.set(name, longer);
    }
  }
}
