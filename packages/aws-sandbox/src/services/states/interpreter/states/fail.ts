import { evaluate } from '../evaluate';
import { StateError } from '../StateError';
import { StateVisit } from '../StateVisit';

/** The error that a Fail state ends with. */
export async function failOf(visit: StateVisit): Promise<StateError> {
  return new StateError(
    await textOf('Error', visit),
    await textOf('Cause', visit),
  );
}

async function textOf(
  field: 'Error' | 'Cause',
  { state, input, context }: StateVisit,
): Promise<string | undefined> {
  const path = state[`${field}Path`];
  const value =
    path === undefined ? state[field] : await evaluate(path, input, context);
  return value === undefined ? undefined : String(value);
}
