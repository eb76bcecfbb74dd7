import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** How a service follows its queue. */
export const schema = makeFieldSchema({
  output: z =>
    z.object({
      mode: z.enum(['steps', 'backlog']),
      acceptableLatencySeconds: z.number(),
      processingSeconds: z.number(),
      targetBacklogPerTask: z.number().optional(),
      minTasks: z.number(),
      maxTasks: z.number(),
      peakMessagesPerSecond: z.number().optional(),
    }),
});
