import { createHash } from 'node:crypto';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Delivery, World } from '../../core';
import { ensureStream, putEvents } from './put-events';
import { findGroup, logsState, notFound } from './state';

/**
 * Writes what a rule sends into a log group, one stream a sender as EventBridge
 * does.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function deliverToLogGroup(delivery: Delivery, world: World): void {
  const arn = parseArn(delivery.arn);
  if (!arn) {
    throw notFound(`${delivery.arn} is not the ARN of a log group`);
  }
  const state = logsState(world, arn);
  const group = findGroup(state, delivery.arn);
  const streamName = createHash('sha256')
    .update(delivery.sourceArn ?? delivery.sender)
    .digest('hex')
    .slice(0, 36);
  putEvents(world, state, group, ensureStream(world, group, streamName), [
    { message: delivery.body, timestamp: world.clock.now() },
  ]);
}
