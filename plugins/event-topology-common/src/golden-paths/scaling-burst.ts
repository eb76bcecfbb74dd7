/** How a service follows its queue. @public */
export type ScalingMode = 'steps' | 'backlog';

/** A burst, and the service that has to work it off. @public */
export interface BurstInput {
  /** Messages that arrive in the burst. */
  messages: number;
  /** The time in which they arrive, evenly. 0 is all at once. */
  arrivalSeconds: number;
  mode: ScalingMode;
  processingSeconds: number;
  minTasks: number;
  maxTasks: number;
  /** Needed for mode `backlog`. */
  targetBacklogPerTask: number;
  /** The latency that the burst is judged by. */
  acceptableLatencySeconds: number;
}

/** The queue and its service at one moment. @public */
export interface BurstSample {
  /** Since the burst began. */
  seconds: number;
  /** Messages that nobody has taken yet. */
  backlog: number;
  runningTasks: number;
  /** How long the oldest message in the queue has waited. */
  oldestAgeSeconds: number;
}

/** What a burst would do. @public */
export interface BurstOutcome {
  samples: BurstSample[];
  peakBacklog: number;
  peakTasks: number;
  longestWaitSeconds: number;
  /** When the last message was taken; absent if it was not in {@link BURST_HORIZON_SECONDS}. */
  drainedAfterSeconds?: number;
  latencyKept: boolean;
}

/** A burst is followed for six hours at most. @public */
export const BURST_HORIZON_SECONDS = 6 * 3_600;

/**
 * The figures that the talk gives for scaling by steps: one more task from 5
 * visible messages, two more from 15, and five minutes between two steps.
 *
 * @public
 */
export const SCALING_STEPS = {
  steps: [
    { fromMessages: 15, addTasks: 2 },
    { fromMessages: 5, addTasks: 1 },
  ],
  cooldownSeconds: 300,
} as const;

/** CloudWatch gets a queue's figures once a minute. */
const METRIC_PERIOD_SECONDS = 60;

/** Minutes in a row that an alarm must see before it adds tasks. */
const PERIODS_TO_SCALE_OUT = 3;

/** Minutes in a row that an alarm must see before it takes tasks away. */
const PERIODS_TO_SCALE_IN = 15;

/** Target tracking takes tasks away below this share of its target. */
const SCALE_IN_SHARE = 0.9;

/** From the decision to the first message: provisioning, image, start. */
const TASK_START_SECONDS = 45;

const TICK_SECONDS = 5;

/** As many samples as a chart can show. */
const MOST_SAMPLES = 240;

/** First in, first out, in portions that came at the same time. */
class FluidQueue {
  readonly #portions: { since: number; messages: number }[] = [];
  #head = 0;

  add(since: number, messages: number): void {
    if (messages > 0) {
      this.#portions.push({ since, messages });
    }
  }

  take(most: number): number {
    let left = most;
    while (left > 0 && this.#head < this.#portions.length) {
      const portion = this.#portions[this.#head];
      const part = Math.min(left, portion.messages);
      portion.messages -= part;
      left -= part;
      // What is left of a message by rounding is no message.
      if (portion.messages < 1e-9) {
        this.#head++;
      }
    }
    return most - left;
  }

  get backlog(): number {
    return this.#portions
      .slice(this.#head)
      .reduce((sum, portion) => sum + portion.messages, 0);
  }

  oldestSince(): number | undefined {
    return this.#portions[this.#head]?.since;
  }
}

/** A service, its alarms, and the tasks that are on their way. */
class ScaledService {
  runningTasks: number;
  #desiredTasks: number;
  #starting: { at: number; tasks: number }[] = [];
  #periodsHigh = 0;
  #periodsLow = 0;
  #restUntil = 0;

  constructor(private readonly input: BurstInput) {
    this.runningTasks = input.minTasks;
    this.#desiredTasks = input.minTasks;
  }

  pass(now: number, backlog: number): void {
    for (const start of this.#starting.filter(({ at }) => at <= now)) {
      this.runningTasks += start.tasks;
    }
    this.#starting = this.#starting.filter(({ at }) => at > now);
    if (now % METRIC_PERIOD_SECONDS === 0) {
      this.#evaluate(now, backlog);
    }
  }

  #evaluate(now: number, backlog: number): void {
    const wanted =
      this.input.mode === 'backlog'
        ? this.#wantedByBacklog(backlog)
        : this.#wantedBySteps(backlog);
    this.#periodsHigh = wanted > this.#desiredTasks ? this.#periodsHigh + 1 : 0;
    this.#periodsLow = wanted < this.#desiredTasks ? this.#periodsLow + 1 : 0;
    if (now < this.#restUntil) {
      return;
    }
    if (
      this.#periodsHigh >= PERIODS_TO_SCALE_OUT ||
      this.#periodsLow >= PERIODS_TO_SCALE_IN
    ) {
      this.#scaleTo(wanted, now);
    }
  }

