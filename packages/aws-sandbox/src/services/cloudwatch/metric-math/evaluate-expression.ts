import { UnsupportedError } from '../../../core';
import { Expression } from './expression';
import { FunctionContext, MATH_FUNCTIONS, constantSeries } from './functions';
import { applyOperator } from './operators';
import { invalidExpression } from './invalid-expression';
import { MathValue, TimeSeries, mapPoints, scalar } from './value';

/** Words that stand for themselves as arguments. */
const KEYWORDS = new Set([
  'ASC',
  'AVG',
  'DESC',
  'LINEAR',
  'MAX',
  'MIN',
  'REPEAT',
  'SUM',
]);

/** Functions of CloudWatch that need what the sandbox doesn't have. */
const ABSENT_FUNCTIONS = new Set([
  'ANOMALY_DETECTION_BAND',
  'DB_PERF_INSIGHTS',
  'INSIGHT_RULE_METRIC',
  'LAMBDA',
  'SEARCH',
  'SERVICE_QUOTA',
]);

/** What an expression is evaluated in. */
export interface EvaluationContext extends FunctionContext {
  /** The text of the expression, for messages. */
  source: string;
  /** The value of another query of the request; undefined when there is none of that id. */
  resolve(id: string): MathValue | undefined;
}

/**
 * Evaluates an expression.
 *
 * @throws AwsError `ValidationError` when it cannot be evaluated
 */
export function evaluateExpression(
  expression: Expression,
  context: EvaluationContext,
): MathValue {
  switch (expression.kind) {
    case 'number':
      return scalar(expression.value);
    case 'text':
      return { kind: 'text', value: expression.value };
    case 'name':
      return evaluateName(expression.name, context);
    case 'list':
      return evaluateList(expression.items, context);
    case 'negation':
      return negate(evaluateExpression(expression.operand, context), context);
    case 'call':
      return evaluateCall(expression, context);
    default: {
      const value = applyOperator(
        expression.operator,
        evaluateExpression(expression.left, context),
        evaluateExpression(expression.right, context),
      );
      if (!value) {
        throw invalidExpression(
          context.source,
          `'${expression.operator}' doesn't take these operands`,
        );
      }
      return value;
    }
  }
}

function evaluateName(name: string, context: EvaluationContext): MathValue {
  const value = context.resolve(name);
  if (value) {
    return value;
  }
  if (KEYWORDS.has(name)) {
    return { kind: 'text', value: name };
  }
  throw invalidExpression(context.source, `there is no query '${name}'`);
}

function evaluateList(
  items: Expression[],
  context: EvaluationContext,
): MathValue {
  const values = items.map(item => evaluateExpression(item, context));
  const period = values.find(
    (value): value is TimeSeries => value.kind === 'series',
  )?.periodSeconds;
  return {
    kind: 'array',
    items: values.flatMap(value => {
      switch (value.kind) {
        case 'series':
          return [value];
        case 'array':
          return value.items;
        case 'scalar':
          return [constantSeries(value.value, context, period)];
        default:
          throw invalidExpression(
            context.source,
            'a list holds time series and numbers',
          );
      }
    }),
  };
}

function negate(value: MathValue, context: EvaluationContext): MathValue {
  switch (value.kind) {
    case 'scalar':
      return scalar(-value.value);
    case 'series':
      return mapPoints(value, point => -point);
    case 'array':
      return {
        kind: 'array',
        items: value.items.map(item => mapPoints(item, point => -point)),
      };
    default:
      throw invalidExpression(context.source, 'a text has no negative');
  }
}

function evaluateCall(
  call: { name: string; arguments: Expression[] },
  context: EvaluationContext,
): MathValue {
  if (ABSENT_FUNCTIONS.has(call.name)) {
    throw new UnsupportedError(`the metric math function ${call.name}`);
  }
  if (!Object.hasOwn(MATH_FUNCTIONS, call.name)) {
    throw invalidExpression(
      context.source,
      `there is no function '${call.name}'`,
    );
  }
  const values = call.arguments.map(argument =>
    evaluateExpression(argument, context),
  );
  try {
    return MATH_FUNCTIONS[call.name](values, context);
  } catch (error) {
    throw invalidExpression(
      context.source,
      error instanceof Error ? error.message : String(error),
    );
  }
}
