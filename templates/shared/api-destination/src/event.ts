import { HttpError } from './runtime/http-service';

/** An event as EventBridge delivers it. */
export interface Event {
  /** The same each time that it is delivered. */
  id: string;
  source: string;
  'detail-type': string;
  /** When it happened, ISO 8601. */
  time: string;
  detail: Record<string, unknown>;
}

/**
 * @throws HttpError 422, which EventBridge doesn't try again: the event goes to
 * the dead-letter queue
 */
export function readEvent(body: unknown): Event {
  if (!isObject(body)) {
    throw new HttpError(422, 'This is no event: it is no JSON object.');
  }
  for (const field of ['id', 'source', 'detail-type', 'time']) {
    if (typeof body[field] !== 'string') {
      throw new HttpError(422, `This is no event: ${field} is no text.`);
    }
  }
  if (!isObject(body.detail)) {
    throw new HttpError(422, 'This is no event: detail is no object.');
  }
  return body as unknown as Event;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
