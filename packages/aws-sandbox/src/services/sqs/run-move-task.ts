import { World } from '../../core';
import { findQueueByArn } from './queue-address';
import { MoveTask } from './state';

/** What SQS does on its own when the caller sets no rate. */
const OWN_RATE_PER_SECOND = 500;

/**
 * Moves messages second by second, to the given destination or back to the
 * queue each one came from, until the source has no visible ones left.
 */
export function runMoveTask(world: World, task: MoveTask): void {
  const stop = world.clock.every(1000, () => {
    const source = findQueueByArn(world, task.sourceArn);
    if (!source) {
      finish('FAILED', 'AWS.SimpleQueueService.NonExistentQueue');
      return;
    }
    const messages = source.takeForMove(
      task.maxNumberOfMessagesPerSecond ?? OWN_RATE_PER_SECOND,
    );
    for (const message of messages) {
      const destination = findQueueByArn(
        world,
        task.destinationArn ?? message.deadLetterSourceArn ?? '',
      );
      if (!destination) {
        source.adopt(message, message.deadLetterSourceArn);
        finish(
          'FAILED',
          message.deadLetterSourceArn
            ? 'AWS.SimpleQueueService.NonExistentQueue'
            : 'CouldNotDetermineMessageSource',
        );
        return;
      }
      destination.adopt(message);
      task.moved += 1;
    }
    if (source.depth().visible === 0) {
      finish('COMPLETED');
    }
  });

  function finish(status: MoveTask['status'], reason?: string) {
    stop();
    task.status = status;
    task.failureReason = reason;
  }

  task.cancel = stop;
}
