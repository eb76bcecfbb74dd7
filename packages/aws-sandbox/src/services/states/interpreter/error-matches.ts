import { StateError } from './StateError';

/** Errors that no wildcard catches. */
const BEYOND_WILDCARDS = new Set([
  'States.Runtime',
  'States.DataLimitExceeded',
]);

/** Whether `ErrorEquals` of a retrier or catcher takes an error. */
export function errorMatches(
  { error = '' }: StateError,
  errorEquals: string[],
): boolean {
  return errorEquals.some(name => {
    switch (name) {
      case error:
        return true;
      case 'States.ALL':
        return !BEYOND_WILDCARDS.has(error);
      case 'States.TaskFailed':
        return error !== 'States.Timeout' && !BEYOND_WILDCARDS.has(error);
      // A missed heartbeat is a timeout too.
      case 'States.Timeout':
        return error === 'States.HeartbeatTimeout';
      default:
        return false;
    }
  });
}
