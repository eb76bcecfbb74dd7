export { compileMatchExpression } from './match-expression';
export { compileExactValue } from './exact';
