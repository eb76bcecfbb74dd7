import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/**
 * An EventBridge event pattern. While what is typed is no JSON it is kept as
 * text, which the form's `type: object` refuses.
 */
export const schema = makeFieldSchema({
  output: z => z.union([z.record(z.unknown()), z.string()]),
});