  /** Target tracking: as many tasks as bring each one's share to the target. */
  #wantedByBacklog(backlog: number): number {
    const { targetBacklogPerTask: target } = this.input;
    const share = backlog / Math.max(1, this.runningTasks);
    if (share > target) {
      return this.#within(Math.ceil(backlog / target));
    }
    return share < SCALE_IN_SHARE * target
      ? this.#within(Math.min(this.#desiredTasks, Math.ceil(backlog / target)))
      : this.#desiredTasks;
  }

  #wantedBySteps(backlog: number): number {
    const step = SCALING_STEPS.steps.find(
      ({ fromMessages }) => backlog >= fromMessages,
    );
    if (step) {
      return this.#within(this.#desiredTasks + step.addTasks);
    }
    return this.#within(this.#desiredTasks - (backlog < 1 ? 1 : 0));
  }

  #within(tasks: number): number {
    return Math.min(this.input.maxTasks, Math.max(this.input.minTasks, tasks));
  }

  #scaleTo(tasks: number, now: number): void {
    const added = tasks - this.#desiredTasks;
    this.#desiredTasks = tasks;
    if (added > 0) {
      this.#starting.push({ at: now + TASK_START_SECONDS, tasks: added });
    } else {
      this.runningTasks = Math.min(this.runningTasks, tasks);
    }
    if (this.input.mode === 'steps') {
      this.#restUntil = now + SCALING_STEPS.cooldownSeconds;
      this.#periodsHigh = 0;
      this.#periodsLow = 0;
    }
  }
}

/**
 * Plays a burst through a queue and the service behind it, minute by minute
 * as CloudWatch sees it. It is a model to compare settings by, not a forecast:
 * messages are a fluid, all of them take the mean time, and no task fails.
 *
 * @public
 */
export function simulateBurst(input: BurstInput): BurstOutcome {
  const queue = new FluidQueue();
  const service = new ScaledService(input);
  const ticksOfArrival = Math.max(
    1,
    Math.ceil(input.arrivalSeconds / TICK_SECONDS),
  );
  const samples: BurstSample[] = [
    {
      seconds: 0,
      backlog: 0,
      runningTasks: input.minTasks,
      oldestAgeSeconds: 0,
    },
  ];
  let longestWaitSeconds = 0;
  let drainedAfterSeconds: number | undefined;

  for (
    let tick = 0;
    tick * TICK_SECONDS < BURST_HORIZON_SECONDS &&
    drainedAfterSeconds === undefined;
    tick++
  ) {
    const now = tick * TICK_SECONDS;
    if (tick < ticksOfArrival) {
      queue.add(now, input.messages / ticksOfArrival);
    }
    const oldest = queue.oldestSince();
    const taken = queue.take(
      (service.runningTasks * TICK_SECONDS) / input.processingSeconds,
    );
    if (taken > 0 && oldest !== undefined) {
      longestWaitSeconds = Math.max(longestWaitSeconds, now - oldest);
    }
    const end = now + TICK_SECONDS;
    service.pass(end, queue.backlog);
    const since = queue.oldestSince();
    samples.push({
      seconds: end,
      backlog: Math.round(queue.backlog),
      runningTasks: service.runningTasks,
      oldestAgeSeconds: since === undefined ? 0 : end - since,
    });
    if (tick + 1 >= ticksOfArrival && queue.backlog === 0) {
      drainedAfterSeconds = end;
    }
  }

  const oldestAge = samples.map(sample => sample.oldestAgeSeconds);
  longestWaitSeconds = Math.max(longestWaitSeconds, ...oldestAge);
  return {
    samples: thinOut(samples),
    peakBacklog: Math.max(...samples.map(sample => sample.backlog)),
    peakTasks: Math.max(...samples.map(sample => sample.runningTasks)),
    longestWaitSeconds,
    drainedAfterSeconds,
    latencyKept:
      drainedAfterSeconds !== undefined &&
      longestWaitSeconds <= input.acceptableLatencySeconds,
  };
}

/** Keeps the first, the last and evenly spread samples between them. */
function thinOut(samples: BurstSample[]): BurstSample[] {
  const every = Math.ceil(samples.length / MOST_SAMPLES);
  return samples.filter(
    (_, index) => index % every === 0 || index === samples.length - 1,
  );
}
