/**
 * Runs a task one at a time. A call while it runs has it run once more
 * afterwards: what the running one fetches may be older than the reason for
 * the call.
 */
export function coalesce(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await task();
    } while (again);
  };
  return () => {
    if (running) {
      again = true;
    } else {
      running = run().finally(() => {
        running = undefined;
      });
    }
    return running;
  };
}
