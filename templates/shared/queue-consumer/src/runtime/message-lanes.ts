import type { QueueMessage } from './queue-message';

/**
 * Splits what was received into lanes: those of one group go one after the
 * other, in their order; all others have a lane to themselves.
 */
export function messageLanes<T extends Pick<QueueMessage, 'groupId'>>(
  messages: T[],
): T[][] {
  const groups = new Map<string, T[]>();
  const lanes: T[][] = [];
  for (const message of messages) {
    const known = message.groupId && groups.get(message.groupId);
    if (known) {
      known.push(message);
      continue;
    }
    const lane = [message];
    lanes.push(lane);
    if (message.groupId) {
      groups.set(message.groupId, lane);
    }
  }
  return lanes;
}
