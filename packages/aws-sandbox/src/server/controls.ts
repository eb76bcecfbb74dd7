/** Something that the sandbox's page and the control API can start, such as a surge. */
export interface Control {
  /**
   * @throws Error when the input is wrong; its message goes to the caller
   */
  start(input: unknown): unknown | Promise<unknown>;
  status(): unknown;
}

/** Controls by name; the running example registers its own. */
export class Controls {
  readonly #controls = new Map<string, Control>();

  register(name: string, control: Control): void {
    this.#controls.set(name, control);
  }

  get(name: string): Control | undefined {
    return this.#controls.get(name);
  }
}
