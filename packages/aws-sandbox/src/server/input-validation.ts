import { NormalizedSchema } from '@smithy/core/schema';

/**
 * Compares an input with its shape: required members must be there, and
 * values must be of their kind. Constraints such as lengths and patterns are
 * not in the clients' schemas; services check those that matter to them.
 *
 * @returns one sentence a fault, worded as AWS words it; empty when all is well
 */
export function inputFaults(
  schema: NormalizedSchema,
  input: unknown,
): string[] {
  const faults: string[] = [];
  visit(schema, input, [], faults);
  return faults;
}

function visit(
  schema: NormalizedSchema,
  value: unknown,
  path: string[],
  faults: string[],
): void {
  if (value === undefined || value === null || schema.isDocumentSchema()) {
    return;
  }
  if (schema.isStructSchema()) {
    visitStructure(schema, value, path, faults);
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) {
      faults.push(wrongKind(path, 'a list'));
      return;
    }
    const member = schema.getValueSchema();
    value.forEach((item, index) =>
      visit(member, item, [...path, String(index + 1), 'member'], faults),
    );
  } else if (schema.isMapSchema()) {
    if (!isRecord(value)) {
      faults.push(wrongKind(path, 'a map'));
      return;
    }
    const member = schema.getValueSchema();
    for (const [key, item] of Object.entries(value)) {
      visit(member, item, [...path, key, 'member'], faults);
    }
  } else {
    visitSimple(schema, value, path, faults);
  }
}

function visitStructure(
  schema: NormalizedSchema,
  value: unknown,
  path: string[],
  faults: string[],
): void {
  if (!isRecord(value)) {
    faults.push(wrongKind(path, 'a structure'));
    return;
  }
  const required = requiredMembers(schema);
  for (const [name, member] of schema.structIterator()) {
    if (value[name] === undefined || value[name] === null) {
      if (required.has(name)) {
        faults.push(
          `Value null at '${wireName([
            ...path,
            name,
          ])}' failed to satisfy constraint: Member must not be null`,
        );
      }
    } else {
      visit(member, value[name], [...path, name], faults);
    }
  }
}

function visitSimple(
  schema: NormalizedSchema,
  value: unknown,
  path: string[],
  faults: string[],
): void {
  if (schema.isStringSchema()) {
    // A string with a media type is read as a lazy JSON string object.
    if (typeof value !== 'string' && !(value instanceof String)) {
      faults.push(wrongKind(path, 'a string'));
    }
  } else if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') {
      faults.push(wrongKind(path, 'a boolean'));
    }
  } else if (schema.isNumericSchema()) {
    if (typeof value !== 'number' || Number.isNaN(value)) {
      faults.push(wrongKind(path, 'a number'));
    }
  } else if (schema.isTimestampSchema()) {
    if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
      faults.push(wrongKind(path, 'a timestamp'));
    }
  }
}

/** A structure's required members come first; the seventh element of its schema counts them. */
function requiredMembers(schema: NormalizedSchema): Set<string> {
  const raw = schema.getSchema();
  if (!Array.isArray(raw)) {
    return new Set();
  }
  const [, , , , names, , count] = raw as readonly unknown[];
  return Array.isArray(names) && typeof count === 'number'
    ? new Set<string>(names.slice(0, count))
    : new Set();
}

function wrongKind(path: string[], kind: string): string {
  return `Value at '${wireName(
    path,
  )}' failed to satisfy constraint: Member must be ${kind}`;
}

/** AWS begins member names with a small letter in these sentences. */
function wireName(path: string[]): string {
  return path
    .map(step => step.charAt(0).toLowerCase() + step.slice(1))
    .join('.');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
