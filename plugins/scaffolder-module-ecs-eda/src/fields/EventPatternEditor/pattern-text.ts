import { parse, ParseError, printParseErrorCode } from 'jsonc-parser';
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
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) {
    return { value };
  }
  const before = text.slice(0, first.offset).split('\n');
  return {
    problem: {
      place: `${before.length}:${before[before.length - 1].length + 1}`,
      reason: inWords(printParseErrorCode(first.error)),
    },
  };
}

/** `CommaExpected` as `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
}
