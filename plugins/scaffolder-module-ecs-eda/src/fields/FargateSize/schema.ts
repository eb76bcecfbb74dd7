import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The size of a task, as Fargate offers it. */
export const schema = makeFieldSchema({
  output: z =>
    z.object({
      cpu: z.number().describe('CPU units: 1,024 are one vCPU'),
      memoryMiB: z.number(),
    }),
});
