/** A clock that only the test moves. */
export class FakeClock {
  #milliseconds = Date.parse('2026-11-27T10:00:00.000Z');
  readonly now = () => this.#milliseconds;

  advance(seconds: number): void {
    this.#milliseconds += seconds * 1000;
  }
}
