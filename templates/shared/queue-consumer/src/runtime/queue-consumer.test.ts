import { setTimeout as sleep } from 'node:timers/promises';
import { AlreadyInProgressError } from './idempotency';
import { QueueConsumer, QueueConsumerOptions } from './queue-consumer';
import type { ReceivedMessage, WorkQueue } from './work-queue';

/** A queue in memory that tells the time of nothing: a hidden message comes back when it is given back. */
class FakeQueue implements WorkQueue {
  readonly removed: string[] = [];
  readonly hidden: [messageId: string, seconds: number][] = [];
  readonly asked: number[] = [];
  private readonly waiting: ReceivedMessage[] = [];
  private arrived = () => {};

  put(...messages: Partial<ReceivedMessage>[]): void {
    messages.forEach(message =>
      this.waiting.push({
        messageId: 'm',
        idempotencyKey: 'k',
        receiptHandle: 'r',
        body: {},
        receiveCount: 1,
        ...message,
      }),
    );
    this.arrived();
  }

  async receive(count: number): Promise<ReceivedMessage[]> {
    this.asked.push(count);
    if (this.waiting.length === 0) {
      await new Promise<void>(resolve => {
        this.arrived = resolve;
      });
    }
    return this.waiting.splice(0, count);
  }

  /** What happens to a poll after 20 seconds. */
  endPoll(): void {
    this.arrived();
  }

  async remove({ messageId }: ReceivedMessage): Promise<void> {
    this.removed.push(messageId);
  }

  async hide({ messageId }: ReceivedMessage, seconds: number): Promise<void> {
    this.hidden.push([messageId, seconds]);
  }
}

class FakeProtection {
  isOverdue = false;
  readonly calls: string[] = [];
  async hold() {
    this.calls.push('hold');
  }
  async release() {
    this.calls.push('release');
  }
}

const log = { debug() {}, info() {}, warn() {}, error() {} };

function startConsumer(
  handle: QueueConsumerOptions['handle'],
  options: Partial<QueueConsumerOptions> = {},
) {
  const queue = new FakeQueue();
  const protection = new FakeProtection();
  const stop = new AbortController();
  const consumer = new QueueConsumer({
    queue,
    handle,
    protection,
    log,
    visibilityTimeoutSeconds: 30,
    graceSeconds: 5,
    concurrency: 10,
    retrySeconds: 1,
    ...options,
  });
  const run = consumer.run(stop.signal);
  return {
    consumer,
    queue,
    protection,
    run,
    askToStop: () => stop.abort(),
    stop: () => {
      stop.abort();
      queue.endPoll();
      return run;
    },
  };
}

/** Until what was waited for has happened; the test's own time limit ends it otherwise. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await sleep(1);
  }
}

/** Work that ends when it is told to. */
function openWork() {
  const started: string[] = [];
  const end = new Map<string, () => void>();
  return {
    started,
    end: (messageId: string) => end.get(messageId)?.(),
    handle: ({ messageId }: ReceivedMessage) =>
      new Promise<string>(resolve => {
        started.push(messageId);
        end.set(messageId, () => resolve('handled'));
      }),
  };
}

test('a message is deleted after it was handled, and not before', async () => {
  const work = openWork();
  const { queue, stop } = startConsumer(work.handle);
  queue.put({ messageId: 'a' });
  await until(() => work.started.length === 1);
  expect(queue.removed).toEqual([]);
  work.end('a');
  await until(() => queue.removed.length === 1);
  await stop();
  expect(queue.removed).toEqual(['a']);
  expect(queue.hidden).toEqual([]);
});

test('one message that fails comes again later; the others of its batch are done', async () => {
  const { queue, stop } = startConsumer(async ({ messageId }) => {
    if (messageId === 'bad') {
      throw new Error('no');
    }
    return 'handled';
  });
  queue.put(
    { messageId: 'a' },
    { messageId: 'bad', receiveCount: 3 },
    { messageId: 'b' },
  );
  await until(() => queue.removed.length === 2 && queue.hidden.length === 1);
  await stop();
  expect(queue.removed).toEqual(['a', 'b']);
  expect(queue.hidden).toEqual([['bad', 4]]);
});

test('an event that another task has in hand is asked for again when its time is over', async () => {
  const { queue, stop } = startConsumer(async () => {
    throw new AlreadyInProgressError('k');
  });
  queue.put({ messageId: 'a' });
  await until(() => queue.hidden.length === 1);
  await stop();
  expect(queue.hidden).toEqual([['a', 30]]);
});

