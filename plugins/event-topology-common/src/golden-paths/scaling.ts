import { durationInWords } from '../health/duration-in-words';
import { quantity } from '../health/quantity';

/** What people know of a queue and its worker. @public */
export interface ScalingInput {
  /** How old a message may get before it is handled. */
  acceptableLatencySeconds: number;
  /** What one message takes on average, one at a time in a task. */
  processingSeconds: number;
  /** The most messages that arrive in a second for longer than a moment. */
  peakMessagesPerSecond?: number;
  /** Computed when absent. */
  minTasks?: number;
  /** Computed when absent. */
  maxTasks?: number;
}

/** How a service should follow its queue. @public */
export interface ScalingAdvice {
  /** Messages in the queue for each running task that scaling holds to. */
  targetBacklogPerTask: number;
  minTasks: number;
  maxTasks: number;
  /** Messages that one task handles in a second. */
  messagesPerSecondPerTask: number;
  /** The least visibility timeout of the queue: six times the processing time. */
  visibilityTimeoutSeconds: number;
  /** Why each figure is what it is, as a sentence. */
  reasons: Record<'targetBacklogPerTask' | 'minTasks' | 'maxTasks', string>;
  /** What will not work as wished, as sentences. */
  warnings: string[];
}

/** The fields of {@link ScalingInput} that may be wrong. @public */
export type ScalingField = keyof ScalingInput;

/**
 * Thrown for figures that scaling cannot be computed from.
 *
 * @public
 */
export class InvalidScalingError extends Error {
  readonly name = 'InvalidScalingError';

  constructor(
    /** The field to change. */
    readonly field: ScalingField,
    /** The rule it breaks, as a clause: `must be more than 0`. */
    readonly rule: string,
  ) {
    super(`${field} ${rule}`);
  }
}

/** When nothing is known of the peak. */
const DEFAULT_MAX_TASKS = 10;

/** Tasks on top of those that keep up with the peak, to work off what piled up. */
const CATCH_UP_FACTOR = 1.25;

/** SQS hides a received message for 12 hours at most. */
const LONGEST_VISIBILITY_TIMEOUT_SECONDS = 43_200;

/**
 * Visibility timeout by processing time, as AWS advises for pollers that
 * retry: short enough to be retried, long enough not to be handled twice.
 */
const VISIBILITY_FACTOR = 6;

/** What Application Auto Scaling accepts as a capacity. */
const MOST_TASKS = 5_000;

/**
 * Turns the two numbers that people know (how old a message may get, how long
 * one takes) into the figures that scaling by backlog per task needs. The
 * target is AWS's own rule for SQS: acceptable latency by processing time.
 *
 * @throws {@link InvalidScalingError} that names the field to change
 * @public
 */
