import { checkServiceName } from './names';
import { fieldRuleOf } from './validation-fields';
import { GoldenPathFinding, GoldenPathValues } from './validation-finding';
import { RELATIONS } from './validation-relations';
import { checkText } from './validation-text';

export type { GoldenPathFinding, GoldenPathValues } from './validation-finding';

/** What the rules say of a form's values. @public */
export interface GoldenPathVerdict {
  /** The values with what follows from them, such as the figures of scaling. */
  values: GoldenPathValues;
  /** Each of them must be mended before anything is stamped. */
  problems: GoldenPathFinding[];
  /** What works, but not as wished. */
  warnings: GoldenPathFinding[];
}

/**
 * Values whose insides are not fields of the form: documents with rules of
 * their own.
 */
const DOCUMENTS = [
  'eventPattern',
  'containerOverrides',
  'environment',
  'inputTemplate',
];

/**
 * Holds the values of a golden path's form to AWS's limits and to what the
 * patterns need. Fields have the same names in all golden paths; one that
 * isn't asked isn't checked, and one that no rule knows must still be text that
 * every file can hold.
 *
 * @param goldenPath - the golden path's id; the limit of names depends on it
 * @public
 */
export function validateGoldenPath(
  goldenPath: string,
  values: GoldenPathValues,
): GoldenPathVerdict {
  const problems = [
    ...checkName(goldenPath, values.name),
    ...Object.entries(withoutBlanks(values)).flatMap(([name, value]) =>
      DOCUMENTS.includes(name) ? [] : checkValue(name, value),
    ),
  ];
  const verdict: GoldenPathVerdict = { values, problems, warnings: [] };
  for (const relation of RELATIONS) {
    const result = relation(verdict.values);
    verdict.problems.push(...(result.problems ?? []));
    verdict.warnings.push(...(result.warnings ?? []));
    verdict.values = { ...verdict.values, ...result.values };
  }
  return verdict;
}

function checkName(goldenPath: string, name: unknown): GoldenPathFinding[] {
  const message =
    typeof name === 'string'
      ? checkServiceName(name, goldenPath)
      : 'Enter a name';
  return message ? [{ field: 'name', rule: 'service-name', message }] : [];
}

/** Forms hand over an optional field that was emptied again as an empty text. */
function withoutBlanks(values: GoldenPathValues): GoldenPathValues {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => name !== 'name' && value !== '' && value !== null,
    ),
  );
}

function checkValue(field: string, value: unknown): GoldenPathFinding[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      checkValue(`${field}[${index}]`, item),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, item]) =>
      item === '' || item === null ? [] : checkValue(`${field}.${name}`, item),
    );
  }
  const path = field.replace(/\[\d+\]/g, '');
  const name = path.slice(path.lastIndexOf('.') + 1);
  const ofText = typeof value === 'string' && checkText(field, name, value);
  if (ofText) {
    return [ofText];
  }
  const rule = fieldRuleOf(path);
  const message = rule?.check(value);
  return rule && message
    ? [{ field, rule: rule.rule, message: `${field}: ${message}` }]
    : [];
}
