import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The ARN of a state machine that exists. */
export const schema = makeFieldSchema({
  output: z => z.string().describe('ARN of a state machine'),
});
