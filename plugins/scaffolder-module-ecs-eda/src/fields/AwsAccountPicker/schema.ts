import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The id of an AWS account. */
export const schema = makeFieldSchema({
  output: z => z.string().describe('The 12 digits of an AWS account'),
});
