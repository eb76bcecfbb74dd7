import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { jsonPathOf } from '../json-path';
import { JsonObject } from '../json-types';
import { FieldTest } from '../value-test';
import { compileAffix } from './affix';
import { compileAnythingBut } from './anything-but';
import { compileCidr } from './cidr';
import { compileEqualsIgnoreCase } from './equals-ignore-case';
import { compileExactly } from './exact';
import { compileExists } from './exists';
import { compileNumeric } from './numeric';
import { compileWildcard } from './wildcard';

const OPERATORS: Record<string, (operand: unknown, path: string) => FieldTest> =
  {
    exactly: compileExactly,
    prefix: (operand, path) => compileAffix('prefix', operand, path),
    suffix: (operand, path) => compileAffix('suffix', operand, path),
    'equals-ignore-case': compileEqualsIgnoreCase,
    wildcard: compileWildcard,
    'anything-but': compileAnythingBut,
    numeric: compileNumeric,
    cidr: compileCidr,
    exists: compileExists,
  };

/** Compiles an object in a field's list: `{ "prefix": "shop." }`. */
export function compileMatchExpression(
  expression: JsonObject,
  path: string,
): FieldTest {
  const [operator, ...others] = Object.keys(expression);
  if (operator === undefined) {
    throw new InvalidEventPatternError(
      path,
      'Match expression name not found: the object is empty',
    );
  }
  if (!Object.hasOwn(OPERATORS, operator)) {
    throw new InvalidEventPatternError(
      jsonPathOf(path, operator),
      `Unrecognized match type ${operator}; it can be ${Object.keys(
        OPERATORS,
      ).join(', ')}`,
    );
  }
  const test = OPERATORS[operator](
    expression[operator],
    jsonPathOf(path, operator),
  );
  if (others.length > 0) {
    throw new InvalidEventPatternError(
      path,
      `Only one key allowed in match expression: write ${others
        .map(other => `{"${other}": …}`)
        .join(' and ')} as ${
        others.length === 1 ? 'an entry' : 'entries'
      } of the list, by ${others.length === 1 ? 'itself' : 'themselves'}`,
    );
  }
  return test;
}
