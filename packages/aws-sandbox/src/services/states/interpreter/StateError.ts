/** An error as Retry and Catch see it. */
export class StateError extends Error {
  /**
   * @param error - its name, such as `States.Timeout`; a Fail state may have none
   * @param details - the cause, for people; JSON where a program wrote it
   */
  constructor(readonly error: string | undefined, readonly details?: string) {
    super(details ?? error);
    this.name = error ?? 'StateError';
  }
}

/** Whatever was thrown, as an error of the state. */
export function asStateError(thrown: unknown): StateError {
  if (thrown instanceof StateError) {
    return thrown;
  }
  return new StateError(
    'States.Runtime',
    thrown instanceof Error ? thrown.message : String(thrown),
  );
}
