import {
  eventFields,
  EventFields,
  EventValue,
  wantedFields,
} from './event-fields';
import { FieldPattern } from './field-pattern';
import { isJsonObject } from './json-types';
import { matchBranch } from './match-branch';
import { parseEventPattern, PatternBranch } from './parse-event-pattern';

/** One field that keeps an event from matching. @public */
export interface EventPatternMismatch {
  /** The field in the event, as a JSONPath: `$.detail.total`. */
  path: string;
  /** What the pattern asks for, in words. */
  expected: string;
  /** What the event has: the value as JSON, or `no such field`. */
  actual: string;
}

/** @public */
export interface EventPatternExplanation {
  /** The verdict of the matcher. */
  matches: boolean;
  /** Empty exactly when the event matches. */
  mismatches: EventPatternMismatch[];
}

/** Values of a field that are shown before the rest is only counted. */
const MOST_VALUES_SHOWN = 5;

/**
 * Says why an event does not match. With `$or` it speaks of the combination
 * that the event comes closest to: the one with the fewest failing fields.
 *
 * @param pattern - the pattern as an object, or its JSON text as AWS returns it
 * @throws {@link InvalidEventPatternError} for what EventBridge refuses
 * @public
 */
export function explainEventPattern(
  pattern: unknown,
  event: unknown,
): EventPatternExplanation {
  const branches = parseEventPattern(pattern);
  if (!isJsonObject(event)) {
    return {
      matches: false,
      mismatches: [
        {
          path: '$',
          expected: 'an event, which is a JSON object',
          actual: inJson(event),
        },
      ],
    };
  }
  const wanted = wantedFields(
    branches.flatMap(branch => branch.map(field => field.name)),
  );
  const fields = eventFields(event, wanted);
  if (branches.some(branch => matchBranch(branch, fields))) {
    return { matches: true, mismatches: [] };
  }
  const [closest] = branches
    .map(branch => mismatchesOf(branch, fields))
    .sort((a, b) => a.length - b.length);
  return { matches: false, mismatches: closest };
}

function mismatchesOf(
  branch: PatternBranch,
  fields: EventFields,
): EventPatternMismatch[] {
  const failing = branch.filter(field => !matchesAlone(field, fields));
  if (failing.length > 0) {
    return failing.map(field => ({
      path: field.path,
      expected: field.expected,
      actual: actualOf(fields.get(field.name)),
    }));
  }
  return smallestConflicts(branch, fields).map(field => ({
    path: field.path,
    expected: `${field.expected}, in the same array element as the other fields`,
    actual: `${actualOf(
      fields.get(field.name),
    )}, but in no array element that has the others too`,
  }));
}

function matchesAlone(field: FieldPattern, fields: EventFields): boolean {
  return matchBranch([field], fields);
}

/**
 * The fields that match alone but not together: those without which the rest
 * would match, or all that stand in arrays where no single one is to blame.
 */
function smallestConflicts(
  branch: PatternBranch,
  fields: EventFields,
): FieldPattern[] {
  const decisive = branch.filter(field =>
    matchBranch(
      branch.filter(other => other !== field),
      fields,
    ),
  );
  return decisive.length > 0
    ? decisive
    : branch.filter(field =>
        fields.get(field.name)?.some(({ places }) => places.size > 0),
      );
}

function actualOf(values: readonly EventValue[] | undefined): string {
  if (!values) {
    return 'no such field';
  }
  const shown = [...new Set(values.map(({ value }) => inJson(value)))];
  const more = shown.length - MOST_VALUES_SHOWN;
  return more > 0
    ? `${shown.slice(0, MOST_VALUES_SHOWN).join(', ')} and ${more} more`
    : shown.join(', ');
}

function inJson(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
