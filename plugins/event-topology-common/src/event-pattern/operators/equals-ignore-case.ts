import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { ValueTest } from '../value-test';

const REGEXP_SYNTAX = /[\\^$.*+?()[\]{}|/-]/g;

/**
 * A regular expression source that matches the text in any casing, character
 * by character as Event Ruler does: each one in its lower or its upper case,
 * even where these differ in length (`ß` and `SS`).
 */
export function ignoringCase(text: string): string {
  return text
    .split('')
    .map(character => {
      const lower = character.toLowerCase().replace(REGEXP_SYNTAX, '\\$&');
      const upper = character.toUpperCase().replace(REGEXP_SYNTAX, '\\$&');
      return lower === upper ? lower : `(?:${lower}|${upper})`;
    })
    .join('');
}

export function compileEqualsIgnoreCase(
  operand: unknown,
  path: string,
): ValueTest {
  if (typeof operand !== 'string') {
    throw new InvalidEventPatternError(
      path,
      'equals-ignore-case match pattern must be a string',
    );
  }
  const pattern = new RegExp(`^${ignoringCase(operand)}$`);
  return {
    kind: 'value',
    reads: 'text',
    negated: false,
    expected: `${JSON.stringify(operand)} in any casing`,
    passes: value => typeof value === 'string' && pattern.test(value),
  };
}
