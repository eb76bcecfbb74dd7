import type { ActivityItem } from './runtime/activity-item';
import type { Log } from './runtime/log';

/** What the handler may use. */
export interface HandlerContext {
  log: Log;
  /** Aborts when the item is given back, or its workflow has given up on it: throw then. */
  stop: AbortSignal;
}

/**
 * Does one item: this is where your code goes.
 *
 * What it returns is the answer that the workflow goes on with (JSON, at most
 * 256 KiB; return a pointer to what is larger). It is remembered by the item's
 * ID, and given again without doing the item again. When it throws, the item
 * fails with the error's name, by which the workflow decides what to try again.
 */
export async function handleItem(
  item: ActivityItem,
  { log, stop }: HandlerContext,
): Promise<unknown> {
  stop.throwIfAborted();
  log.info({ id: item.id, data: item.data }, 'item done');
  return { id: item.id };
}
