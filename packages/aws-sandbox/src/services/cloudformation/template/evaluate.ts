import { validationError } from '../errors';
import { subnetsOf } from './cidr';
import { attributeReference, substitute } from './references';
import { isRecord } from './template';

/** What the functions of a template draw on. */
export interface Surroundings {
  /** Pseudo parameters and parameters; undefined when there is no such one. */
  parameter(name: string): unknown;
  /** @throws AwsError when there is no such condition */
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  /** `Ref` of a resource. */
  physicalId(logicalId: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  importValue(name: string): unknown;
  availabilityZones(region: string): string[];
}

/** `AWS::NoValue`: the property is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

/** Stands in a change set for what is known only when the change has been made. */
export const KNOWN_AFTER_APPLY = '{{changeSet:KNOWN_AFTER_APPLY}}';

/**
 * Works out the value of a part of a template.
 *
 * @throws AwsError `ValidationError` that names the function and what is wrong with it
 */
export function evaluate(value: unknown, surroundings: Surroundings): unknown {
  const evaluated = valueOf(value, surroundings);
  return evaluated === NO_VALUE ? undefined : evaluated;
}

function valueOf(value: unknown, from: Surroundings): unknown {
  if (Array.isArray(value)) {
    return value
      .map(item => valueOf(item, from))
      .filter(item => item !== NO_VALUE);
  }
  if (!isRecord(value)) {
    return value;
  }
  const [name, ...more] = Object.keys(value);
  if (more.length === 0 && name !== undefined) {
    const run = functionNamed(name);
    if (run) {
      return run(value[name], from);
    }
    if (name.startsWith('Fn::')) {
      throw validationError(
        `Template error: the AWS sandbox does not have the function ${name}`,
      );
    }
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, valueOf(item, from)] as const)
      .filter(([, item]) => item !== NO_VALUE),
  );
}

type TemplateFunction = (argument: unknown, from: Surroundings) => unknown;

