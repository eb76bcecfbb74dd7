import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import { AwsAccounts } from '../aws/AwsAccounts';
import { GoldenPathRegistry } from '../golden-paths/GoldenPathRegistry';
import { validateValues } from '../golden-paths/validate-values';
import { TopologyClient } from '../topology/TopologyClient';
import { examples } from './validate.examples';

/** What the action holds values to. */
export interface ValidateServices {
  registry: GoldenPathRegistry;
  accounts: AwsAccounts;
  topology: TopologyClient;
  catalog: CatalogService;
}

/**
 * `ecs-eda:validate`: refuses values that AWS would refuse, or that would make
 * trouble later, before anything is made of them. A dry run checks the same.
 */
export function createValidateAction(services: ValidateServices) {
  return createTemplateAction({
    id: 'ecs-eda:validate',
    description:
      "Checks the values of a golden path's form against AWS's limits, the pattern's rules, what exists already and the rules of the house, and completes them.",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        goldenPath: z =>
          z.string({
            description: "The golden path's id, such as queue-worker.",
          }),
        values: z =>
          z.record(z.any(), {
            description: "The form's values: ${{ parameters }}.",
          }),
      },
      output: {
        values: z =>
          z.record(z.any(), {
            description:
              'The values with what follows from them, such as the figures of scaling.',
          }),
        warnings: z =>
          z.array(
            z.object({
              field: z.string(),
              rule: z.string(),
              message: z.string(),
            }),
            { description: 'What works, but perhaps not as wished.' },
          ),
      },
    },
    async handler(ctx) {
      const { goldenPath } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const { values, problems, warnings } = await validateValues(
        goldenPath,
        ctx.input.values,
        {
          snapshot: await readSnapshot(),
          validators: services.registry.validatorsOf(goldenPath),
          placeProblem: (accountId, region) =>
            services.accounts.problemWith(accountId, region),
          isComponent: async name =>
            (await services.catalog.getEntityByRef(
              `component:default/${name}`,
              { credentials },
            )) !== undefined,
        },
      );
      for (const { message } of warnings) {
        ctx.logger.warn(message);
      }
      if (problems.length > 0) {
        throw new InputError(
          problems
            .map(({ field, rule, message }) =>
              message.startsWith(field)
                ? `${message} (${rule})`
                : `${field}: ${message} (${rule})`,
            )
            .join('\n'),
        );
      }
      ctx.output('values', values);
      ctx.output('warnings', warnings);

      async function readSnapshot(): Promise<TopologySnapshot | undefined> {
        const { snapshot } = await services.topology.topology(
          credentials,
          ctx.signal,
        );
        return snapshot;
      }
    },
  });
}
