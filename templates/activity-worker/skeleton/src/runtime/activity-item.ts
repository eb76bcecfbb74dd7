/** What a workflow hands over to be done. */
export interface ActivityItem {
  /** Names the item, the same at each try of it: the idempotency key. */
  id: string;
  data: unknown;
}

/** The item is none; trying again changes nothing. */
export class InvalidItemError extends Error {
  constructor(reason: string) {
    super(
      `The item ${reason}. A state hands over {"id": …, "data": …}; see docs/use-in-a-workflow.md.`,
    );
    // Workflows know it by this name.
    this.name = 'Item.Invalid';
  }
}

/** @throws InvalidItemError */
export function parseItem(input: string): ActivityItem {
  let item: unknown;
  try {
    item = JSON.parse(input);
  } catch {
    throw new InvalidItemError('is no JSON');
  }
  const { id, data } = Object(item) as Partial<ActivityItem>;
  if (typeof id !== 'string' || id === '') {
    throw new InvalidItemError('has no id');
  }
  return { id, data };
}
