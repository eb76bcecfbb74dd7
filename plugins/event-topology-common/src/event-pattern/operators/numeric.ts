import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { jsonPathOf } from '../json-path';
import { ValueTest } from '../value-test';
import { isComparableNumber, whyNotComparable } from './comparable-number';

type Comparison = (value: number, bound: number) => boolean;

const COMPARISONS: Record<string, Comparison> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/**
 * Compiles `numeric`: one comparison, or a lower bound followed by an upper
 * bound. EventBridge takes no other order.
 */
export function compileNumeric(operand: unknown, path: string): ValueTest {
  if (!Array.isArray(operand)) {
    throw new InvalidEventPatternError(
      path,
      'Value of numeric must be an array, such as [">", 0, "<=", 5]',
    );
  }
  const [operator, bound, upperOperator, upperBound, ...rest] = operand;
  if (typeof operator !== 'string') {
    throw new InvalidEventPatternError(
      operand.length === 0 ? path : jsonPathOf(path, 0),
      'Invalid member in numeric match: it must begin with one of =, <, <=, > and >=',
    );
  }
  if (!Object.hasOwn(COMPARISONS, operator)) {
    throw new InvalidEventPatternError(
      jsonPathOf(path, 0),
      `Unrecognized numeric range operator: ${operator}`,
    );
  }
  const compare = COMPARISONS[operator];
  const number = requireNumber(bound, operator, jsonPathOf(path, 1));

  if (operand.length === 2) {
    return numberTest(`${operator} ${number}`, value => compare(value, number));
  }
  if (operator !== '>' && operator !== '>=') {
    throw new InvalidEventPatternError(
      path,
      `Too many elements in numeric expression: nothing can follow ${operator}; write a range with its lower bound first`,
    );
  }
  if (upperOperator !== '<' && upperOperator !== '<=') {
    throw new InvalidEventPatternError(
      jsonPathOf(path, 2),
      `Bad numeric range operator: ${JSON.stringify(
        upperOperator,
      )}; only < or <= can follow ${operator}`,
    );
  }
  const compareUpper = COMPARISONS[upperOperator];
  const upperNumber = requireNumber(
    upperBound,
    upperOperator,
    jsonPathOf(path, 3),
  );
  if (rest.length > 0) {
    throw new InvalidEventPatternError(
      path,
      'Too many terms in numeric range expression',
    );
  }
  if (number >= upperNumber) {
    throw new InvalidEventPatternError(
      path,
      `Bottom must be less than top: ${number} is not less than ${upperNumber}`,
    );
  }
  return numberTest(
    `${operator} ${number} and ${upperOperator} ${upperNumber}`,
    value => compare(value, number) && compareUpper(value, upperNumber),
  );
}

function requireNumber(value: unknown, operator: string, path: string): number {
  if (typeof value !== 'number') {
    throw new InvalidEventPatternError(
      path,
      `Value of ${operator === '=' ? 'equals' : operator} must be numeric`,
    );
  }
  const problem = whyNotComparable(value);
  if (problem) {
    throw new InvalidEventPatternError(path, problem);
  }
  return value;
}

function numberTest(
  condition: string,
  passes: (value: number) => boolean,
): ValueTest {
  return {
    kind: 'value',
    reads: 'number',
    negated: false,
    expected: `a number ${condition}`,
    passes: value =>
      typeof value === 'number' && isComparableNumber(value) && passes(value),
  };
}
