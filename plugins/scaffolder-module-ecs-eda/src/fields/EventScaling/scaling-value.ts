import {
  computeScaling,
  InvalidScalingError,
  ScalingAdvice,
  ScalingField,
} from '@ecs-eda/plugin-event-topology-common';
import { schema } from './schema';

export type ScalingValue = typeof schema.TOutput;

/** What is typed so far: any figure may still be missing. */
export type ScalingDraft = Partial<ScalingValue>;

/** Where the form begins: one task a second of work, a minute to wait. */
export const DEFAULT_SCALING: ScalingValue = {
  mode: 'backlog',
  acceptableLatencySeconds: 60,
  processingSeconds: 1,
  targetBacklogPerTask: 60,
  minTasks: 1,
  maxTasks: 10,
};

/** What the figures lead to, or which of them is wrong. */
export type ScalingVerdict =
  | { advice: ScalingAdvice; suggestedMaxTasks: number }
  | { field: ScalingField; rule: string };

/** Computes with what is typed; the suggestion ignores the maximum typed. */
export function verdictOn(draft: ScalingDraft): ScalingVerdict {
  try {
    const known = {
      acceptableLatencySeconds: draft.acceptableLatencySeconds ?? NaN,
      processingSeconds: draft.processingSeconds ?? NaN,
      peakMessagesPerSecond: draft.peakMessagesPerSecond,
      minTasks: draft.minTasks,
    };
    return {
      advice: computeScaling({ ...known, maxTasks: draft.maxTasks }),
      suggestedMaxTasks: computeScaling(known).maxTasks,
    };
  } catch (error) {
    if (error instanceof InvalidScalingError) {
      return { field: error.field, rule: error.rule };
    }
    throw error;
  }
}

/** The draft with the target that follows from it. */
export function withTarget(draft: ScalingDraft): ScalingDraft {
  const verdict = verdictOn(draft);
  return {
    ...draft,
    targetBacklogPerTask:
      'advice' in verdict ? verdict.advice.targetBacklogPerTask : undefined,
  };
}
