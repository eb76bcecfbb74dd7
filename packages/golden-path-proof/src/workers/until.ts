import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MILLISECONDS = 500;
/** Ends a wait for what will not come; it measures nothing. */
const LONGEST_WAIT_MILLISECONDS = 600_000;

/**
 * Looks until what it sees is so, and gives that.
 *
 * @throws Error with what it saw last
 */
export async function until<T>(
  title: string,
  look: () => Promise<T>,
  isSo: (seen: T) => boolean,
): Promise<T> {
  const end = Date.now() + LONGEST_WAIT_MILLISECONDS;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) {
      return seen;
    }
    if (Date.now() > end) {
      throw new Error(
        `Waited in vain until ${title}; the last was ${JSON.stringify(seen)}`,
      );
    }
    await sleep(POLL_MILLISECONDS);
  }
}
