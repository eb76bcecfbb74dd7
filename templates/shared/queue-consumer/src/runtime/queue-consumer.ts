import { setTimeout as sleep } from 'node:timers/promises';
import { AlreadyInProgressError } from './idempotency';
import type { Log } from './log';
import { messageLanes } from './message-lanes';
import type { ReceivedMessage, WorkQueue } from './work-queue';

/** What the consumer works with. */
export interface QueueConsumerOptions {
  queue: WorkQueue;
  /** Done when it resolves; when it rejects, the message comes again later. */
  handle(message: ReceivedMessage): Promise<string>;
  /** Told when work is taken, while it lasts, and when none is in hand. */
  protection: {
    readonly isOverdue: boolean;
    hold(): Promise<void>;
    release(): Promise<void>;
  };
  log: Log;
  visibilityTimeoutSeconds: number;
  /** From the signal to stop, until what is still in hand is given back. */
  graceSeconds: number;
  /** Messages in hand at a time. */
  concurrency: number;
  /** How long the first retry waits; each further one twice as long. */
  retrySeconds: number;
}

/** A poll takes 20 s at most; a worker that got no answer for so long isn't well. */
const UNHEALTHY_AFTER_MILLISECONDS = 120_000;
const PAUSE_AFTER_FAILED_POLL_MILLISECONDS = 2_000;

/**
 * Takes messages from a queue, as many at a time as it is told, and deletes
 * each that was handled. It keeps what it has in hand from being delivered
 * again, gives back what it cannot finish, and fails messages one by one.
 */
export class QueueConsumer {
  private readonly inHand = new Set<ReceivedMessage>();
  /** Handled and about to be deleted: nobody needs to keep them hidden. */
  private readonly handled = new WeakSet<ReceivedMessage>();
  private readonly lanes = new Set<Promise<void>>();
  private lastPoll = Date.now();

  constructor(private readonly options: QueueConsumerOptions) {}

  /** Has work in hand, or got an answer from the queue lately. */
  get isHealthy(): boolean {
    return (
      this.inHand.size > 0 ||
      Date.now() - this.lastPoll < UNHEALTHY_AFTER_MILLISECONDS
    );
  }

  /** Works until it is told to stop; then nothing is in hand any more. */
  async run(stop: AbortSignal): Promise<void> {
    const { protection, visibilityTimeoutSeconds } = this.options;
    const heartbeat = setInterval(
      () => void this.keepInHand(),
      (visibilityTimeoutSeconds * 1000) / 3,
    );
    const stopped = whenAborted(stop).then(() => Date.now());
    try {
      while (!stop.aborted) {
        await this.roomForMore(stop, stopped);
        for (const lane of messageLanes(await this.receive(stop))) {
          this.start(lane, stop);
        }
      }
      await this.finishOrGiveBack(await stopped);
    } finally {
      clearInterval(heartbeat);
      await protection.release();
    }
  }

  private async receive(stop: AbortSignal): Promise<ReceivedMessage[]> {
    const { queue, protection, concurrency, log } = this.options;
    if (stop.aborted) {
      return [];
    }
    try {
      // Not cut off by the signal: what SQS was about to hand over would be
      // hidden from everybody until its visibility timeout is over.
      const messages = await queue.receive(concurrency - this.inHand.size);
      this.lastPoll = Date.now();
      messages.forEach(message => this.inHand.add(message));
      if (this.inHand.size > 0) {
        await protection.hold();
      }
      return messages;
    } catch (error) {
      log.error({ err: error }, 'cannot receive messages');
      await sleep(PAUSE_AFTER_FAILED_POLL_MILLISECONDS);
      return [];
    }
  }

  /** Waits until another message may be taken. */
  private async roomForMore(
    stop: AbortSignal,
    stopped: Promise<number>,
  ): Promise<void> {
    const { concurrency, protection } = this.options;
    while (
      !stop.aborted &&
      this.lanes.size > 0 &&
      (this.inHand.size >= concurrency || protection.isOverdue)
    ) {
      await Promise.race([...this.lanes, stopped]);
    }
  }

  private start(lane: ReceivedMessage[], stop: AbortSignal): void {
    const work = this.workOff(lane, stop).finally(() =>
      this.lanes.delete(work),
    );
    this.lanes.add(work);
  }

  /** One after the other; when one fails, those behind it wait for it. */
  private async workOff(
    lane: ReceivedMessage[],
    stop: AbortSignal,
  ): Promise<void> {
    let blocked = false;
    for (const message of lane) {
      if (stop.aborted || blocked) {
        await this.letGo(message, 0);
      } else {
        blocked = !(await this.work(message));
      }
    }
    if (this.inHand.size === 0) {
      await this.options.protection.release();
    }
  }

  private async work(message: ReceivedMessage): Promise<boolean> {
    const { queue, handle, log } = this.options;
    const { messageId, idempotencyKey, receiveCount } = message;
    const started = Date.now();
    try {
      const outcome = await handle(message);
      this.handled.add(message);
      await queue.remove(message);
      this.inHand.delete(message);
      log.info(
        {
          messageId,
          idempotencyKey,
          outcome,
          milliseconds: Date.now() - started,
        },
        'message done',
      );
      return true;
    } catch (error) {
      log.error(
        { err: error, messageId, idempotencyKey, receiveCount },
        'message failed',
      );
      await this.letGo(message, this.retryDelaySeconds(error, receiveCount));
      return false;
    }
  }

  /** Each retry waits longer, at most as long as a message that nobody gave back. */
  private retryDelaySeconds(error: unknown, receiveCount: number): number {
    const { retrySeconds, visibilityTimeoutSeconds } = this.options;
    // Whoever has it may need all of its time; asking sooner only uses up the retries.
    return error instanceof AlreadyInProgressError
      ? visibilityTimeoutSeconds
      : Math.min(
          Math.ceil(retrySeconds * 2 ** (receiveCount - 1)),
          visibilityTimeoutSeconds,
        );
  }

  private async letGo(
    message: ReceivedMessage,
    seconds: number,
  ): Promise<void> {
    // Before the queue is told, so that the heartbeat doesn't take it back.
    if (this.inHand.delete(message)) {
      await this.hide(message, seconds);
    }
  }

  /** The heartbeat: a message stays with this task for as long as it works on it. */
  private async keepInHand(): Promise<void> {
    const { protection, visibilityTimeoutSeconds } = this.options;
    if (this.inHand.size > 0) {
      await protection.hold();
    }
    await Promise.all(
      [...this.inHand]
        .filter(message => !this.handled.has(message))
        .map(message => this.hide(message, visibilityTimeoutSeconds)),
    );
  }

  private async hide(message: ReceivedMessage, seconds: number): Promise<void> {
    try {
      await this.options.queue.hide(message, seconds);
    } catch (error) {
      // The queue delivers it again when its time is over, and the handler is idempotent.
      this.options.log.warn(
        { err: error, messageId: message.messageId, seconds },
        'cannot change how long a message is hidden',
      );
    }
  }

  private async finishOrGiveBack(stoppedAt: number): Promise<void> {
    const { graceSeconds, log } = this.options;
    const left = stoppedAt + graceSeconds * 1000 - Date.now();
    const over = new AbortController();
    await Promise.race([
      Promise.all(this.lanes),
      sleep(Math.max(0, left), undefined, { signal: over.signal }).catch(() =>
        log.debug({}, 'everything in hand was finished'),
      ),
    ]);
    over.abort();
    if (this.inHand.size > 0) {
      log.warn({ messages: this.inHand.size }, 'giving back unfinished work');
    }
    await Promise.all([...this.inHand].map(message => this.letGo(message, 0)));
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
