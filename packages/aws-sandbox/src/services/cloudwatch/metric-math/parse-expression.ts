import { Expression } from './expression';
import { ExpressionParser } from './expression-parser';

/**
 * Parses a metric math expression.
 *
 * @throws AwsError `ValidationError` for one that metric math doesn't have
 */
export function parseExpression(source: string): Expression {
  return new ExpressionParser(source).parse();
}
