/**
 * An error that goes to the client under its AWS name. The front serialises it
 * in the protocol of the service that was called.
 */
export class AwsError extends Error {
  /**
   * @param code - the name as the service's model has it, such as
   *   `ResourceNotFoundException`; for query-protocol and aws-query-compatible
   *   errors the front looks up the wire code
   * @param status - the HTTP status; 4xx is the caller's fault
   * @param members - further members of the modelled error shape
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status: number = 400,
    readonly members: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = code;
  }
}

/** For a part of an operation that the sandbox does not have: it says so, never an empty success. */
export class UnsupportedError extends AwsError {
  constructor(what: string) {
    super('UnsupportedOperation', `The AWS sandbox does not support ${what}`);
  }
}
