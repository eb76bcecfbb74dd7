import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { FieldTest } from '../value-test';

export function compileExists(operand: unknown, path: string): FieldTest {
  if (typeof operand !== 'boolean') {
    throw new InvalidEventPatternError(
      path,
      'exists match pattern must be either true or false.',
    );
  }
  return operand
    ? {
        kind: 'value',
        reads: 'presence',
        negated: false,
        expected: 'any value',
        passes: () => true,
      }
    : { kind: 'absence', expected: 'no such field' };
}
