/**
 * Aborts when ECS (SIGTERM) or a person (SIGINT) asks the process to stop. From
 * then on nothing new is taken; what is in hand is finished or given back.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => stopping.abort(signal));
  }
  return stopping.signal;
}
