/** A peak, and the rate limit of the API destination that it meets. @public */
export interface ApiDestinationBacklogInput {
  invocationRateLimitPerSecond: number;
  /** Events that arrive in a second while the peak lasts. */
  peakEventsPerSecond: number;
  peakSeconds: number;
}

/** What a peak does behind a rate limit. @public */
export interface ApiDestinationBacklog {
  /** Events that wait when the peak ends. */
  backlogEvents: number;
  /** How long the last of them waits, if nothing else arrives. */
  longestWaitSeconds: number;
  /** Events that would wait longer than EventBridge keeps trying. */
  lateEvents: number;
}

/**
 * EventBridge tries to deliver an event for a day, whatever keeps it waiting;
 * after that it goes to the target's dead-letter queue or is gone.
 *
 * @public
 */
export const MAXIMUM_EVENT_AGE_SECONDS = 86_400;

/**
 * The rate limit of API destinations: EventBridge's default, and the most
 * that an account has without asking AWS for more.
 *
 * @public
 */
export const API_DESTINATION_RATE_LIMIT_PER_SECOND = 300;

/**
 * What backlog a rate limit implies: EventBridge holds back what comes faster,
 * and an event that waits too long behind a low limit is late for good.
 *
 * @throws RangeError for a limit, rate or duration that is not above 0
 * @public
 */
export function apiDestinationBacklog(
  input: ApiDestinationBacklogInput,
): ApiDestinationBacklog {
  for (const [field, value] of Object.entries(input)) {
    if (!Number.isFinite(value) || value <= 0) {
      throw new RangeError(`${field} must be a number above 0`);
    }
  }
  const {
    invocationRateLimitPerSecond: limit,
    peakEventsPerSecond: peak,
    peakSeconds,
  } = input;
  const backlogEvents = Math.max(0, Math.ceil((peak - limit) * peakSeconds));
  return {
    backlogEvents,
    longestWaitSeconds: backlogEvents / limit,
    lateEvents: Math.max(0, backlogEvents - limit * MAXIMUM_EVENT_AGE_SECONDS),
  };
}
