import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  explainEventPattern,
  InvalidEventPatternError,
} from '@ecs-eda/plugin-event-topology-common';
import { examples } from './event-pattern-test.examples';

/**
 * `ecs-eda:event-pattern:test`: holds an event pattern to sample events before
 * anything is made with it.
 */
export function createEventPatternTestAction() {
  return createTemplateAction({
    id: 'ecs-eda:event-pattern:test',
    description:
      'Tests an event pattern on sample events, as EventBridge would match them, and fails when they come out otherwise than expected.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        pattern: z =>
          z.union([z.record(z.any()), z.string()], {
            description: 'The event pattern, as an object or its JSON text.',
          }),
        events: z =>
          z
            .array(z.record(z.any()))
            .min(1)
            .describe(
              'Whole events, each with source, detail-type and detail.',
            ),
        expect: z =>
          z
            .union([z.boolean(), z.array(z.boolean())])
            .optional()
            .describe(
              'Whether they match: one answer for all, or one for each. Default: true.',
            ),
      },
      output: {
        results: z =>
          z.array(
            z.object({
              matches: z.boolean(),
              mismatches: z.array(
                z.object({
                  path: z.string(),
                  expected: z.string(),
                  actual: z.string(),
                }),
              ),
            }),
            {
              description:
                'The verdict on each event, and the fields that kept it from matching.',
            },
          ),
      },
    },
    async handler(ctx) {
      const { pattern, events, expect = true } = ctx.input;
      if (Array.isArray(expect) && expect.length !== events.length) {
        throw new InputError(
          `expect: there are ${events.length} events and ${expect.length} answers; give one for each`,
        );
      }
      const results = events.map(event => explain(pattern, event));
      ctx.output('results', results);

      const wrong = results.flatMap(({ matches, mismatches }, index) => {
        const expected = Array.isArray(expect) ? expect[index] : expect;
        if (matches === expected) {
          return [];
        }
        return matches
          ? [`events[${index}] matches and should not`]
          : [
              `events[${index}] does not match: ${mismatches
                .map(one => `${one.path} is ${one.actual}, not ${one.expected}`)
                .join('; ')}`,
            ];
      });
      if (wrong.length > 0) {
        throw new InputError(wrong.join('\n'));
      }
      ctx.logger.info(
        `The pattern does what is expected for all ${events.length} events`,
      );
    },
  });
}

function explain(pattern: unknown, event: unknown) {
  try {
    return explainEventPattern(pattern, event);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      throw new InputError(`pattern: ${error.reason} at ${error.path}`);
    }
    throw error;
  }
}
