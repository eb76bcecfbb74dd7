/**
 * Runs jobs side by side. When one fails the others are aborted.
 *
 * @param concurrency - at most so many at a time
 * @returns the results in the order of the jobs
 */
export async function inParallel<T>(
  jobs: ((signal: AbortSignal) => Promise<T>)[],
  concurrency: number,
  signal: AbortSignal,
): Promise<T[]> {
  const siblings = new AbortController();
  const either = AbortSignal.any([signal, siblings.signal]);
  const results: T[] = new Array(jobs.length);
  let next = 0;
  const work = async () => {
    while (next < jobs.length) {
      either.throwIfAborted();
      const index = next++;
      results[index] = await jobs[index](either);
    }
  };
  try {
    await Promise.all(
      Array.from({ length: Math.min(concurrency, jobs.length) }, work),
    );
    return results;
  } catch (error) {
    siblings.abort(error);
    throw error;
  }
}
