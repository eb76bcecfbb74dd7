import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name of a new service. */
export const schema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      goldenPath: z
        .string()
        .optional()
        .describe(
          'Id of the golden path, whose stack says how long a name may be',
        ),
    }),
});
