import {
  ExecutionError,
  StateMachine,
  StateMachineDefinition as LibraryDefinition,
} from 'aws-local-stepfunctions';
import { StateDefinition } from '../definition/state-machine-definition';
import { StateError } from './StateError';

/*
 * JSON paths, payload templates, intrinsic functions and choice rules are the
 * library's business. It would run whole machines too, but on the machine's
 * own timers (the sandbox has a clock of its own), with a limit of 60 seconds
 * for each task, with no heartbeats and no task tokens, and without the
 * context object inside of a Map. So it is given one step of one state at a
 * time, each of which it answers at once, and what leads from step to step is
 * in run-flow.ts and run-state.ts.
 */

type Json = Parameters<StateMachine['run']>[0];
type Handlers = Record<string, (input: Json) => Json>;

/** The library writes its own `Execution` into the context; what is under this key it leaves alone. */
const OWN_CONTEXT = 'Context';

/** Applies `InputPath` and `Parameters`. */
export function processInput(
  state: Partial<StateDefinition>,
  input: unknown,
  context: object,
): Promise<unknown> {
  const fields = pick(state, ['InputPath', 'Parameters']);
  return isEmpty(fields)
    ? Promise.resolve(input)
    : runOne({ Type: 'Pass', ...fields }, input, context);
}

/** Applies `ResultSelector`, `ResultPath` and `OutputPath`. */
export function processOutput(
  state: Partial<StateDefinition>,
  input: unknown,
  result: unknown,
  context: object,
): Promise<unknown> {
  const fields = pick(state, ['ResultSelector', 'ResultPath', 'OutputPath']);
  if (fields.ResultPath === '$') {
    // The default, spelt out; the library would make a field named `$`.
    delete fields.ResultPath;
  }
  return isEmpty(fields)
    ? Promise.resolve(result)
    : runOne({ Type: 'Task', Resource: '', ...fields }, input, context, {
        state: () => result as Json,
      });
}

/** The value of one path or intrinsic function. */
export async function evaluate(
  expression: unknown,
  input: unknown,
  context: object,
): Promise<unknown> {
  const { value } = (await processInput(
    { Parameters: { 'value.$': expression } },
    input,
    context,
  )) as { value: unknown };
  return value;
}

/** The state that a Choice leads to. */
export async function choose(
  state: StateDefinition,
  input: unknown,
  context: object,
): Promise<string> {
  const choices = state.Choices as { Next: string }[];
  const targets = [...choices.map(({ Next }) => Next), state.Default].filter(
    target => typeof target === 'string',
  );
  const numbered = (target: string) => `target ${targets.indexOf(target)}`;
  const chosen = await run(
    {
      StartAt: 'state',
      States: {
        state: {
          Type: 'Choice',
          Choices: choices.map(choice => ({
            ...(withOwnContext(choice) as object),
            Next: numbered(choice.Next),
          })),
          ...(typeof state.Default === 'string' && {
            Default: numbered(state.Default),
          }),
        },
        ...Object.fromEntries(
          targets.map(target => [
            numbered(target),
            { Type: 'Pass', Result: target, End: true },
          ]),
        ),
      },
    } as LibraryDefinition,
    input,
    context,
  );
  return chosen as string;
}

function runOne(
  state: Partial<StateDefinition>,
  input: unknown,
  context: object,
  handlers?: Handlers,
): Promise<unknown> {
  const only = { ...(withOwnContext(state) as object), End: true };
  return run(
    {
      StartAt: 'state',
      States: { state: only as LibraryDefinition['States'][string] },
    },
    input,
    context,
    handlers,
  );
}

async function run(
  definition: LibraryDefinition,
  input: unknown,
  context: object,
  taskResourceLocalHandlers: Handlers = {},
): Promise<unknown> {
  const machine = new StateMachine(definition, {
    validationOptions: { noValidate: true },
  });
  try {
    return await machine.run(input as Json, {
      context: { [OWN_CONTEXT]: context },
      overrides: { taskResourceLocalHandlers },
    }).result;
  } catch (thrown) {
    throw asOwnError(thrown);
  }
}

function asOwnError(thrown: unknown): StateError {
  const error = thrown instanceof ExecutionError ? thrown.cause : thrown;
  if (!(error instanceof Error)) {
    return new StateError('States.Runtime', String(error));
  }
  const isNamed = error.name.startsWith('States.');
  return new StateError(isNamed ? error.name : 'States.Runtime', error.message);
}

function pick(
  state: Partial<StateDefinition>,
  fields: string[],
): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter(field => state[field] !== undefined)
      .map(field => [field, state[field]]),
  );
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}

/** `$$.Execution.Id` → `$$.Context.Execution.Id`, wherever a path can stand. */
function withOwnContext(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    return /\.\$$|Path$|^Variable$/.test(key)
      ? value.replace(/\$\$(?=$|[.[,)\s])/g, () => `$$.${OWN_CONTEXT}`)
      : value;
  }
  if (Array.isArray(value)) {
    return value.map(item => withOwnContext(item, key));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        withOwnContext(inner, name),
      ]),
    );
  }
  return value;
}
