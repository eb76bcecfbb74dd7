import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  computeScaling,
  InvalidScalingError,
  ScalingAdvice,
  ScalingInput,
} from '@ecs-eda/plugin-event-topology-common';
import { examples } from './scaling-compute.examples';

/**
 * `ecs-eda:scaling:compute`: the figures of scaling by backlog per task, from
 * the two numbers that people know.
 */
export function createScalingComputeAction() {
  return createTemplateAction({
    id: 'ecs-eda:scaling:compute',
    description:
      'Computes the target backlog per task, the minimum and the maximum of tasks, and the least visibility timeout of the queue.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        acceptableLatencySeconds: z =>
          z.number({
            description: 'How old a message may get before it is handled.',
          }),
        processingSeconds: z =>
          z.number({ description: 'What one message takes on average.' }),
        peakMessagesPerSecond: z =>
          z
            .number({
              description:
                'The most messages that arrive in a second for longer than a moment.',
            })
            .optional(),
        minTasks: z =>
          z.number({ description: 'Computed when absent.' }).optional(),
        maxTasks: z =>
          z.number({ description: 'Computed when absent.' }).optional(),
      },
      output: {
        targetBacklogPerTask: z =>
          z.number({
            description: 'Messages in the queue for each running task.',
          }),
        minTasks: z => z.number(),
        maxTasks: z => z.number(),
        messagesPerSecondPerTask: z => z.number(),
        visibilityTimeoutSeconds: z => z.number(),
        reasons: z =>
          z.record(z.string(), {
            description: 'Why each figure is what it is.',
          }),
        warnings: z =>
          z.array(z.string(), {
            description: 'What will not work as wished.',
          }),
      },
    },
    async handler(ctx) {
      const advice = compute(ctx.input);
      advice.warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.output('targetBacklogPerTask', advice.targetBacklogPerTask);
      ctx.output('minTasks', advice.minTasks);
      ctx.output('maxTasks', advice.maxTasks);
      ctx.output('messagesPerSecondPerTask', advice.messagesPerSecondPerTask);
      ctx.output('visibilityTimeoutSeconds', advice.visibilityTimeoutSeconds);
      ctx.output('reasons', advice.reasons);
      ctx.output('warnings', advice.warnings);
    },
  });
}

function compute(input: ScalingInput): ScalingAdvice {
  try {
    return computeScaling(input);
  } catch (error) {
    if (error instanceof InvalidScalingError) {
      throw new InputError(error.message);
    }
    throw error;
  }
}
