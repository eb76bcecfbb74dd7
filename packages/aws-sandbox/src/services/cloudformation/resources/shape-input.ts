import { NormalizedSchema } from '@smithy/core/schema';
import { isRecord } from '../template/template';
import { InvalidPropertyError, UnknownPropertyError } from './resource-type';

/**
 * Brings properties of a template into the shape of an operation's input.
 * CloudFormation and the APIs share their names, but for the case of letters;
 * templates may write numbers and booleans as texts, and documents as objects.
 *
 * @param schema - the shape that is wanted, from the SDK's client
 * @param path - where in the properties the value stands
 * @throws UnknownPropertyError for a name that the shape doesn't have
 * @throws InvalidPropertyError for a value of another kind
 */
export function shapeInput(
  schema: NormalizedSchema,
  value: unknown,
  path: readonly string[] = [],
): unknown {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (schema.isDocumentSchema()) {
    return value;
  }
  if (schema.isStructSchema()) {
    return structure(schema, value, path);
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) {
      throw wrongKind(path, 'a list');
    }
    return value.map((item, index) =>
      shapeInput(schema.getValueSchema(), item, [...path, String(index)]),
    );
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) {
      throw wrongKind(path, 'an object');
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        shapeInput(schema.getValueSchema(), item, [...path, key]),
      ]),
    );
  }
  return simple(schema, value, path);
}

/** The name that a shape has for a property, whatever the case of its letters. */
export function memberName(
  schema: NormalizedSchema,
  property: string,
): string | undefined {
  const wanted = property.toLowerCase();
  for (const [name] of schema.structIterator()) {
    if (name.toLowerCase() === wanted) {
      return name;
    }
  }
  return undefined;
}

function structure(
  schema: NormalizedSchema,
  value: unknown,
  path: readonly string[],
): Record<string, unknown> {
  if (!isRecord(value)) {
    throw wrongKind(path, 'an object');
  }
  const shaped: Record<string, unknown> = {};
  for (const [property, item] of Object.entries(value)) {
    const name = memberName(schema, property);
    if (name === undefined) {
      throw new UnknownPropertyError([...path, property]);
    }
    shaped[name] = shapeInput(schema.getMemberSchema(name), item, [
      ...path,
      property,
    ]);
  }
  return shaped;
}

function simple(
  schema: NormalizedSchema,
  value: unknown,
  path: readonly string[],
): unknown {
  if (schema.isBlobSchema()) {
    return Buffer.from(String(value));
  }
  if (schema.isStringSchema()) {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  if (schema.isBooleanSchema()) {
    if (!/^(true|false)$/i.test(String(value))) {
      throw wrongKind(path, 'a boolean');
    }
    return /^true$/i.test(String(value));
  }
  if (schema.isNumericSchema()) {
    const number = Number(value);
    if (value === '' || typeof value === 'object' || Number.isNaN(number)) {
      throw wrongKind(path, 'a number');
    }
    return number;
  }
  if (schema.isTimestampSchema()) {
    const at = new Date(String(value));
    if (Number.isNaN(at.getTime())) {
      throw wrongKind(path, 'a time');
    }
    return at;
  }
  return value;
}

function wrongKind(path: readonly string[], kind: string) {
  return new InvalidPropertyError(`#/${path.join('/')}: expected ${kind}`);
}
