import { StateMachineType } from '@aws-sdk/client-sfn';
import validate, { ValidationError } from 'asl-validator';
import { invalidDefinition } from '../errors';
import { StateMachineDefinition, allStates } from './state-machine-definition';

/** What is wrong with a definition. */
export interface Diagnostic {
  code: string;
  message: string;
  location?: string;
}

const MAXIMUM_LENGTH = 1_048_576;

/**
 * Everything that Step Functions would refuse in a definition: its syntax, its
 * transitions, and what an Express workflow cannot do.
 */
export function diagnose(
  definition: string,
  type: StateMachineType,
): Diagnostic[] {
  if (definition.length > MAXIMUM_LENGTH) {
    return [
      {
        code: 'MAX_DEFINITION_LENGTH',
        message: `A definition has at most ${MAXIMUM_LENGTH} characters`,
      },
    ];
  }
  const parsed = parseJson(definition);
  if (typeof parsed !== 'object' || parsed === null) {
    return [
      {
        code: 'INVALID_JSON_DESCRIPTION',
        message: 'The definition is not a JSON object',
      },
    ];
  }
  const errors = validationErrors(parsed, definition);
  return [
    ...errors.map(error => ({
      code: error['Error code'],
      message: error.Message,
      location: error.schemaError?.instancePath,
    })),
    ...(errors.length === 0 && type === 'EXPRESS'
      ? beyondExpress(parsed as StateMachineDefinition)
      : []),
  ];
}

/** @throws AwsError `InvalidDefinition` */
export function checkDefinition(
  definition: string,
  type: StateMachineType,
): void {
  const diagnostics = diagnose(definition, type);
  if (diagnostics.length > 0) {
    throw invalidDefinition(
      diagnostics.map(({ code, message }) => `${code}: ${message}`).join(', '),
    );
  }
}

/** The validator compiles its schemas anew each time, which takes most of a second: it is asked once. */
const validated = new Map<string, ValidationError[]>();
const REMEMBERED_DEFINITIONS = 100;

function validationErrors(
  parsed: object,
  definition: string,
): ValidationError[] {
  const known = validated.get(definition);
  if (known) {
    return known;
  }
  const { errors } = validate(parsed);
  validated.set(definition, errors);
  if (validated.size > REMEMBERED_DEFINITIONS) {
    const [oldest] = validated.keys();
    validated.delete(oldest);
  }
  return errors;
}

/** Express workflows neither wait for jobs nor for callbacks nor for workers. */
function beyondExpress(definition: StateMachineDefinition): Diagnostic[] {
  return allStates(definition)
    .filter(([, { Type, Resource = '' }]) => {
      const waits = /\.(sync(:\d)?|waitForTaskToken)$/.test(Resource);
      return Type === 'Task' && (waits || Resource.includes(':activity:'));
    })
    .map(([name, { Resource }]) => ({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: `Express state machine does not support the resource ${Resource} of state ${name}`,
      location: `/States/${name}/Resource`,
    }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
