import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { synthesize } from '../cdk/synthesize';
import { LayerCollection } from '../layers/LayerCollection';
import { InstalledDependencies } from '../npm/InstalledDependencies';
import { findLockedPackage } from '../npm/find-locked-package';
import { LayerServices } from './fetch-layers';
import { examples } from './synth.examples';

/** Where in the workspace the cloud assembly is put; the CDK's own name for it, which every .gitignore has. */
export const ASSEMBLY_FOLDER = 'cdk.out';

/**
 * `ecs-eda:synth`: makes the CloudFormation template of the stamped CDK app. A
 * dry run does it too: nothing outside the workspace changes.
 */
export function createSynthAction(
  services: LayerServices & { dependencies: InstalledDependencies },
) {
  return createTemplateAction({
    id: 'ecs-eda:synth',
    description:
      "Runs the stamped CDK app and puts its CloudFormation template into the workspace's cdk.out. Findings of cdk-nag that nothing suppresses fail the step.",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        allowFindings: z =>
          z
            .boolean({
              description:
                'Goes on with findings of severity error and only reports them. Default: false.',
            })
            .optional(),
      },
      output: {
        templatePath: z =>
          z.string({
            description:
              'The CloudFormation template, as a path in the workspace.',
          }),
        stackName: z => z.string({ description: 'The name of the stack.' }),
        findings: z =>
          z.array(
            z.object({
              rule: z.string(),
              level: z.enum(['error', 'warning']),
              resource: z.string(),
              message: z.string(),
            }),
            { description: 'What cdk-nag found and nothing suppresses.' },
          ),
      },
    },
    async handler(ctx) {
      const collection = new LayerCollection({
        ...services,
        templateUrl: ctx.templateInfo?.baseUrl,
        createTemporaryDirectory: () => ctx.createTemporaryDirectory(),
      });
      const nodeModules = await services.dependencies.nodeModulesOf(
        await findLockedPackage(ctx.workspacePath, collection),
        { logger: ctx.logger, signal: ctx.signal },
      );
      const stack = await synthesize({
        projectDirectory: ctx.workspacePath,
        nodeModules,
        // The app runs in a copy: an earlier assembly must not be in it, and
        // the new one must not be where the app looks for its own files.
        assemblyDirectory: path.join(ctx.workspacePath, ASSEMBLY_FOLDER),
        workDirectory: await ctx.createTemporaryDirectory(),
        signal: ctx.signal,
        onLine: line => ctx.logger.info(line),
      });
      for (const { rule, resource, message } of stack.findings) {
        ctx.logger.warn(`${rule} at ${resource}: ${message}`);
      }
      const errors = stack.findings.filter(({ level }) => level === 'error');
      if (errors.length > 0 && !ctx.input.allowFindings) {
        await fs.rm(stack.assemblyDirectory, { recursive: true, force: true });
        throw new InputError(
          `The stack has findings that nothing suppresses: ${errors
            .map(({ rule, resource }) => `${rule} at ${resource}`)
            .join(', ')}`,
        );
      }
      ctx.output(
        'templatePath',
        path.posix.join(ASSEMBLY_FOLDER, stack.templateFile),
      );
      ctx.output('stackName', stack.stackName);
      ctx.output('findings', stack.findings);
    },
  });
}
