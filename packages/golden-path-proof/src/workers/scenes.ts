import assert from 'node:assert/strict';
import { FrontDoor, Job } from './FrontDoor';
import { WorkerUnderTest } from './WorkerUnderTest';

/** One thing that is proved of a worker that runs. */
export interface Scene {
  title: string;
  /** Default all of them. */
  appliesTo?(frontDoor: FrontDoor): boolean;
  /** @throws Error when the worker does anything else */
  play(worker: WorkerUnderTest): Promise<void>;
}

const EVENTS = 500;
/** Events that come one after the other, so that whoever handles several at a time would break their order. */
const GROUP = 25;
const DELIVERED_TWICE = 50;
/** How many times longer than what must be kept alive a long job takes. */
const LONGER = 1.5;

/** In the order in which a worker goes through them. */
export const SCENES: Scene[] = [
  {
    title: `handles ${EVENTS} events, each once, while all its tasks are stopped in the middle`,
    async play(worker) {
      const jobs = jobsOf('event', EVENTS, { seconds: 0.02 });
      const stopInTheMiddle = async () => {
        await worker.untilDone(jobs, EVENTS / 10);
        assert.notDeepEqual(await worker.stopTasks(), []);
        assert.notEqual(await worker.countDone(jobs), EVENTS);
      };
      // Some producers wait until their event is handled.
      await Promise.all([worker.send(jobs), stopInTheMiddle()]);
      await worker.untilDoneAfterAll(jobs);
      assert.deepEqual(await worker.notOnce('done', jobs), {});
    },
  },
  {
    title: 'handles the events of a group in their order',
    appliesTo: ({ keepsOrder }) => Boolean(keepsOrder),
    async play(worker) {
      const jobs = jobsOf('event', EVENTS, 'handled');
      assert.deepEqual(await worker.begunTooEarly(jobs), []);
    },
  },
  {
    title: 'publishes what it has done, and nothing else',
    appliesTo: ({ published }) => Boolean(published),
    async play(worker) {
      const jobs = jobsOf('event', EVENTS, 'handled');
      const published = new Set(await worker.untilPublished(jobs.length));
      assert.deepEqual([...published].sort(), jobs.map(({ id }) => id).sort());
    },
  },
  {
    title: 'handles what is delivered twice once',
    appliesTo: ({ sendTwice }) => Boolean(sendTwice),
    async play(worker) {
      const jobs = jobsOf('duplicate', DELIVERED_TWICE, 'handled');
      const last = jobsOf('after-duplicates', 1, 'handled');
      await worker.sendTwice(jobs);
      await worker.send(last);
      await worker.untilDone([...jobs, ...last]);
      await worker.untilIdle();
      assert.deepEqual(await worker.notOnce('begun', jobs), {});
    },
  },
  {
    title: 'gives up on what fails each time, and keeps it or says so',
    async play(worker) {
      const poison = jobsOf('poison', 1, 'fails');
      const others = jobsOf('beside-poison', 20, 'handled');
      await worker.send([...poison, ...others]);
      await worker.untilDone(others);
      assert.equal(await worker.untilGivenUp(), 1);
      assert.equal(await worker.countDone(poison), 0);
    },
  },
  {
    title: 'keeps a job that takes long, so that nobody begins it again',
    appliesTo: ({ heartbeatAfterSeconds }) => Boolean(heartbeatAfterSeconds),
    async play(worker) {
      const seconds = LONGER * (await worker.heartbeatAfterSeconds());
      const long = jobsOf('long', 1, { seconds });
      await worker.send(long);
      await worker.untilDone(long);
      await worker.untilIdle();
      assert.deepEqual(await worker.notOnce('begun', long), {});
    },
  },
];

/** What is proved of workers that events get to this way. */
export function scenesOf(frontDoor: FrontDoor): Scene[] {
  return SCENES.filter(({ appliesTo }) => appliesTo?.(frontDoor) ?? true);
}

/**
 * Takes a worker through its scenes, one after the other, whatever comes of
 * those before.
 *
 * @returns what came of each, once all are over
 */
export async function playAll(
  worker: WorkerUnderTest,
  scenes: Scene[],
): Promise<Map<Scene, Promise<void>>> {
  const results = new Map<Scene, Promise<void>>();
  for (const scene of scenes) {
    const playing = scene
      .play(worker)
      .catch(error => tellWithComplaints(worker, error));
    results.set(scene, playing);
    await Promise.allSettled([playing]);
  }
  return results;
}

/** @throws Error that says what the worker wrote, too */
async function tellWithComplaints(
  worker: WorkerUnderTest,
  cause: Error,
): Promise<never> {
  const complaints = await worker.complaints();
  throw new Error(
    [cause.message, 'The worker wrote:', ...complaints].join('\n'),
    { cause },
  );
}

function jobsOf(name: string, count: number, outcome: Job['outcome']): Job[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${name}-${index}`,
    group: `${name}-group-${Math.floor(index / GROUP)}`,
    outcome,
  }));
}
