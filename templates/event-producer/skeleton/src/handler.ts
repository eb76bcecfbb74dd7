import { HttpError } from './runtime/http-service';
import type { Log } from './runtime/log';

/** Something that happened, for everybody who wants to know. */
export interface Happening {
  /** One of those that the catalog knows: in the past tense, as OrderCreated. */
  detailType: string;
  /** What consumers need, so that they need not ask. */
  data: Record<string, unknown>;
}

/** What the handler may use. */
export interface HandlerContext {
  /** What the service may say. */
  detailTypes: string[];
  log: Log;
  /** Aborts when the task is asked to stop. */
  stop: AbortSignal;
}

/**
 * Handles one request and returns what happened: this is where your code goes.
 *
 * It is called once for each Idempotency-Key, as long as it succeeds. What it returns is
 * published before the caller gets an answer. When it throws, nothing is
 * published, and the caller may try again; throw `new HttpError(4…, …)` when that
 * would not help.
 *
 * As it is stamped, the request says what happened itself.
 */
export async function handleRequest(
  body: unknown,
  { detailTypes }: HandlerContext,
): Promise<Happening[]> {
  if (!isHappening(body)) {
    throw new HttpError(
      422,
      'The body must be { "detailType": "…", "data": { … } }.',
    );
  }
  const { detailType, data } = body;
  if (!detailTypes.includes(detailType)) {
    throw new HttpError(
      422,
      `detailType must be one of ${detailTypes.join(', ')}.`,
    );
  }
  return [{ detailType, data }];
}

function isHappening(body: unknown): body is Happening {
  return (
    isObject(body) && typeof body.detailType === 'string' && isObject(body.data)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