export function computeScaling(input: ScalingInput): ScalingAdvice {
  requireFigures(input);
  const {
    acceptableLatencySeconds,
    processingSeconds,
    peakMessagesPerSecond: peak,
  } = input;

  const ratio = acceptableLatencySeconds / processingSeconds;
  const targetBacklogPerTask = Math.max(1, floorOf(ratio));
  const keepsUp =
    peak === undefined ? undefined : ceilOf(peak * processingSeconds);
  const minTasks = input.minTasks ?? Math.min(1, input.maxTasks ?? 1);
  const maxTasks =
    input.maxTasks ??
    Math.max(
      minTasks,
      keepsUp === undefined
        ? DEFAULT_MAX_TASKS
        : Math.min(MOST_TASKS, ceilOf(keepsUp * CATCH_UP_FACTOR)),
    );
  const visibilityTimeoutSeconds = Math.min(
    LONGEST_VISIBILITY_TIMEOUT_SECONDS,
    Math.max(30, ceilOf(VISIBILITY_FACTOR * processingSeconds)),
  );

  const latency = secondsInWords(acceptableLatencySeconds);
  const processing = secondsInWords(processingSeconds);
  const warnings: string[] = [];
  if (ratio < 1) {
    warnings.push(
      `One message takes ${processing}, longer than the ${latency} that it may wait: no number of tasks keeps that. Accept more latency or make the work shorter.`,
    );
  }
  if (VISIBILITY_FACTOR * processingSeconds > visibilityTimeoutSeconds) {
    warnings.push(
      'Six times the processing time is more than the 12 hours that SQS hides a message: the worker must extend the visibility timeout while it works.',
    );
  }
  if (minTasks === 0) {
    warnings.push(
      'With no task running the first message waits until an alarm has seen it and a task has started, which takes minutes.',
    );
  }
  if (peak !== undefined && keepsUp !== undefined && maxTasks < keepsUp) {
    const behind = peak - maxTasks / processingSeconds;
    warnings.push(
      `${quantity(keepsUp, 'task')} would keep up with ${quantity(
        peak,
        'message',
      )} a second; with ${quantity(
        maxTasks,
        'task',
      )} the queue grows by ${quantity(
        behind,
        'message',
      )} a second while the peak lasts.`,
    );
  }

  return {
    targetBacklogPerTask,
    minTasks,
    maxTasks,
    messagesPerSecondPerTask: 1 / processingSeconds,
    visibilityTimeoutSeconds,
    reasons: {
      targetBacklogPerTask:
        ratio < 1
          ? 'One message for each task is the least there is.'
          : `A task that takes ${processing} a message works off ${quantity(
              targetBacklogPerTask,
              'message',
            )} in ${latency}.`,
      minTasks: reasonForMinTasks(input, minTasks),
      maxTasks: reasonForMaxTasks(input, maxTasks, keepsUp),
    },
    warnings,
  };
}

function reasonForMinTasks(input: ScalingInput, minTasks: number): string {
  if (input.minTasks !== undefined) {
    return 'As you asked.';
  }
  return minTasks === 0
    ? 'The maximum allows none.'
    : 'One task always runs, so that the metric has data: without data nothing scales.';
}

function reasonForMaxTasks(
  input: ScalingInput,
  maxTasks: number,
  keepsUp: number | undefined,
): string {
  if (input.maxTasks !== undefined) {
    return 'As you asked.';
  }
  if (keepsUp === undefined) {
    return 'A ceiling to begin with; say how many messages arrive at the peak to have it computed.';
  }
  if (maxTasks === MOST_TASKS) {
    return `${quantity(
      keepsUp,
      'task',
    )} would keep up with the peak, and this is the most that a service runs.`;
  }
  return `${quantity(
    keepsUp,
    'task',
  )} keep up with the peak, and a quarter more works off what piled up before they ran.`;
}

function requireFigures(input: ScalingInput): void {
  requireAbove('acceptableLatencySeconds', input.acceptableLatencySeconds);
  requireAbove('processingSeconds', input.processingSeconds);
  if (input.peakMessagesPerSecond !== undefined) {
    requireAbove('peakMessagesPerSecond', input.peakMessagesPerSecond);
  }
  requireTasks('minTasks', input.minTasks, 0);
  requireTasks('maxTasks', input.maxTasks, 1);
  if (
    input.minTasks !== undefined &&
    input.maxTasks !== undefined &&
    input.maxTasks < input.minTasks
  ) {
    throw new InvalidScalingError(
      'maxTasks',
      `must not be less than the minimum of ${input.minTasks}`,
    );
  }
}

function requireAbove(field: ScalingField, value: number): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new InvalidScalingError(field, 'must be a number above 0');
  }
}

function requireTasks(
  field: ScalingField,
  value: number | undefined,
  least: number,
): void {
  if (
    value !== undefined &&
    (!Number.isInteger(value) || value < least || value > MOST_TASKS)
  ) {
    throw new InvalidScalingError(
      field,
      `must be a whole number from ${least} to ${MOST_TASKS}`,
    );
  }
}

function secondsInWords(seconds: number): string {
  return seconds < 60 ? quantity(seconds, 'second') : durationInWords(seconds);
}

/** Absorbs what binary fractions add or take away: 0.3 / 0.1 is three. */
const ROUNDING = 1e-9;

function floorOf(value: number): number {
  return Math.floor(value + ROUNDING);
}

function ceilOf(value: number): number {
  return Math.ceil(value - ROUNDING);
}
