import { randomUUID } from 'node:crypto';
import { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { AwsError, Cancel, Clock } from '../../../core';
import { md5Hex, sha256Hex } from '../digests';
import { encodeReceiptHandle } from '../receipt-handle';
import { DueHeap } from './DueHeap';
import { GroupOrder } from './GroupOrder';
import { QueueSettings } from './QueueSettings';
import { ReadyOrder } from './ReadyOrder';
import { StandardOrder } from './StandardOrder';
import { StoredMessage } from './StoredMessage';

/** A message as it is put into a queue. */
export interface NewMessage {
  body: string;
  size: number;
  messageAttributes?: Record<string, MessageAttributeValue>;
  traceHeader?: string;
  senderId: string;
  groupId?: string;
  deduplicationId?: string;
  delaySeconds?: number;
}

/** What one poll asks for. */
export interface ReceiveRequest {
  maxMessages: number;
  visibilityTimeoutSeconds?: number;
}

/** A message in a consumer's hands. */
export interface ReceivedMessage {
  message: StoredMessage;
  receiptHandle: string;
}

/** How much of what a queue holds. */
export interface QueueDepth {
  visible: number;
  inFlight: number;
  delayed: number;
  /** Age of the oldest message that was not deleted; 0 for an empty queue. */
  oldestAgeSeconds: number;
}

/** The world around a queue, as far as it must know it. */
export interface QueueSurroundings {
  clock: Clock;
  /** Finds the queue that an ARN names, to move messages to it. */
  queueByArn(arn: string): Queue | undefined;
  onSent(queue: Queue): void;
  onReceived(queue: Queue, count: number): void;
  onDeleted(queue: Queue, count: number): void;
}

interface Waiter {
  request: ReceiveRequest;
  settle(messages: ReceivedMessage[]): void;
}

const DEDUPLICATION_MILLISECONDS = 5 * 60 * 1000;
const IN_FLIGHT_LIMIT = 120_000;
const LONGEST_VISIBILITY_SECONDS = 43_200;

/**
 * One queue with its messages. Timeouts, delays and retention are settled when
 * somebody looks, from heaps ordered by due time; a timer runs only while a
 * consumer waits. Thousands of idle queues therefore cost nothing.
 */
export class Queue {
  readonly tags: Record<string, string> = {};
  readonly createdAt: number;
  modifiedAt: number;
  purgedAt?: number;
  /** Last use by anybody; CloudWatch hears of a queue for six hours after. */
  usedAt: number;

  readonly #surroundings: QueueSurroundings;
  readonly #messages = new Map<string, StoredMessage>();
  readonly #order: ReadyOrder;
  readonly #due = new DueHeap<StoredMessage>();
  readonly #byAge = new DueHeap<StoredMessage>();
  readonly #receipts = new Map<string, { serial: number; until: number }>();
  readonly #deduplication = new Map<
    string,
    { messageId: string; sequenceNumber?: string; until: number }
  >();
  readonly #waiters = new Set<Waiter>();
  #wakeUp?: Cancel;
  #wakeUpAt?: number;
  #visible = 0;
  #inFlight = 0;
  #delayed = 0;
  #receiptSerial = 0;
  #sequence = 0n;

  constructor(
    readonly name: string,
    readonly arn: string,
    public settings: QueueSettings,
    surroundings: QueueSurroundings,
  ) {
    this.#surroundings = surroundings;
    this.createdAt = this.#now();
    this.modifiedAt = this.createdAt;
    this.usedAt = this.createdAt;
    this.#order = settings.fifo ? new GroupOrder() : new StandardOrder();
  }

  /** Puts a message in. A FIFO queue answers a duplicate with the first message's id and keeps one. */
  send(message: NewMessage): { messageId: string; sequenceNumber?: string } {
    const now = this.#now();
    this.usedAt = now;
    const duplicate = this.#duplicateOf(message, now);
    if (duplicate) {
      return duplicate;
    }
    // A FIFO queue takes its delay from the queue alone.
    const delaySeconds = this.settings.fifo
      ? this.settings.delaySeconds
      : message.delaySeconds ?? this.settings.delaySeconds;
    const stored: StoredMessage = {
      messageId: randomUUID(),
      body: message.body,
      md5OfBody: md5Hex(message.body),
      size: message.size,
      messageAttributes: message.messageAttributes ?? {},
      traceHeader: message.traceHeader,
      senderId: message.senderId,
      sentAt: now,
      groupId: message.groupId,
      deduplicationId: this.#deduplicationIdOf(message),
      sequenceNumber: this.settings.fifo ? this.#nextSequence() : undefined,
      receiveCount: 0,
      stage: 'gone',
      visibleAt: now + delaySeconds * 1000,
    };
    this.#rememberForDeduplication(stored, now);
    this.#put(stored);
    this.#surroundings.onSent(this);
    this.#serveWaiters();
    return {
      messageId: stored.messageId,
      sequenceNumber: stored.sequenceNumber,
    };
  }

  /**
   * Takes messages at once, or none.
   *
   * @throws AwsError `OverLimit` with 120,000 messages in flight
   */
  receive(request: ReceiveRequest): ReceivedMessage[] {
    const received = this.#take(request);
    this.#surroundings.onReceived(this, received.length);
    return received;
  }

  #take(request: ReceiveRequest): ReceivedMessage[] {
    const now = this.#now();
    this.usedAt = now;
    this.#settle(now);
    if (this.#inFlight >= IN_FLIGHT_LIMIT) {
      throw new AwsError(
        'OverLimit',
        'Too many messages in flight: the limit is 120,000',
        403,
      );
    }
    const visibilitySeconds =
      request.visibilityTimeoutSeconds ??
      this.settings.visibilityTimeoutSeconds;
    const received: ReceivedMessage[] = [];
    while (received.length < request.maxMessages) {
      const taken = this.#order.take(request.maxMessages - received.length);
      if (taken.length === 0) {
        break;
      }
      for (const message of taken) {
        this.#stage(message, 'in-flight');
        if (!this.#deadLettered(message)) {
          received.push(this.#handOut(message, now, visibilitySeconds));
        }
      }
    }
    return received;
  }

  /** Takes messages, waiting up to `waitSeconds` for the first; an abort ends the wait with nothing. */
  async receiveOrWait(
    request: ReceiveRequest,
    waitSeconds: number,
    signal?: AbortSignal,
  ): Promise<ReceivedMessage[]> {
    const atOnce = this.#take(request);
    const received =
      atOnce.length > 0 || waitSeconds <= 0 || signal?.aborted
        ? atOnce
        : await this.#wait(request, waitSeconds, signal);
    // Counted once the poll ends: a long poll that gets something is not an empty one.
    this.#surroundings.onReceived(this, received.length);
    return received;
  }

  #wait(
    request: ReceiveRequest,
    waitSeconds: number,
    signal?: AbortSignal,
  ): Promise<ReceivedMessage[]> {
    return new Promise(resolve => {
      const waiter: Waiter = { request, settle: () => {} };
      const giveUp = () => waiter.settle([]);
      const cancelTimer = this.#surroundings.clock.after(
        waitSeconds * 1000,
        giveUp,
      );
      waiter.settle = messages => {
        this.#waiters.delete(waiter);
        cancelTimer();
        signal?.removeEventListener('abort', giveUp);
        resolve(messages);
      };
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#scheduleWakeUp();
    });
  }

  /**
   * Deletes a message by its latest receipt. An older receipt, or one of a
   * message that is gone, succeeds without effect, as on AWS.
   *
   * @throws AwsError when the receipt of a FIFO message has expired
   */
  delete(messageId: string, receiptSerial: number): void {
    const now = this.#now();
    this.usedAt = now;
    this.#settle(now);
    const message = this.#messages.get(messageId);
    const receipt = this.#receipts.get(messageId);
    if (!message || receipt?.serial !== receiptSerial) {
      return;
    }
    if (this.settings.fifo && receipt.until <= now) {
      throw new AwsError(
        'InvalidParameterValueException',
        'The value of the parameter ReceiptHandle is invalid. Reason: the receipt handle has expired.',
      );
    }
    this.#remove(message);
    this.#surroundings.onDeleted(this, 1);
    this.#serveWaiters();
  }

  /**
   * Gives a message in flight more time, or none (0 returns it at once).
   *
   * @throws AwsError `MessageNotInflight`; `InvalidParameterValueException` beyond twelve hours in all
   */
  changeVisibility(
    messageId: string,
    receiptSerial: number,
    timeoutSeconds: number,
  ): void {
    const now = this.#now();
    this.usedAt = now;
    this.#settle(now);
    const message = this.#messages.get(messageId);
    const receipt = this.#receipts.get(messageId);
    if (
      !message ||
      message.stage !== 'in-flight' ||
      receipt?.serial !== receiptSerial
    ) {
      throw new AwsError(
        'MessageNotInflight',
        'The message is not in flight: its visibility timeout has passed, or it was deleted',
      );
    }
    if (timeoutSeconds > LONGEST_VISIBILITY_SECONDS) {
      throw new AwsError(
        'InvalidParameterValueException',
        `The value ${timeoutSeconds} for the parameter VisibilityTimeout is invalid. Reason: it must be between 0 and ${LONGEST_VISIBILITY_SECONDS}.`,
      );
    }
    message.visibleAt = now + timeoutSeconds * 1000;
    receipt.until = message.visibleAt;
    this.#due.push(message.visibleAt, message);
    this.#settle(now);
    this.#serveWaiters();
  }

  /** Deletes everything. */
  purge(): void {
    this.purgedAt = this.#now();
    for (const message of this.#messages.values()) {
      message.stage = 'gone';
    }
    this.#messages.clear();
    this.#receipts.clear();
    this.#order.clear();
    this.#due.clear();
    this.#byAge.clear();
    this.#visible = 0;
    this.#inFlight = 0;
    this.#delayed = 0;
  }

  /** The queue was deleted: nobody waits any longer. */
  close(): void {
    this.purge();
    for (const waiter of [...this.#waiters]) {
      waiter.settle([]);
    }
    this.#wakeUp?.();
  }

  depth(): QueueDepth {
    const now = this.#now();
    this.#settle(now);
    const oldest = this.#byAge.peek();
    return {
      visible: this.#visible,
      inFlight: this.#inFlight,
      delayed: this.#delayed,
      oldestAgeSeconds: oldest ? Math.floor((now - oldest.at) / 1000) : 0,
    };
  }

  /** Takes in a message from another queue: a redrive, or a move task. */
  adopt(message: StoredMessage, deadLetterSourceArn?: string): void {
    const now = this.#now();
    this.usedAt = now;
    this.#put({
      ...message,
      // A FIFO queue starts the clock of retention anew; a standard one does not.
      sentAt: this.settings.fifo ? now : message.sentAt,
      sequenceNumber: this.settings.fifo ? this.#nextSequence() : undefined,
      stage: 'gone',
      visibleAt: now,
      receiveCount: deadLetterSourceArn ? message.receiveCount : 0,
      deadLetterSourceArn,
    });
    this.#serveWaiters();
  }

  /** Takes out visible messages for a move task, without counting a receive. */
  takeForMove(max: number): StoredMessage[] {
    this.#settle(this.#now());
    const taken = this.#order.take(max);
    for (const message of taken) {
      this.#stage(message, 'in-flight');
      this.#remove(message);
    }
    return taken;
  }

  #now(): number {
    return this.#surroundings.clock.now();
  }

  #nextSequence(): string {
    this.#sequence += 1n;
    return (18_850_000_000_000_000_000n + this.#sequence * 256n).toString();
  }

  #put(message: StoredMessage): void {
    const now = this.#now();
    this.#messages.set(message.messageId, message);
    this.#byAge.push(message.sentAt, message);
    this.#order.enter(message);
    if (message.visibleAt > now) {
      this.#stage(message, 'delayed');
      this.#due.push(message.visibleAt, message);
    } else {
      this.#stage(message, 'visible');
      this.#order.makeReady(message, false);
    }
  }

  #stage(message: StoredMessage, stage: StoredMessage['stage']): void {
    this.#count(message.stage, -1);
    message.stage = stage;
    this.#count(stage, 1);
  }

  #count(stage: StoredMessage['stage'], by: number): void {
    if (stage === 'visible') {
      this.#visible += by;
    } else if (stage === 'in-flight') {
      this.#inFlight += by;
    } else if (stage === 'delayed') {
      this.#delayed += by;
    }
  }

  #handOut(
    message: StoredMessage,
    now: number,
    visibilitySeconds: number,
  ): ReceivedMessage {
    this.#receiptSerial += 1;
    message.receiveCount += 1;
    message.firstReceivedAt ??= now;
    message.visibleAt = now + visibilitySeconds * 1000;
    this.#receipts.set(message.messageId, {
      serial: this.#receiptSerial,
      until: message.visibleAt,
    });
    this.#due.push(message.visibleAt, message);
    return {
      message,
      receiptHandle: encodeReceiptHandle(
        this.name,
        message.messageId,
        this.#receiptSerial,
      ),
    };
  }

  /** Moves a message that was received too often to the dead-letter queue, if there is one. */
  #deadLettered(message: StoredMessage): boolean {
    const redrive = this.settings.redrivePolicy;
    if (!redrive || message.receiveCount < redrive.maxReceiveCount) {
      return false;
    }
    const target = this.#surroundings.queueByArn(redrive.deadLetterTargetArn);
    if (!target || target === this) {
      return false;
    }
    this.#remove(message);
    target.adopt(message, this.arn);
    return true;
  }

  #remove(message: StoredMessage): void {
    const wasInFlight = message.stage === 'in-flight';
    this.#stage(message, 'gone');
    this.#messages.delete(message.messageId);
    this.#receipts.delete(message.messageId);
    this.#order.leave(message, wasInFlight);
    this.#dropGoneFromAges();
  }

  #dropGoneFromAges(): void {
    for (
      let oldest = this.#byAge.peek();
      oldest?.value.stage === 'gone';
      oldest = this.#byAge.peek()
    ) {
      this.#byAge.pop();
    }
  }

  /** Ends delays, visibility timeouts and lives that have run out by now. */
  #settle(now: number): void {
    for (
      let next = this.#due.peek();
      next && next.at <= now;
      next = this.#due.peek()
    ) {
      this.#due.pop();
      const { value: message, at } = next;
      const waiting =
        message.stage === 'delayed' || message.stage === 'in-flight';
      // An entry that no longer says when the message is due was overtaken by a change of its timeout.
      if (waiting && message.visibleAt === at) {
        const wasInFlight = message.stage === 'in-flight';
        this.#stage(message, 'visible');
        this.#order.makeReady(message, wasInFlight);
      }
    }
    const expiry = now - this.settings.messageRetentionPeriodSeconds * 1000;
    for (
      let oldest = this.#byAge.peek();
      oldest && (oldest.value.stage === 'gone' || oldest.at <= expiry);
      oldest = this.#byAge.peek()
    ) {
      this.#byAge.pop();
      if (oldest.value.stage !== 'gone') {
        this.#remove(oldest.value);
      }
    }
  }

  #serveWaiters(): void {
    for (const waiter of this.#waiters) {
      if (this.#visible === 0 || this.#inFlight >= IN_FLIGHT_LIMIT) {
        break;
      }
      const messages = this.#take(waiter.request);
      if (messages.length === 0) {
        break;
      }
      waiter.settle(messages);
    }
    this.#scheduleWakeUp();
  }

  /** While somebody waits, wakes up for the next message that falls due. */
  #scheduleWakeUp(): void {
    const next = this.#waiters.size > 0 ? this.#due.peek()?.at : undefined;
    if (next === this.#wakeUpAt) {
      return;
    }
    this.#wakeUp?.();
    this.#wakeUp = undefined;
    this.#wakeUpAt = next;
    if (next !== undefined) {
      this.#wakeUp = this.#surroundings.clock.after(
        Math.max(0, next - this.#now()),
        () => {
          this.#wakeUpAt = undefined;
          this.#settle(this.#now());
          this.#serveWaiters();
        },
      );
    }
  }

  #deduplicationIdOf(message: NewMessage): string | undefined {
    if (message.deduplicationId !== undefined) {
      return message.deduplicationId;
    }
    return this.settings.fifo && this.settings.contentBasedDeduplication
      ? sha256Hex(message.body)
      : undefined;
  }

  #deduplicationKey(groupId: string | undefined, id: string): string {
    return this.settings.deduplicationScope === 'messageGroup'
      ? JSON.stringify([groupId, id])
      : id;
  }

  #duplicateOf(
    message: NewMessage,
    now: number,
  ): { messageId: string; sequenceNumber?: string } | undefined {
    const id = this.settings.fifo
      ? this.#deduplicationIdOf(message)
      : undefined;
    if (id === undefined) {
      return undefined;
    }
    for (const [key, remembered] of this.#deduplication) {
      if (remembered.until > now) {
        break;
      }
      this.#deduplication.delete(key);
    }
    const found = this.#deduplication.get(
      this.#deduplicationKey(message.groupId, id),
    );
    return (
      found && {
        messageId: found.messageId,
        sequenceNumber: found.sequenceNumber,
      }
    );
  }

  #rememberForDeduplication(message: StoredMessage, now: number): void {
    if (this.settings.fifo && message.deduplicationId !== undefined) {
      this.#deduplication.set(
        this.#deduplicationKey(message.groupId, message.deduplicationId),
        {
          messageId: message.messageId,
          sequenceNumber: message.sequenceNumber,
          until: now + DEDUPLICATION_MILLISECONDS,
        },
      );
    }
  }
}
