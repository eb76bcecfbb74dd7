import { setTimeout as sleep } from 'node:timers/promises';
import type { ActivityTask, ActivityTasks } from './activity-tasks';
import { ActivityWorker, ActivityWorkerOptions } from './activity-worker';

/** An activity in memory, whose polls end when the test says so. */
class FakeActivity implements ActivityTasks {
  readonly polls: ((task?: ActivityTask) => void)[] = [];
  async take() {
    return new Promise<ActivityTask | undefined>(resolve => {
      this.polls.push(resolve);
    });
  }

  hand(...tokens: string[]): void {
    tokens.forEach(token => this.polls.shift()?.({ token, input: '{}' }));
  }

  /** What happens to polls after a minute. */
  endPolls(): void {
    this.polls.splice(0).forEach(end => end());
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

function startWorker(
  answer: ActivityWorkerOptions['answer'],
  options: Partial<ActivityWorkerOptions> = {},
) {
  const activity = new FakeActivity();
  const protection = new FakeProtection();
  const stop = new AbortController();
  const worker = new ActivityWorker({
    tasks: activity,
    answer,
    protection,
    log,
    concurrentItems: 3,
    graceSeconds: 30,
    ...options,
  });
  const run = worker.run(stop.signal);
  return { worker, activity, protection, run, stop: () => stop.abort() };
}

/** Until what was waited for has happened; the test's own time limit ends it otherwise. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await sleep(1);
  }
}

test('as many polls are open as items may be in hand, and a busy one asks for no more', async () => {
  const inHand: string[] = [];
  const { activity, run, stop } = startWorker(
    (task, giveBack) =>
      new Promise((_, reject) => {
        inHand.push(task.token);
        giveBack.addEventListener('abort', () => reject(giveBack.reason));
      }),
    { graceSeconds: 0 },
  );
  await until(() => activity.polls.length === 3);
  activity.hand('a', 'b');
  await until(() => inHand.length === 2);
  expect(activity.polls).toHaveLength(1);

  stop();
  activity.endPolls();
  await run;
});

test('an item that fails leaves its worker taking others', async () => {
  const answered: string[] = [];
  const { activity, protection, run, stop } = startWorker(async task => {
    answered.push(task.token);
    throw new Error('no');
  });
  await until(() => activity.polls.length === 3);
  activity.hand('a');
  await until(() => activity.polls.length === 3);
  activity.hand('b');
  await until(() => answered.length === 2);
  stop();
  activity.endPolls();
  await run;
  expect(answered).toEqual(['a', 'b']);
  expect(protection.calls.at(-1)).toBe('release');
});

test('a stop waits for what is in hand, and takes nothing more', async () => {
  let finish: (() => void) | undefined;
  const { activity, run, stop } = startWorker(
    () => new Promise<void>(resolve => (finish = resolve)),
  );
  await until(() => activity.polls.length === 3);
  activity.hand('a');
  await until(() => finish !== undefined);
  stop();
  activity.endPolls();
  let ended = false;
  void run.then(() => (ended = true));
  await sleep(5);
  expect(ended).toBe(false);
  finish?.();
  await run;
  expect(activity.polls).toHaveLength(0);
});

test('what a poll brings after the signal is given back without being begun', async () => {
  const given: boolean[] = [];
  const { activity, run, stop } = startWorker(async (_task, giveBack) => {
    given.push(giveBack.aborted);
  });
  await until(() => activity.polls.length === 3);
  stop();
  activity.hand('late');
  activity.endPolls();
  await run;
  expect(given).toEqual([true]);
});

test('what is not finished in the time of grace is given back', async () => {
  const events: string[] = [];
  const { activity, run, stop } = startWorker(
    (_task, giveBack) =>
      new Promise((_, reject) => {
        events.push('begun');
        giveBack.addEventListener('abort', () => {
          events.push('given back');
          reject(giveBack.reason);
        });
      }),
    { graceSeconds: 0.01 },
  );
  await until(() => activity.polls.length === 3);
  activity.hand('a');
  await until(() => events.includes('begun'));
  stop();
  activity.endPolls();
  await run;
  expect(events).toEqual(['begun', 'given back']);
});

test('a worker that was never idle for too long pauses, so that ECS may stop it', async () => {
  let finish = () => {};
  const { activity, protection, run, stop } = startWorker(
    () => new Promise<void>(resolve => (finish = resolve)),
  );
  await until(() => activity.polls.length === 3);
  activity.hand('a');
  protection.isOverdue = true;
  activity.endPolls();
  await sleep(5);
  expect(activity.polls).toHaveLength(0);
  protection.isOverdue = false;
  finish();
  stop();
  const ended = run;
  const endLatePolls = setInterval(() => activity.endPolls(), 1);
  await ended;
  clearInterval(endLatePolls);
});
