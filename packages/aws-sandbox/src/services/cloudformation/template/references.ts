import { isRecord } from './template';

/** What a part of a template names. */
export interface References {
  /** Logical ids, parameters and pseudo parameters, of `Ref` and `Fn::Sub`. */
  names: Set<string>;
  /** Logical ids of `Fn::GetAtt` and of dotted names in `Fn::Sub`. */
  attributes: Set<string>;
  conditions: Set<string>;
}

const SUBSTITUTION = /\$\{([^!][^}]*)\}/g;

/** Collects everything that a part of a template names, in all its branches. */
export function referencesIn(value: unknown): References {
  const found: References = {
    names: new Set(),
    attributes: new Set(),
    conditions: new Set(),
  };
  collect(value, found);
  return found;
}

function collect(value: unknown, found: References): void {
  if (Array.isArray(value)) {
    value.forEach(item => collect(item, found));
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  const keys = Object.keys(value);
  const argument = keys.length === 1 ? value[keys[0]] : undefined;
  switch (keys.length === 1 ? keys[0] : undefined) {
    case 'Ref':
      found.names.add(String(argument));
      return;
    case 'Fn::GetAtt':
      found.attributes.add(attributeReference(argument)[0]);
      return;
    case 'Fn::Sub':
      collectSubstitutions(argument, found);
      return;
    case 'Condition':
      if (typeof argument === 'string') {
        found.conditions.add(argument);
        return;
      }
      break;
    case 'Fn::If':
      if (Array.isArray(argument)) {
        found.conditions.add(String(argument[0]));
        argument.slice(1).forEach(item => collect(item, found));
        return;
      }
      break;
    default:
  }
  Object.values(value).forEach(item => collect(item, found));
}

function collectSubstitutions(argument: unknown, found: References): void {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  collect(variables, found);
  for (const [, name] of String(text).matchAll(SUBSTITUTION)) {
    if (isRecord(variables) && name.trim() in variables) {
      continue;
    }
    const [id, attribute] = splitAtDot(name.trim());
    (attribute === undefined ? found.names : found.attributes).add(id);
  }
}

/** The logical id and the attribute that the argument of `Fn::GetAtt` names. */
export function attributeReference(argument: unknown): [string, unknown] {
  if (Array.isArray(argument)) {
    return [String(argument[0]), argument[1]];
  }
  return splitAtDot(String(argument)) as [string, unknown];
}

/** Replaces each `${Name}` of a text; `${!Name}` stands for `${Name}` itself. */
export function substitute(
  text: string,
  replace: (id: string, attribute: string | undefined) => string,
): string {
  return text
    .replace(SUBSTITUTION, (_, name: string) =>
      replace(...splitAtDot(name.trim())),
    )
    .replace(/\$\{!([^}]*)\}/g, (_, literal: string) => `\${${literal}}`);
}

function splitAtDot(name: string): [string, string | undefined] {
  const dot = name.indexOf('.');
  return dot === -1
    ? [name, undefined]
    : [name.slice(0, dot), name.slice(dot + 1)];
}
