import { createHash, randomUUID } from 'node:crypto';
import { World } from '../../../core';
import { Topic } from '../state';
import { deliverNotification } from './deliver-notification';
import {
  PublishMembers,
  PublishedMessage,
  checkMessage,
} from './published-message';
import { countOfTopic } from './topic-metrics';

const DEDUPLICATION_MILLISECONDS = 5 * 60 * 1000;

/**
 * Publishes to a topic: every confirmed subscription whose filter lets the
 * message through gets it. A FIFO topic answers a duplicate with the first
 * message's ids and delivers nothing.
 *
 * @throws AwsError for what `Publish` refuses
 */
export function publish(
  world: World,
  topic: Topic,
  input: PublishMembers,
): { MessageId: string; SequenceNumber?: string } {
  const checked = checkMessage(input, topic);
  const now = world.clock.now();
  const deduplicationId = topic.fifo ? deduplicationIdOf(input) : undefined;
  const duplicate = duplicateOf(
    topic,
    input.MessageGroupId,
    deduplicationId,
    now,
  );
  if (duplicate) {
    return {
      MessageId: duplicate.messageId,
      SequenceNumber: duplicate.sequenceNumber,
    };
  }
  const message: PublishedMessage = {
    ...checked,
    messageId: randomUUID(),
    sequenceNumber: topic.fifo ? nextSequence(topic) : undefined,
    subject: input.Subject,
    groupId: input.MessageGroupId,
    deduplicationId,
    publishedAt: now,
  };
  if (deduplicationId !== undefined) {
    topic.deduplication.set(
      deduplicationKey(topic, input.MessageGroupId, deduplicationId),
      {
        until: now + DEDUPLICATION_MILLISECONDS,
        messageId: message.messageId,
        sequenceNumber: message.sequenceNumber,
      },
    );
  }
  countOfTopic(world, topic.arn, 'NumberOfMessagesPublished');
  fanOut(world, topic, message);
  return {
    MessageId: message.messageId,
    SequenceNumber: message.sequenceNumber,
  };
}

function fanOut(world: World, topic: Topic, message: PublishedMessage): void {
  for (const subscription of topic.subscriptions.values()) {
    if (subscription.pendingToken !== undefined) {
      continue;
    }
    const wanted =
      subscription.filter?.({
        body: message.text,
        attributes: message.attributes,
      }) ?? true;
    if (wanted) {
      deliverNotification(world, subscription, message);
    } else {
      countOfTopic(world, topic.arn, 'NumberOfNotificationsFilteredOut');
    }
  }
}

function deduplicationIdOf(input: PublishMembers): string {
  return (
    input.MessageDeduplicationId ??
    createHash('sha256')
      .update(input.Message ?? '', 'utf8')
      .digest('hex')
  );
}

function deduplicationKey(
  topic: Topic,
  groupId: string | undefined,
  id: string,
): string {
  return topic.attributes.FifoThroughputScope === 'MessageGroup'
    ? JSON.stringify([groupId, id])
    : id;
}

function duplicateOf(
  topic: Topic,
  groupId: string | undefined,
  id: string | undefined,
  now: number,
): { messageId: string; sequenceNumber?: string } | undefined {
  if (id === undefined) {
    return undefined;
  }
  for (const [key, remembered] of topic.deduplication) {
    if (remembered.until > now) {
      break;
    }
    topic.deduplication.delete(key);
  }
  return topic.deduplication.get(deduplicationKey(topic, groupId, id));
}

function nextSequence(topic: Topic): string {
  topic.sequence += 1n;
  return (10_000_000_000_000_000_000n + topic.sequence * 1000n).toString();
}
