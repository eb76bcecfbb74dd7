import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { ValueTest } from '../value-test';

export function compileWildcard(operand: unknown, path: string): ValueTest {
  if (typeof operand !== 'string') {
    throw new InvalidEventPatternError(
      path,
      'wildcard match pattern must be a string',
    );
  }
  const pieces = piecesBetweenWildcards(operand, path);
  return {
    kind: 'value',
    reads: 'text',
    negated: false,
    expected: `a value like ${JSON.stringify(operand)}`,
    passes: value => typeof value === 'string' && isInOrder(value, pieces),
  };
}

/**
 * The literal texts around the wildcards of a pattern: `a*b\*` gives `a` and
 * `b*`. A pattern without wildcards gives one piece.
 */
function piecesBetweenWildcards(pattern: string, path: string): string[] {
  const pieces = [''];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    const next = pattern[index + 1];
    if (character === '*') {
      if (next === '*') {
        throw new InvalidEventPatternError(
          path,
          `Consecutive wildcard characters at pos ${index}; write one *`,
        );
      }
      pieces.push('');
    } else if (character === '\\') {
      if (next !== '*' && next !== '\\') {
        throw new InvalidEventPatternError(
          path,
          `Invalid escape character at pos ${index}; a backslash can only stand before * or another backslash`,
        );
      }
      pieces[pieces.length - 1] += next;
      index++;
    } else {
      pieces[pieces.length - 1] += character;
    }
  }
  return pieces;
}

/**
 * True when the value begins with the first piece, ends with the last one and
 * has the others between them in order. Taking each piece at its first place is
 * enough, so the time is linear and no pattern can make it explode.
 */
function isInOrder(value: string, pieces: string[]): boolean {
  const first = pieces[0];
  if (pieces.length === 1) {
    return value === first;
  }
  const last = pieces[pieces.length - 1];
  if (
    value.length < first.length + last.length ||
    !value.startsWith(first) ||
    !value.endsWith(last)
  ) {
    return false;
  }
  const end = value.length - last.length;
  let position = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = value.indexOf(piece, position);
    if (found < 0 || found + piece.length > end) {
      return false;
    }
    position = found + piece.length;
  }
  return true;
}
