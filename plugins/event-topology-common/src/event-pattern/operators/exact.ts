import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { JsonScalar } from '../json-types';
import { ValueTest } from '../value-test';
import { isComparableNumber } from './comparable-number';
import { parseIpAddress, shareLeadingBits } from './ip-address';

/** Compiles a value that stands in a field's list by itself. */
export function compileExactValue(value: JsonScalar): ValueTest {
  if (typeof value === 'string') {
    return compileExactText(value);
  }
  return {
    kind: 'value',
    reads:
      typeof value === 'number' && isComparableNumber(value)
        ? 'number'
        : 'literal',
    negated: false,
    expected: String(value),
    passes: actual => actual === value,
  };
}

/**
 * A string that is an IP address stands for the address in any notation:
 * Event Ruler makes a range of one address of it.
 */
function compileExactText(text: string): ValueTest {
  const address = parseIpAddress(text);
  if (!address) {
    return exactText(text);
  }
  return {
    kind: 'value',
    reads: 'address',
    negated: false,
    expected: `the IP address ${text}`,
    passes: value => {
      const actual =
        typeof value === 'string' ? parseIpAddress(value) : undefined;
      return (
        actual !== undefined &&
        shareLeadingBits(actual, address, address.length * 8)
      );
    },
  };
}

/** Compiles `exactly`, the long way to write a string. */
export function compileExactly(operand: unknown, path: string): ValueTest {
  if (typeof operand !== 'string') {
    throw new InvalidEventPatternError(
      path,
      'exact match pattern must be a string',
    );
  }
  return exactText(operand);
}

function exactText(text: string): ValueTest {
  return {
    kind: 'value',
    reads: 'text',
    negated: false,
    expected: JSON.stringify(text),
    passes: value => value === text,
  };
}
