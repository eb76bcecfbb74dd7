import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const RATE = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/;
const CRON = /^cron\(([\w*?,/#-]+ ){5}[\w*?,/#-]+\)$/;

/** An action of one's own: it refuses what EventBridge Scheduler would refuse. */
export function createScheduleCheckAction() {
  return createTemplateAction({
    id: 'example:schedule:check',
    description:
      'Checks the expression of a schedule and says in words how often it is due.',
    examples: [
      {
        description: 'A schedule that is due every night',
        example: stringify({
          steps: [
            {
              id: 'schedule',
              name: 'Check the schedule',
              action: 'example:schedule:check',
              input: { expression: 'cron(0 3 * * ? *)' },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        expression: z =>
          z.string({ description: 'rate(…) or cron(…), as AWS writes them.' }),
      },
      output: {
        inWords: z =>
          z.string({ description: 'The same for people: every 2 hours.' }),
      },
    },
    async handler(ctx) {
      ctx.output('inWords', inWords(ctx.input.expression));
    },
  });
}

/**
 * @throws InputError for anything but a rate or six fields of cron
 */
export function inWords(expression: string): string {
  const [, value, unit] = RATE.exec(expression) ?? [];
  if (value) {
    return value === '1' ? `every ${unit}` : `every ${value} ${unit}s`;
  }
  if (CRON.test(expression)) {
    return `when ${expression.slice(5, -1)} matches the clock`;
  }
  throw new InputError(
    `expression: '${expression}' is neither rate(2 hours) nor cron with six fields, such as cron(0 3 * * ? *)`,
  );
}
