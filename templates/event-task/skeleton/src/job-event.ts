import { text } from './runtime/environment';

/** The event that a job is for: what names it, and the fields that were passed on. */
export interface JobEvent {
  /** EventBridge's ID: the same at each delivery. */
  id: string;
  source: string;
  detailType: string;
  /** ISO 8601. */
  time: string;
  /** By the variables that `infrastructure/config/task.ts` names. */
  fields: Record<string, string>;
}

/** The event as the rule puts it into the task's environment. */
export function eventOfTask(variables: string[]): JobEvent {
  return {
    id: text('EVENT_ID'),
    source: text('EVENT_SOURCE'),
    detailType: text('EVENT_DETAIL_TYPE'),
    time: text('EVENT_TIME'),
    fields: Object.fromEntries(
      variables.map(variable => [variable, text(variable)]),
    ),
  };
}

/** An event as EventBridge hands it to a function. */
export interface DeliveredEvent {
  id: string;
  source: string;
  'detail-type': string;
  time: string;
  detail: Record<string, unknown>;
}

/**
 * The same of an event that a function gets whole.
 *
 * @param fields - what becomes a field, and its path: `$.detail.…`
 * @throws MissingFieldError when the event hasn't got one
 */
export function eventOfDelivery(
  event: DeliveredEvent,
  fields: { variable: string; path: string }[],
): JobEvent {
  return {
    id: event.id,
    source: event.source,
    detailType: event['detail-type'],
    time: event.time,
    fields: Object.fromEntries(
      fields.map(({ variable, path }) => [variable, valueAt(event, path)]),
    ),
  };
}

/** The producer broke the contract, which is in catalog-info.yaml. */
export class MissingFieldError extends Error {
  constructor(eventId: string, path: string) {
    super(`Event ${eventId} has nothing at ${path}.`);
    this.name = 'MissingFieldError';
  }
}

function valueAt(event: DeliveredEvent, path: string): string {
  let value: unknown = event;
  for (const name of path.split('.').slice(1)) {
    value =
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[name]
        : undefined;
  }
  if (value === undefined || value === null) {
    throw new MissingFieldError(event.id, path);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
