import { Operator } from './expression';
import { MathValue, TimeSeries, mapPoints, scalar } from './value';

const OPERATIONS: Record<Operator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  '||': (a, b) => Number(a !== 0 || b !== 0),
};

/**
 * Applies an operator point by point. Two series meet where both have a
 * value; an array meets a series or a scalar item by item.
 *
 * @returns undefined for operands that the operator doesn't take
 */
export function applyOperator(
  operator: Operator,
  left: MathValue,
  right: MathValue,
): MathValue | undefined {
  const compute = OPERATIONS[operator];
  if (left.kind === 'text' || right.kind === 'text') {
    return undefined;
  }
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    return scalar(compute(left.value, right.value));
  }
  if (left.kind === 'array') {
    return right.kind === 'array'
      ? undefined
      : {
          kind: 'array',
          items: left.items.map(item => combine(compute, item, right)),
        };
  }
  if (right.kind === 'array') {
    return {
      kind: 'array',
      items: right.items.map(item =>
        combine((a, b) => compute(b, a), item, left),
      ),
    };
  }
  return left.kind === 'series'
    ? combine(compute, left, right as Exclude<typeof right, { kind: 'array' }>)
    : combine((a, b) => compute(b, a), right as TimeSeries, left);
}

function combine(
  compute: (a: number, b: number) => number,
  series: TimeSeries,
  other: TimeSeries | { kind: 'scalar'; value: number },
): TimeSeries {
  if (other.kind === 'scalar') {
    return mapPoints(series, value => compute(value, other.value));
  }
  return mapPoints(series, (value, at) => {
    const otherValue = other.points.get(at);
    return otherValue === undefined ? undefined : compute(value, otherValue);
  });
}
