import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { jsonPathOf } from '../json-path';
import { isJsonObject } from '../json-types';
import { ValueTest } from '../value-test';
import { ignoringCase } from './equals-ignore-case';

type Affix = 'prefix' | 'suffix';

const VERB: Record<Affix, string> = {
  prefix: 'begins with',
  suffix: 'ends with',
};

/** Compiles `prefix` and `suffix`, plain or with `equals-ignore-case` inside. */
export function compileAffix(
  affix: Affix,
  operand: unknown,
  path: string,
): ValueTest {
  if (isJsonObject(operand)) {
    return compileAffixIgnoringCase(affix, operand, path);
  }
  if (typeof operand !== 'string') {
    throw new InvalidEventPatternError(
      path,
      `${affix} match pattern must be a string`,
    );
  }
  return {
    kind: 'value',
    reads: 'text',
    negated: false,
    expected: `a value that ${VERB[affix]} ${JSON.stringify(operand)}`,
    passes:
      affix === 'prefix'
        ? value => typeof value === 'string' && value.startsWith(operand)
        : value => typeof value === 'string' && value.endsWith(operand),
  };
}

function compileAffixIgnoringCase(
  affix: Affix,
  operand: Record<string, unknown>,
  path: string,
): ValueTest {
  const [operator, ...others] = Object.keys(operand);
  if (operator === undefined) {
    throw new InvalidEventPatternError(
      path,
      `${affix} must be a string or {"equals-ignore-case": "…"}, not an empty object`,
    );
  }
  if (operator !== 'equals-ignore-case') {
    throw new InvalidEventPatternError(
      jsonPathOf(path, operator),
      `Unsupported ${affix} pattern: ${operator}; only equals-ignore-case can stand here`,
    );
  }
  const text = operand[operator];
  if (typeof text !== 'string') {
    throw new InvalidEventPatternError(
      jsonPathOf(path, operator),
      'equals-ignore-case match pattern must be a string',
    );
  }
  if (others.length > 0) {
    throw new InvalidEventPatternError(
      path,
      'Only one key allowed in match expression',
    );
  }
  const pattern = new RegExp(
    affix === 'prefix' ? `^${ignoringCase(text)}` : `${ignoringCase(text)}$`,
  );
  return {
    kind: 'value',
    reads: 'text',
    negated: false,
    expected: `a value that ${VERB[affix]} ${JSON.stringify(
      text,
    )} in any casing`,
    passes: value => typeof value === 'string' && pattern.test(value),
  };
}
