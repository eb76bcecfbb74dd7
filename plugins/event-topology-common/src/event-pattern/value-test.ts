import { JsonScalar } from './json-types';

/**
 * How Event Ruler reads a field's value to try one entry of its list:
 *
 * - `presence`: not at all, the field only has to be there;
 * - `literal`: as JSON, for `true`, `false` and `null`;
 * - `text`: as a string;
 * - `number`: as a number;
 * - `address`: as an IP address.
 */
export type ValueReading =
  | 'presence'
  | 'literal'
  | 'text'
  | 'number'
  | 'address';

/** One entry of a field's list, compiled: a test of a value that is there. */
export interface ValueTest {
  kind: 'value';
  reads: ValueReading;
  /** True for `anything-but`: the test passes for what it cannot read. */
  negated: boolean;
  /** What passes, in words: `a value that begins with "shop."`. */
  expected: string;
  passes(value: JsonScalar): boolean;
}

/** The entry `{ "exists": false }`: passes when the field is not there. */
export interface AbsenceTest {
  kind: 'absence';
  expected: string;
}

export type FieldTest = ValueTest | AbsenceTest;
