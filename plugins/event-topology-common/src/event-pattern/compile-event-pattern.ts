import { eventFields, wantedFields } from './event-fields';
import { isJsonObject } from './json-types';
import { matchBranch } from './match-branch';
import { parseEventPattern } from './parse-event-pattern';

/**
 * Says whether an event matches. The event is the whole envelope, with
 * `source`, `detail-type` and `detail`; anything but an object matches nothing.
 *
 * @public
 */
export type EventPatternMatcher = (event: unknown) => boolean;

/**
 * The most characters that EventBridge takes in a pattern by default. It is a
 * quota that AWS raises on request, so `compileEventPattern` does not enforce it.
 *
 * @public
 */
export const EVENT_PATTERN_DEFAULT_MAXIMUM_LENGTH = 2048;

/**
 * Compiles an EventBridge event pattern into a predicate. Compile once, match
 * often: the predicate keeps no state.
 *
 * It agrees with Event Ruler, the open-source matcher of EventBridge. Two
 * things cannot be seen from a parsed event: a key that stands twice in one
 * JSON object (the last one counts), and digits of a number beyond what
 * JavaScript keeps. EventBridge also refuses wildcards that it finds too
 * complex, by a measure that AWS does not publish; they are accepted here.
 *
 * @param pattern - the pattern as an object, or its JSON text as AWS returns it
 * @throws {@link InvalidEventPatternError} for what EventBridge refuses
 * @public
 */
export function compileEventPattern(pattern: unknown): EventPatternMatcher {
  const branches = parseEventPattern(pattern);
  const wanted = wantedFields(
    branches.flatMap(branch => branch.map(field => field.name)),
  );
  return event => {
    if (!isJsonObject(event)) {
      return false;
    }
    const fields = eventFields(event, wanted);
    return branches.some(branch => matchBranch(branch, fields));
  };
}
