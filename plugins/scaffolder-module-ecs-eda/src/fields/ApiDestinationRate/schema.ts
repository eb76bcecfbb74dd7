import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The rate limit of an API destination. */
export const schema = makeFieldSchema({
  output: z => z.number().describe('Invocations a second, 1 to 300'),
});
