import { InvalidEventPatternError } from './InvalidEventPatternError';
import { FieldPattern, fieldPattern } from './field-pattern';
import { jsonPathOf } from './json-path';
import { isJsonObject, isJsonScalar, JsonObject } from './json-types';
import { compileExactValue, compileMatchExpression } from './operators';
import { FieldTest } from './value-test';

/**
 * One way to match: all of its fields must. A pattern without `$or` has one
 * branch. The fields are sorted by name, the order in which Ruler tries them.
 */
export type PatternBranch = readonly FieldPattern[];

const OR = '$or';

/**
 * EventBridge refuses a pattern when the objects of its `$or` arrays give more
 * combinations than this.
 */
const MOST_COMBINATIONS = 1000;

/**
 * Names that Event Ruler reserves inside `$or`, some of them for operators to
 * come.
 */
const RESERVED_INSIDE_OR = new Set([
  'exactly',
  'equals-ignore-case',
  'prefix',
  'suffix',
  'anything-but',
  'exists',
  'wildcard',
  'numeric',
  'cidr',
  '=',
  '<',
  '<=',
  '>',
  '>=',
  'regex',
  'not-wildcard',
  'not-equals-ignore-case',
  'date-after',
  'date-on-or-after',
  'date-before',
  'date-on-or-before',
  'in-date-range',
  'ip-address-in-range',
  'ip-address-not-in-range',
]);

/** Fields by name: a later field of the same name takes the place of an earlier one. */
type OpenBranch = ReadonlyMap<string, FieldPattern>;

/** Where the parser stands. */
interface Position {
  /** In the pattern, for errors. */
  path: string;
  /** In the event: the steps joined by dots, empty at the root. */
  name: string;
  /** In the event, as a JSONPath. */
  eventPath: string;
  insideOr: boolean;
  /** True when `$or` is read as the name of a field like any other. */
  orIsFieldName: boolean;
}

const ROOT: Position = {
  path: '$',
  name: '',
  eventPath: '$',
  insideOr: false,
  orIsFieldName: false,
};

/**
 * Reads an event pattern, an object or its JSON text.
 *
 * @throws {@link InvalidEventPatternError} for what EventBridge refuses.
 */
export function parseEventPattern(pattern: unknown): PatternBranch[] {
  const root = typeof pattern === 'string' ? parseJson(pattern) : pattern;
  if (!isJsonObject(root)) {
    throw new InvalidEventPatternError('$', 'Filter is not an object');
  }
  return readRoot(root).map(branch =>
    [...branch.values()].sort((a, b) =>
      a.name < b.name ? -1 : Number(a.name > b.name),
    ),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidEventPatternError(
      '$',
      `It is not JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/**
 * When `$or` cannot be read as a relationship, Ruler reads it as the name of a
 * field. If that fails too, the first error is the one that helps: somebody who
 * writes `$or` means the relationship.
 */
function readRoot(root: JsonObject): OpenBranch[] {
  const none: OpenBranch[] = [new Map()];
  try {
    return readObject(root, ROOT, none);
  } catch (asRelationship) {
    if (!(asRelationship instanceof InvalidEventPatternError)) {
      throw asRelationship;
    }
    try {
      return readObject(root, { ...ROOT, orIsFieldName: true }, none);
    } catch {
      throw asRelationship;
    }
  }
}

function readObject(
  object: JsonObject,
  position: Position,
  branches: OpenBranch[],
): OpenBranch[] {
  const names = Object.keys(object);
  if (names.length === 0) {
    throw new InvalidEventPatternError(
      position.path,
      'Empty objects are not allowed',
    );
  }
  return names.reduce(
    (soFar, name) => readMember(name, object[name], position, soFar),
    branches,
  );
}

function readMember(
  name: string,
  value: unknown,
  parent: Position,
  branches: OpenBranch[],
): OpenBranch[] {
  const path = jsonPathOf(parent.path, name);
  if (name === OR && !parent.orIsFieldName) {
    return readOr(value, { ...parent, path }, branches);
  }
  if (parent.insideOr && RESERVED_INSIDE_OR.has(name)) {
    throw new InvalidEventPatternError(
      path,
      `${name} is Ruler reserved fieldName which cannot be used inside $or.`,
    );
  }
  const position: Position = {
    ...parent,
    path,
    name: parent.name === '' ? name : `${parent.name}.${name}`,
    eventPath: jsonPathOf(parent.eventPath, name),
  };
  if (isJsonObject(value)) {
    return readObject(value, position, branches);
  }
  if (Array.isArray(value)) {
    const field = readField(value, position);
    return branches.map(branch => new Map([...branch, [field.name, field]]));
  }
  throw new InvalidEventPatternError(
    path,
    `"${name}" must be an object or an array`,
  );
}

function readOr(
  value: unknown,
  position: Position,
  branches: OpenBranch[],
): OpenBranch[] {
  const { path } = position;
  if (!Array.isArray(value)) {
    throw new InvalidEventPatternError(
      path,
      'It must be an Array followed with $or.',
    );
  }
  const alternatives = value.map((entry: unknown, index) => {
    const at = jsonPathOf(path, index);
    if (!isJsonObject(entry)) {
      throw new InvalidEventPatternError(
        at,
        'Only JSON object is allowed in array of $or relationship.',
      );
    }
    return { entry, at };
  });
  if (alternatives.length < 2) {
    throw new InvalidEventPatternError(
      path,
      'There must have at least 2 Objects in $or relationship.',
    );
  }
  if (branches.length * alternatives.length > MOST_COMBINATIONS) {
    throw tooManyCombinations(path);
  }
  const result: OpenBranch[] = [];
  for (const { entry, at } of alternatives) {
    result.push(
      ...readObject(entry, { ...position, path: at, insideOr: true }, branches),
    );
    if (result.length > MOST_COMBINATIONS) {
      throw tooManyCombinations(path);
    }
  }
  return result;
}

function tooManyCombinations(path: string): InvalidEventPatternError {
  return new InvalidEventPatternError(
    path,
    `The $or arrays of the pattern give more than ${MOST_COMBINATIONS} rule combinations: the numbers of their objects are multiplied`,
  );
}

function readField(entries: unknown[], position: Position): FieldPattern {
  if (entries.length === 0) {
    throw new InvalidEventPatternError(
      position.path,
      'Empty arrays are not allowed',
    );
  }
  const tests = entries.map((entry, index) =>
    readEntry(entry, jsonPathOf(position.path, index)),
  );
  return fieldPattern(position.name, position.eventPath, tests);
}

function readEntry(entry: unknown, path: string): FieldTest {
  if (isJsonObject(entry)) {
    return compileMatchExpression(entry, path);
  }
  if (isJsonScalar(entry)) {
    return compileExactValue(entry);
  }
  throw new InvalidEventPatternError(
    path,
    'Match value must be String, number, true, false, or null',
  );
}
