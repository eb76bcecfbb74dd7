import type { FastifyInstance } from 'fastify';
import { Admission, HttpError } from './http-service';
import type { Log } from './log';

/** What takes requests, and how many at a time. */
export interface RequestEndpointOptions {
  /**
   * @param key - the same when the caller sends the request again
   * @param body - what the caller sent, parsed
   */
  handle(key: string, body: unknown): Promise<'handled' | 'duplicate'>;
  /** How many requests a task has in hand at most. */
  concurrency: number;
  log: Log;
}

/** What a caller makes up for each thing that it asks for: a UUID, or an ID of its own. */
const IDEMPOTENCY_KEY = /^[\w:./-]{8,128}$/;

/**
 * Takes requests at `POST /events`. It answers 202 when the events are on the
 * bus, now or from an earlier time; 429 and 5xx when the caller should send the
 * request again, with the same Idempotency-Key.
 */
export function acceptRequests(
  service: FastifyInstance,
  { handle, concurrency, log }: RequestEndpointOptions,
): void {
  const admission = new Admission(concurrency);
  service.post('/events', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) {
      throw new HttpError(
        400,
        'The header Idempotency-Key is missing, or is not 8 to 128 letters, digits and : . / _ -',
      );
    }
    const outcome = await admission.run(() => handle(key, request.body));
    log.info({ key, outcome }, 'request done');
    return reply.code(202).send({ outcome });
  });
}