test('what comes behind a failed message of its group is given back unhandled', async () => {
  const handled: string[] = [];
  const { queue, stop } = startConsumer(async ({ messageId }) => {
    handled.push(messageId);
    if (messageId === 'a1') {
      throw new Error('no');
    }
    return 'handled';
  });
  queue.put(
    { messageId: 'a1', groupId: 'a' },
    { messageId: 'a2', groupId: 'a' },
    { messageId: 'b1', groupId: 'b' },
  );
  await until(() => queue.hidden.length === 2);
  await stop();
  expect(handled).toEqual(['a1', 'b1']);
  expect(queue.hidden).toEqual([
    ['a1', 1],
    ['a2', 0],
  ]);
});

test('no more is taken than fits, and a slow message holds up nobody', async () => {
  const work = openWork();
  const { queue, stop } = startConsumer(work.handle, { concurrency: 2 });
  queue.put({ messageId: 'slow' }, { messageId: 'b' }, { messageId: 'c' });
  await until(() => work.started.length === 2);
  work.end('b');
  await until(() => work.started.length === 3);
  expect(work.started).toEqual(['slow', 'b', 'c']);
  expect(queue.asked.slice(0, 2)).toEqual([2, 1]);
  work.end('slow');
  work.end('c');
  await stop();
  expect(queue.removed.sort()).toEqual(['b', 'c', 'slow']);
});

test('a long job keeps its message', async () => {
  const work = openWork();
  const { queue, stop } = startConsumer(work.handle, {
    visibilityTimeoutSeconds: 0.03,
  });
  queue.put({ messageId: 'long' });
  await until(() => queue.hidden.length >= 3);
  expect(new Set(queue.hidden.map(String))).toEqual(new Set(['long,0.03']));
  work.end('long');
  await until(() => queue.removed.length === 1);
  await stop();
});

test('asked to stop, it finishes what it has', async () => {
  const work = openWork();
  const { queue, stop } = startConsumer(work.handle);
  queue.put({ messageId: 'a' });
  await until(() => work.started.length === 1);
  const stopped = stop();
  work.end('a');
  await stopped;
  expect(queue.removed).toEqual(['a']);
  expect(queue.hidden).toEqual([]);
});

test('asked to stop while it polls, it gives back what the poll brings', async () => {
  const work = openWork();
  const { queue, askToStop, run } = startConsumer(work.handle);
  await until(() => queue.asked.length === 1);
  askToStop();
  queue.put({ messageId: 'late' });
  await run;
  expect(work.started).toEqual([]);
  expect(queue.hidden).toEqual([['late', 0]]);
});

test('asked to stop, it gives back what has not begun and what does not end', async () => {
  const work = openWork();
  const { queue, stop } = startConsumer(work.handle, { graceSeconds: 0.01 });
  queue.put(
    { messageId: 'a1', groupId: 'a' },
    { messageId: 'a2', groupId: 'a' },
  );
  await until(() => work.started.length === 1);
  await stop();
  expect(queue.hidden).toEqual([
    ['a1', 0],
    ['a2', 0],
  ]);
  expect(queue.removed).toEqual([]);
  expect(work.started).toEqual(['a1']);
});

test('the task is protected while it has work in hand, and only then', async () => {
  const { queue, protection, stop } = startConsumer(async () => 'handled');
  queue.put({ messageId: 'a' });
  await until(() => protection.calls.includes('release'));
  expect(protection.calls).toEqual(['hold', 'release']);
  await stop();
});

test('a task that was protected for long finishes before it takes more', async () => {
  const work = openWork();
  const { queue, protection, stop } = startConsumer(work.handle);
  queue.put({ messageId: 'a' });
  await until(() => work.started.length === 1);
  protection.isOverdue = true;
  queue.put({ messageId: 'b' });
  await until(() => work.started.length === 2);
  const asked = queue.asked.length;
  queue.put({ messageId: 'c' });
  await sleep(20);
  expect(queue.asked).toHaveLength(asked);
  protection.isOverdue = false;
  work.end('a');
  await until(() => work.started.length === 3);
  work.end('b');
  work.end('c');
  await stop();
});

test('it is well while it works, and while the queue answers', async () => {
  const { consumer, stop } = startConsumer(async () => 'handled');
  expect(consumer.isHealthy).toBe(true);
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 121_000);
  expect(consumer.isHealthy).toBe(false);
  now.mockRestore();
  await stop();
});
