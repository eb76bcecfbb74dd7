import { Expression, Operator } from './expression';
import { invalidExpression } from './invalid-expression';

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|"([^"]*)"|'([^']*)'|(==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]))/y;

/** Weakest first; operators of one level are taken from left to right. */
const LEVELS: Operator[][] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
];

const WORD_OPERATORS: Record<string, Operator | undefined> = {
  AND: '&&',
  OR: '||',
};

interface Token {
  kind: 'number' | 'name' | 'text' | 'symbol' | 'end';
  text: string;
}

/** Takes one expression apart, by recursive descent. */
export class ExpressionParser {
  readonly #tokens: Token[];
  #at = 0;

  constructor(private readonly source: string) {
    this.#tokens = this.#tokenize();
  }

  parse(): Expression {
    const expression = this.#parseLevel(0);
    if (this.#next.kind !== 'end') {
      throw this.#unexpected();
    }
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#at];
  }

  #parseLevel(level: number): Expression {
    if (level === LEVELS.length) {
      return this.#parsePower();
    }
    let left = this.#parseLevel(level + 1);
    for (;;) {
      const operator = this.#operatorOf(LEVELS[level]);
      if (!operator) {
        return left;
      }
      this.#at += 1;
      const right = this.#parseLevel(level + 1);
      left = { kind: 'operation', operator, left, right };
    }
  }

  #parsePower(): Expression {
    const base = this.#parseSigned();
    if (!this.#takeSymbol('^')) {
      return base;
    }
    return {
      kind: 'operation',
      operator: '^',
      left: base,
      right: this.#parsePower(),
    };
  }

  #parseSigned(): Expression {
    if (this.#takeSymbol('-')) {
      return { kind: 'negation', operand: this.#parseSigned() };
    }
    return this.#takeSymbol('+') ? this.#parseSigned() : this.#parsePrimary();
  }

  #parsePrimary(): Expression {
    const token = this.#next;
    switch (token.kind) {
      case 'number':
        this.#at += 1;
        return { kind: 'number', value: Number(token.text) };
      case 'text':
        this.#at += 1;
        return { kind: 'text', value: token.text };
      case 'name':
        this.#at += 1;
        return this.#takeSymbol('(')
          ? {
              kind: 'call',
              name: token.text.toUpperCase(),
              arguments: this.#parseItems(')'),
            }
          : { kind: 'name', name: token.text };
      default:
        if (this.#takeSymbol('[')) {
          return { kind: 'list', items: this.#parseItems(']') };
        }
        if (this.#takeSymbol('(')) {
          const inner = this.#parseLevel(0);
          this.#expectSymbol(')');
          return inner;
        }
        throw this.#unexpected();
    }
  }

  #parseItems(end: ')' | ']'): Expression[] {
    const items: Expression[] = [];
    if (this.#takeSymbol(end)) {
      return items;
    }
    do {
      items.push(this.#parseLevel(0));
    } while (this.#takeSymbol(','));
    this.#expectSymbol(end);
    return items;
  }

  #operatorOf(operators: Operator[]): Operator | undefined {
    const token = this.#next;
    const text =
      token.kind === 'name' ? WORD_OPERATORS[token.text] : token.text;
    return token.kind === 'symbol' || token.kind === 'name'
      ? operators.find(operator => operator === text)
      : undefined;
  }

  #takeSymbol(symbol: string): boolean {
    const isNext = this.#next.kind === 'symbol' && this.#next.text === symbol;
    if (isNext) {
      this.#at += 1;
    }
    return isNext;
  }

  #expectSymbol(symbol: string): void {
    if (!this.#takeSymbol(symbol)) {
      throw this.#unexpected();
    }
  }

  #unexpected(): Error {
    const { kind, text } = this.#next;
    return invalidExpression(
      this.source,
      kind === 'end' ? 'it ends too early' : `'${text}' is not expected there`,
    );
  }

  #tokenize(): Token[] {
    const tokens: Token[] = [];
    const text = this.source.trimEnd();
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const at = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (!match) {
        throw invalidExpression(
          this.source,
          `'${text.slice(at).trim().charAt(0)}' means nothing in metric math`,
        );
      }
      tokens.push(toToken(match));
    }
    tokens.push({ kind: 'end', text: '' });
    return tokens;
  }
}

function toToken(match: RegExpExecArray): Token {
  const [, number, name, doubleQuoted, singleQuoted, symbol] = match;
  if (number !== undefined) {
    return { kind: 'number', text: number };
  }
  if (name !== undefined) {
    return { kind: 'name', text: name };
  }
  if (symbol !== undefined) {
    return { kind: 'symbol', text: symbol };
  }
  return { kind: 'text', text: doubleQuoted ?? singleQuoted };
}