const FUNCTIONS: Record<string, TemplateFunction> = {
  Ref(argument, from) {
    const name = String(argument);
    if (name === 'AWS::NoValue') {
      return NO_VALUE;
    }
    const parameter = from.parameter(name);
    return parameter === undefined ? from.physicalId(name) : parameter;
  },

  'Fn::GetAtt'(argument, from) {
    const [id, attribute] = attributeReference(argument);
    return from.attribute(id, text('Fn::GetAtt', valueOf(attribute, from)));
  },

  'Fn::Sub'(argument, from) {
    const [template, variables] = Array.isArray(argument)
      ? argument
      : [argument, {}];
    const given = valueOf(variables, from) as Record<string, unknown>;
    return substitute(text('Fn::Sub', template), (id, attribute) => {
      const name = attribute === undefined ? id : `${id}.${attribute}`;
      if (name in given) {
        return text('Fn::Sub', given[name]);
      }
      return text(
        'Fn::Sub',
        attribute === undefined
          ? FUNCTIONS.Ref(id, from)
          : from.attribute(id, attribute),
      );
    });
  },

  'Fn::Join'(argument, from) {
    const [separator, items] = list('Fn::Join', argument, 2);
    return list('Fn::Join', valueOf(items, from))
      .map(item => text('Fn::Join', item))
      .join(text('Fn::Join', separator));
  },

  'Fn::Select'(argument, from) {
    const [index, items] = list('Fn::Select', argument, 2);
    const position = Number(valueOf(index, from));
    const candidates = valueOf(items, from);
    if (isUnknown(candidates)) {
      return KNOWN_AFTER_APPLY;
    }
    const chosen = list('Fn::Select', candidates)[position];
    if (chosen === undefined || chosen === null) {
      throw validationError(
        `Template error: Fn::Select cannot select nonexistent value at index ${position}`,
      );
    }
    return chosen;
  },

  'Fn::Split'(argument, from) {
    const [separator, whole] = list('Fn::Split', argument, 2);
    const string = text('Fn::Split', valueOf(whole, from));
    return isUnknown(string)
      ? [KNOWN_AFTER_APPLY]
      : string.split(text('Fn::Split', separator));
  },

  'Fn::If'(argument, from) {
    const [condition, yes, no] = list('Fn::If', argument, 3);
    return valueOf(from.condition(text('Fn::If', condition)) ? yes : no, from);
  },

  'Fn::FindInMap'(argument, from) {
    const [map, first, second] = list('Fn::FindInMap', argument, 3).map(item =>
      text('Fn::FindInMap', valueOf(item, from)),
    );
    return from.mapping(map, first, second);
  },

  'Fn::ImportValue'(argument, from) {
    return from.importValue(text('Fn::ImportValue', valueOf(argument, from)));
  },

  'Fn::Base64'(argument, from) {
    return Buffer.from(text('Fn::Base64', valueOf(argument, from))).toString(
      'base64',
    );
  },

  'Fn::GetAZs'(argument, from) {
    const region = text('Fn::GetAZs', valueOf(argument, from));
    return from.availabilityZones(
      region || String(FUNCTIONS.Ref('AWS::Region', from)),
    );
  },

  'Fn::Cidr'(argument, from) {
    const [block, count, hostBits] = list('Fn::Cidr', argument).map(item =>
      valueOf(item, from),
    );
    return isUnknown(block)
      ? Array.from({ length: Number(count) }, () => KNOWN_AFTER_APPLY)
      : subnetsOf(
          text('Fn::Cidr', block),
          Number(count),
          Number(hostBits ?? 8),
        );
  },

  'Fn::Length'(argument, from) {
    return list('Fn::Length', valueOf(argument, from)).length;
  },

  'Fn::ToJsonString'(argument, from) {
    return JSON.stringify(valueOf(argument, from));
  },

  'Fn::Equals'(argument, from) {
    const [left, right] = list('Fn::Equals', argument, 2).map(item =>
      valueOf(item, from),
    );
    return (
      JSON.stringify(comparable(left)) === JSON.stringify(comparable(right))
    );
  },

  'Fn::And'(argument, from) {
    return list('Fn::And', argument).every(item => truth(item, from));
  },

  'Fn::Or'(argument, from) {
    return list('Fn::Or', argument).some(item => truth(item, from));
  },

  'Fn::Not'(argument, from) {
    return !truth(list('Fn::Not', argument, 1)[0], from);
  },

  Condition(argument, from) {
    // A policy statement has a `Condition` too; there it holds operators.
    return typeof argument === 'string'
      ? from.condition(argument)
      : { Condition: valueOf(argument, from) };
  },
};

function functionNamed(name: string): TemplateFunction | undefined {
  return FUNCTIONS[name];
}

/** The value of a condition's expression. */
export function truth(expression: unknown, from: Surroundings): boolean {
  const value = valueOf(expression, from);
  if (value === true || value === 'true') {
    return true;
  }
  if (value === false || value === 'false') {
    return false;
  }
  throw validationError(
    'Template format error: Every Condition member must be a condition function or a Boolean.',
  );
}

/** Numbers and booleans are texts to `Fn::Equals`. */
function comparable(value: unknown): unknown {
  return typeof value === 'object' ? value : String(value);
}

function isUnknown(value: unknown): boolean {
  return Array.isArray(value)
    ? value.some(isUnknown)
    : typeof value === 'string' && value.includes(KNOWN_AFTER_APPLY);
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) {
    return value.join(',');
  }
  throw validationError(
    `Template error: ${name} takes a text here, not ${JSON.stringify(value)}`,
  );
}

function list(name: string, value: unknown, length?: number): unknown[] {
  if (Array.isArray(value) && (length ?? value.length) === value.length) {
    return value;
  }
  throw validationError(
    `Template error: ${name} takes a list${
      length === undefined ? '' : ` of ${length}`
    }, not ${JSON.stringify(value)}`,
  );
}
