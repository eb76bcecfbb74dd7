/** What could not be run, and why. */
export interface Failure {
  key: string;
  error: unknown;
}

/**
 * Runs something for each key, each as soon as all that it depends on is done.
 * What depends on a failed one is not begun.
 *
 * @param dependencies - of each key; names that are no keys count as done
 * @param onFailure - given, nothing more is begun after the first failure
 * @returns what failed, in the order of failing
 */
export async function runInOrder(
  dependencies: Map<string, Set<string>>,
  run: (key: string) => Promise<void>,
  onFailure?: () => void,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const begun = new Map<string, Promise<boolean>>();
  const begin = (key: string): Promise<boolean> => {
    const known = begun.get(key);
    if (known) {
      return known;
    }
    const needed = [...(dependencies.get(key) ?? [])].filter(one =>
      dependencies.has(one),
    );
    const outcome = Promise.all(needed.map(begin)).then(async done => {
      if (done.includes(false) || (onFailure && failures.length > 0)) {
        return false;
      }
      try {
        await run(key);
        return true;
      } catch (error) {
        failures.push({ key, error });
        onFailure?.();
        return false;
      }
    });
    begun.set(key, outcome);
    return outcome;
  };
  await Promise.all([...dependencies.keys()].map(begin));
  return failures;
}
