import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** A queue: one that exists, or a new one. */
export const schema = makeFieldSchema({
  output: z =>
    z.object({
      mode: z.enum(['new', 'existing']),
      name: z.string().optional(),
      arn: z.string().optional(),
      url: z.string().optional(),
    }),
  uiOptions: z =>
    z.object({
      frozen: z
        .enum(['new', 'existing'])
        .optional()
        .describe('Set to allow only one of the two'),
      namedByStack: z
        .boolean()
        .optional()
        .describe('Set when the stack names a new one after the service'),
    }),
});
