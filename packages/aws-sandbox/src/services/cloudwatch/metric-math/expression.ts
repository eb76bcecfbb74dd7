/** A metric math expression, parsed. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  /** An id of another query, or a keyword such as `REPEAT`. */
  | { kind: 'name'; name: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'call'; name: string; arguments: Expression[] }
  | { kind: 'negation'; operand: Expression }
  | {
      kind: 'operation';
      operator: Operator;
      left: Expression;
      right: Expression;
    };

/** Arithmetic, comparing and logical operators of metric math. */
export type Operator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | '=='
  | '!='
  | '<='
  | '>='
  | '<'
  | '>'
  | '&&'
  | '||';
