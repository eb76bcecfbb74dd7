import { randomUUID } from 'node:crypto';
import { Delivery, World } from '../../core';
import { valueAtPath } from '../events/routing/json-path';
import { putRecord } from './put-record';
import { findStream } from './state';

/**
 * Puts what a rule, pipe or schedule sends into a stream. The partition key is
 * what the target's parameters say; else a new one each time, as EventBridge
 * takes the event's id.
 *
 * @throws AwsError when the stream is not there or has taken enough
 */
export function deliverToStream(delivery: Delivery, world: World): void {
  const [, , , region, accountId] = delivery.arn.split(':');
  const stream = findStream(
    { world, accountId, region },
    { StreamARN: delivery.arn },
  );
  putRecord(world, stream, {
    PartitionKey: partitionKeyOf(delivery) ?? randomUUID(),
    Data: Buffer.from(delivery.body, 'utf8'),
  });
}

function partitionKeyOf({ parameters, body }: Delivery): string | undefined {
  const { PartitionKeyPath } = (parameters?.KinesisParameters ?? {}) as {
    PartitionKeyPath?: string;
  };
  const { PartitionKey } = (parameters?.KinesisStreamParameters ??
    parameters ??
    {}) as { PartitionKey?: string };
  const path =
    PartitionKeyPath ??
    (PartitionKey?.startsWith('$') ? PartitionKey : undefined);
  if (path === undefined) {
    return PartitionKey;
  }
  try {
    const value = valueAtPath(JSON.parse(body), path);
    return value === undefined || value === null ? undefined : String(value);
  } catch {
    // Not JSON: there is nothing that a path could lead to.
    return undefined;
  }
}
