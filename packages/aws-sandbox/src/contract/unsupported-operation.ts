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

/** Statuses that mean something else, whatever the body: try again, or you may not. */
const OTHER_MEANING = new Set([401, 403, 407, 408, 429]);

/**
 * Whether an error says "I do not know this operation". A server that does not
 * know the whole service answers with a page or with another service's answer:
 * the SDK finds no error name in it, or no answer that it can read.
 */
export function saysUnsupported(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  if (NAMES.has(error.name)) {
    return true;
  }
  const { httpStatusCode = 0 } =
    (error as { $metadata?: { httpStatusCode?: number } }).$metadata ?? {};
  if (httpStatusCode === 501) {
    return true;
  }
  const unreadable = ['SyntaxError', 'Unknown', 'UnknownError'].includes(
    error.name,
  );
  return (
    unreadable &&
    httpStatusCode >= 200 &&
    httpStatusCode < 500 &&
    !OTHER_MEANING.has(httpStatusCode)
  );
}
