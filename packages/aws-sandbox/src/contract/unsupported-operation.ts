/** Thrown in place of an endpoint's answer that it does not know an operation. */
export class UnsupportedOperationError extends Error {
  constructor(
    /** As IAM spells it, such as `sqs:ListQueues`. */
    readonly operation: string,
    cause: unknown,
  ) {
    super(`The endpoint does not support ${operation}`, { cause });
    this.name = 'UnsupportedOperationError';
  }
}

/** How AWS and the servers that imitate it say that they do not know an operation. */
const NAMES = new Set([
  'InvalidAction',
  'NotImplemented',
  'NotImplementedException',
  'UnknownOperation',
  'UnknownOperationException',
  'UnknownService',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);

/**
 * Whether an error says "I do not know this operation". A server that does not
 * know the whole service answers with a page instead of a modelled error, which
 * the SDK cannot read: then the status decides.
 */
export function saysUnsupported(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  if (NAMES.has(error.name)) {
    return true;
  }
  const { httpStatusCode } =
    (error as { $metadata?: { httpStatusCode?: number } }).$metadata ?? {};
  if (httpStatusCode === 501) {
    return true;
  }
  const unreadable =
    error instanceof SyntaxError ||
    ['Unknown', 'UnknownError', '404', '405'].includes(error.name);
  return unreadable && (httpStatusCode === 404 || httpStatusCode === 405);
}
