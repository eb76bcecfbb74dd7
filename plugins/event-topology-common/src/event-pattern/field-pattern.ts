import { JsonScalar } from './json-types';
import { parseIpAddress } from './operators/ip-address';
import { FieldTest, ValueTest } from './value-test';

/** What an event pattern asks of one field of the event. */
export interface FieldPattern {
  /**
   * The steps to the field joined by dots, as Event Ruler joins them:
   * `detail.state`. A dot in a name and a step into an object are the same.
   */
  name: string;
  /** The field in the event, as a JSONPath. */
  path: string;
  /** True when the field may be missing. */
  passesWhenAbsent: boolean;
  /** True when the value passes at least one entry of the list. */
  passes(value: JsonScalar): boolean;
  /** What passes, in words. */
  expected: string;
}

/**
 * Puts the entries of a field's list together.
 *
 * Event Ruler turns a value into one comparable form before it tries the
 * entries, and that shows: next to a number no IP address is recognised, and
 * next to an IP address the texts of the list do not see a value that is an
 * address. `anything-but` then finds nothing to object to.
 */
export function fieldPattern(
  name: string,
  path: string,
  tests: readonly FieldTest[],
): FieldPattern {
  const valueTests = tests.filter(
    (test): test is ValueTest => test.kind === 'value',
  );
  return {
    name,
    path,
    passesWhenAbsent: tests.some(test => test.kind === 'absence'),
    passes: anyPasses(valueTests),
    expected: [...new Set(tests.map(test => test.expected))].join(' or '),
  };
}

function anyPasses(
  tests: readonly ValueTest[],
): (value: JsonScalar) => boolean {
  const readsNumbers = tests.some(test => test.reads === 'number');
  const readsAddresses = tests.some(test => test.reads === 'address');
  if (readsNumbers && readsAddresses) {
    const tried = tests.filter(test => test.reads !== 'address');
    return value => tried.some(test => test.passes(value));
  }
  if (readsAddresses && tests.some(test => test.reads === 'text')) {
    return value => {
      const isAddress =
        typeof value === 'string' && parseIpAddress(value) !== undefined;
      return tests.some(test =>
        isAddress && test.reads === 'text' ? test.negated : test.passes(value),
      );
    };
  }
  return value => tests.some(test => test.passes(value));
}
