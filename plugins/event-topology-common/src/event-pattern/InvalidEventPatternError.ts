/**
 * Thrown for an event pattern that EventBridge would refuse. The message is
 * worded like the one of EventBridge's own `InvalidEventPatternException`.
 *
 * @public
 */
export class InvalidEventPatternError extends Error {
  readonly name = 'InvalidEventPatternError';

  constructor(
    /** Where in the pattern, as a JSONPath: `$.detail.total[0].numeric`. */
    readonly path: string,
    /** What is wrong there and what to write instead. */
    readonly reason: string,
  ) {
    super(`Event pattern is not valid. Reason: ${reason} at ${path}`);
  }
}
