import {
  compileEventPattern,
  explainEventPattern,
  EventPatternMismatch,
  InvalidEventPatternError,
} from '@ecs-eda/plugin-event-topology-common';

/** What is wrong with a text, and where. */
export interface TextProblem {
  /** A JSONPath, or the line and column where the text stops being JSON. */
  place?: string;
  reason: string;
}

/** JSON with two spaces, as the editor shows it. */
export function toText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** The pattern in a text, or what is wrong with it. */
export function patternIn(
  text: string,
): { pattern: Record<string, unknown> } | { problem: TextProblem } {
  const parsed = parseJson(text);
  if ('problem' in parsed) {
    return parsed;
  }
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: { place: '$', reason: 'A pattern is a JSON object' } };
  }
  try {
    compileEventPattern(value);
    return { pattern: value as Record<string, unknown> };
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      return { problem: { place: error.path, reason: error.reason } };
    }
    throw error;
  }
}

/** What the pattern says of the event in a text. */
export type Verdict =
  | { problem: TextProblem }
  | { matches: boolean; mismatches: EventPatternMismatch[] };

export function verdictOn(
  pattern: Record<string, unknown>,
  eventText: string,
): Verdict {
  const parsed = parseJson(eventText);
  return 'problem' in parsed
    ? parsed
    : explainEventPattern(pattern, parsed.value);
}

function parseJson(
  text: string,
): { value: unknown } | { problem: TextProblem } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: { place: placeOf(reason, text), reason } };
  }
}

/** Engines name the character by its index; people count lines. */
function placeOf(message: string, text: string): string | undefined {
  const index = /position (\d+)/.exec(message)?.[1];
  if (index === undefined) {
    return undefined;
  }
  const before = text.slice(0, Number(index)).split('\n');
  return `${before.length}:${before[before.length - 1].length + 1}`;
}
