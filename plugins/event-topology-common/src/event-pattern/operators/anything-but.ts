import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { jsonPathOf } from '../json-path';
import { isJsonObject } from '../json-types';
import { ValueTest } from '../value-test';
import { compileAffix } from './affix';
import { whyNotComparable } from './comparable-number';
import { compileEqualsIgnoreCase } from './equals-ignore-case';
import { compileWildcard } from './wildcard';

/** What can stand in an object inside `anything-but`. */
const NESTED: Record<string, (operand: unknown, path: string) => ValueTest> = {
  prefix: (operand, path) => compileNestedAffix('prefix', operand, path),
  suffix: (operand, path) => compileNestedAffix('suffix', operand, path),
  'equals-ignore-case': compileEqualsIgnoreCase,
  wildcard: compileWildcard,
};

/**
 * Compiles `anything-but`: passes for every value that is there, of any type,
 * but the ones named. `null` and booleans cannot be named.
 */
export function compileAnythingBut(operand: unknown, path: string): ValueTest {
  return isJsonObject(operand)
    ? compileAnythingButExpression(operand, path)
    : compileAnythingButValues(operand, path);
}

function compileAnythingButValues(operand: unknown, path: string): ValueTest {
  const isList = Array.isArray(operand);
  const values: unknown[] = isList ? operand : [operand];
  if (values.length === 0) {
    throw new InvalidEventPatternError(
      path,
      'Empty arrays are not allowed: name at least one value in anything-but',
    );
  }
  values.forEach((value, index) => {
    const at = isList ? jsonPathOf(path, index) : path;
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new InvalidEventPatternError(
        at,
        isList
          ? 'Inside anything but list, start|null|boolean is not supported.'
          : 'Value of anything-but must be an array or single string/number value.',
      );
    }
    const problem =
      typeof value === 'number' ? whyNotComparable(value) : undefined;
    if (problem) {
      throw new InvalidEventPatternError(at, problem);
    }
  });
  if (new Set(values.map(value => typeof value)).size > 1) {
    throw new InvalidEventPatternError(
      path,
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  }
  const excluded = new Set(values);
  return {
    kind: 'value',
    reads: typeof values[0] === 'number' ? 'number' : 'text',
    negated: true,
    expected: `anything but ${values
      .map(value => JSON.stringify(value))
      .join(' or ')}`,
    passes: value => !excluded.has(value),
  };
}

function compileAnythingButExpression(
  operand: Record<string, unknown>,
  path: string,
): ValueTest {
  const [operator, ...others] = Object.keys(operand);
  if (operator === undefined) {
    throw new InvalidEventPatternError(
      path,
      'Anything-But expression name not found: the object is empty',
    );
  }
  if (!Object.hasOwn(NESTED, operator)) {
    throw new InvalidEventPatternError(
      jsonPathOf(path, operator),
      `Unsupported anything-but pattern: ${operator}; it can be ${Object.keys(
        NESTED,
      ).join(', ')}`,
    );
  }
  const at = jsonPathOf(path, operator);
  const value = operand[operator];
  const isList = Array.isArray(value);
  const values: unknown[] = isList ? value : [value];
  if (values.length === 0) {
    throw new InvalidEventPatternError(at, 'Empty arrays are not allowed');
  }
  const excluded = values.map((entry, index) =>
    NESTED[operator](entry, isList ? jsonPathOf(at, index) : at),
  );
  if (others.length > 0) {
    throw new InvalidEventPatternError(
      path,
      'Only one key allowed in match expression',
    );
  }
  return {
    kind: 'value',
    reads: 'text',
    negated: true,
    expected: `anything but ${excluded
      .map(test => test.expected)
      .join(' or ')}`,
    passes: actual => !excluded.some(test => test.passes(actual)),
  };
}

function compileNestedAffix(
  affix: 'prefix' | 'suffix',
  operand: unknown,
  path: string,
): ValueTest {
  if (typeof operand !== 'string') {
    throw new InvalidEventPatternError(
      path,
      'prefix/suffix match pattern must be a string',
    );
  }
  if (operand === '') {
    throw new InvalidEventPatternError(
      path,
      'Null prefix/suffix not allowed: an empty text would exclude every string',
    );
  }
  return compileAffix(affix, operand, path);
}
