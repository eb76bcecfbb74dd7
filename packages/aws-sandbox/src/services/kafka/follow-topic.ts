import { World } from '../../core';
import { pollTopic } from './data-plane';
import { StartingPosition, TopicBatch, TopicRecord } from './TopicLog';

const LOOK_EVERY_MILLISECONDS = 500;
const PAUSE_AFTER_ERROR_MILLISECONDS = 5_000;

/** A member of a consumer group that works a topic off. */
export interface TopicFollower {
  topicArn(): string;
  groupId: string;
  /** Records at a time. */
  batchSize: number;
  startingPosition: StartingPosition;
  /**
   * Takes records of one partition.
   *
   * @throws anything, to get them again
   */
  handle(records: TopicRecord[]): Promise<void>;
  onProblem(error: unknown): void;
}

/** Takes batch after batch of a topic until the signal aborts, and again what failed. */
export async function followTopic(
  world: World,
  follower: TopicFollower,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    let batch: TopicBatch | undefined;
    try {
      batch = pollTopic(world, follower.topicArn(), {
        groupId: follower.groupId,
        maxRecords: follower.batchSize,
        startingPosition: follower.startingPosition,
      });
      if (batch) {
        await follower.handle(batch.records);
        batch.commit();
      } else {
        await world.clock.sleep(LOOK_EVERY_MILLISECONDS, signal);
      }
    } catch (error) {
      batch?.release();
      follower.onProblem(error);
      await world.clock.sleep(PAUSE_AFTER_ERROR_MILLISECONDS, signal);
    }
  }
}
