const FIRST_DELAY_MILLISECONDS = 1_000;
// With this ceiling 185 retries take about the 24 hours that AWS names together with them.
const LONGEST_DELAY_MILLISECONDS = 512_000;

/** How long to wait before a retry, 1 being the first: doubling, with jitter downwards. */
export function retryDelayMilliseconds(retry: number): number {
  const delay = Math.min(
    FIRST_DELAY_MILLISECONDS * 2 ** (retry - 1),
    LONGEST_DELAY_MILLISECONDS,
  );
  return delay * (0.75 + Math.random() * 0.25);
}
