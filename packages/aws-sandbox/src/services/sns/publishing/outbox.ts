import { Scope, World } from '../../../core';
import { OutboxEntry, snsState } from '../state';

const MOST_ENTRIES = 500;

/** Puts something into the outbox of an account and region, which keeps the newest 500. */
export function putInOutbox(
  world: World,
  scope: Scope,
  entry: Omit<OutboxEntry, 'at'>,
): void {
  const { outbox } = snsState(world, scope);
  outbox.push({ ...entry, at: world.clock.now() });
  if (outbox.length > MOST_ENTRIES) {
    outbox.shift();
  }
}
