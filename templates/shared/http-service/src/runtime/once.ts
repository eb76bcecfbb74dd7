import { HttpError } from './http-service';
import { AlreadyInProgressError, Idempotency } from './idempotency';

/** After which a run counts as dead whose process is gone, and somebody else may do it. */
const WITHIN_SECONDS = 30;

/**
 * Does for a caller what must happen once, once.
 *
 * @param key - the same each time that the caller asks for it
 * @throws HttpError 503 while somebody else is at it: that may fail, so the caller must come again
 */
export async function once(
  idempotency: Pick<Idempotency, 'once'>,
  key: string,
  run: () => Promise<void>,
): Promise<'handled' | 'duplicate'> {
  try {
    return await idempotency.once(key, WITHIN_SECONDS, run);
  } catch (error) {
    if (error instanceof AlreadyInProgressError) {
      throw new HttpError(503, error.message, 10);
    }
    throw error;
  }
}
