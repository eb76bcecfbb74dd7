import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** An AWS region. */
export const schema = makeFieldSchema({
  output: z => z.string().describe('A region, such as eu-central-1'),
});
