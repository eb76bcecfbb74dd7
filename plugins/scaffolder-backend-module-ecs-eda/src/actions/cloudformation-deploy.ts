import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AwsClientConfig } from '../aws/AwsAccounts';
import { readAssembly, SynthesizedStack } from '../cdk/read-assembly';
import { imagesOf, publishAssets } from '../cloudformation/publish-assets';
import {
  StackDeployment,
  TemplateSource,
} from '../cloudformation/StackDeployment';
import { isTooLong, templateAtUrl } from '../cloudformation/template-source';
import { examples } from './cloudformation-deploy.examples';
import { AwsActionServices, requireDeployEnabled } from './events-put';
import { ASSEMBLY_FOLDER } from './synth';

/** `ecs-eda:cloudformation:deploy`: creates or updates the stack that `ecs-eda:synth` made. */
export function createCloudFormationDeployAction(services: AwsActionServices) {
  return createTemplateAction({
    id: 'ecs-eda:cloudformation:deploy',
    description:
      "Deploys the stack in the workspace's cdk.out by a change set, and fails with CloudFormation's reason when it is rolled back. Off unless eventTopology.goldenPaths.deploy.enabled is set.",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        stackName: z =>
          z.string({ description: 'The stack, as ecs-eda:synth named it.' }),
        accountId: z => z.string({ description: 'The account to deploy to.' }),
        region: z => z.string({ description: 'The region to deploy to.' }),
      },
      output: {
        stackId: z => z.string({ description: 'The ARN of the stack.' }),
        status: z =>
          z.string({ description: 'CREATE_COMPLETE or UPDATE_COMPLETE.' }),
        changes: z =>
          z.array(z.string(), { description: 'What the change set changed.' }),
        outputs: z =>
          z.record(z.string(), { description: 'The outputs of the stack.' }),
      },
    },
    async handler(ctx) {
      const { stackName, accountId, region } = ctx.input;
      requireDeployEnabled(services);
      const config = await services.accounts.clientConfig(accountId, region);
      const stack = await readStack(ctx.workspacePath, stackName);
      requireNoImages(stack, config);
      if (ctx.isDryRun) {
        const resources = Object.keys(stack.template.Resources ?? {}).length;
        ctx.logger.info(
          `The stack ${stackName} with ${resources} resources would be deployed to ${accountId}, ${region}`,
        );
        ctx.output('stackId', '');
        ctx.output('status', 'DRY_RUN');
        ctx.output('changes', []);
        ctx.output('outputs', {});
        return;
      }
      const onProgress = (message: string) => ctx.logger.info(message);
      const client = new CloudFormationClient(config);
      try {
        const deployed = await ctx.checkpoint({
          key: `deploy.${accountId}.${region}.${stackName}`,
          fn: async () => {
            const template = await publishTemplate(stack, {
              accountId,
              config,
              onProgress,
            });
            return deploy(
              new StackDeployment({
                client,
                stackName,
                signal: ctx.signal,
                onProgress,
              }),
              template,
              stack.tags,
              onProgress,
            );
          },
        });
        ctx.output('stackId', deployed.stackId);
        ctx.output('status', deployed.status);
        ctx.output('changes', deployed.changes);
        ctx.output('outputs', deployed.outputs);
      } finally {
        client.destroy();
      }
    },
  });
}

async function deploy(
  deployment: StackDeployment,
  template: TemplateSource,
  tags: Record<string, string>,
  onProgress: (message: string) => void,
) {
  const changeSet = await deployment.createChangeSet(
    `golden-path-${randomUUID()}`,
    template,
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  );
  if (changeSet.empty) {
    await deployment.discard(changeSet);
    onProgress('The stack is as the template says already');
    return {
      stackId: changeSet.stackId,
      status: 'UPDATE_COMPLETE',
      changes: [],
      outputs: {},
    };
  }
  onProgress(`The change set has ${changeSet.changes.length} changes`);
  const deployed = await deployment.execute(changeSet);
  return { ...deployed, changes: changeSet.changes };
}

async function readStack(
  workspacePath: string,
  stackName: string,
): Promise<SynthesizedStack> {
  const stack = await readAssembly(
    path.join(workspacePath, ASSEMBLY_FOLDER),
  ).catch(error => {
    if (error.code === 'ENOENT') {
      throw new InputError(
        `The workspace has no ${ASSEMBLY_FOLDER}: run ecs-eda:synth before ecs-eda:cloudformation:deploy`,
      );
    }
    throw error;
  });
  if (stack.stackName !== stackName) {
    throw new InputError(
      `stackName: the workspace has the stack ${stack.stackName}, not ${stackName}`,
    );
  }
  return stack;
}

/** Without its images a service would fail to start, and only after minutes. */
function requireNoImages(
  { assemblyDirectory, assetsFile }: SynthesizedStack,
  { endpoint }: AwsClientConfig,
): void {
  const images = assetsFile ? imagesOf(assemblyDirectory, assetsFile) : [];
  // An endpoint of its own, the sandbox, runs processes and pulls no images.
  if (images.length > 0 && !endpoint) {
    throw new InputError(
      `The stack needs container images that nobody has built yet (${images.join(
        ', ',
      )}): deploy it through the stamped workflow, which builds and pushes them`,
    );
  }
}

async function publishTemplate(
  stack: SynthesizedStack,
  options: {
    accountId: string;
    config: AwsClientConfig;
    onProgress(message: string): void;
  },
): Promise<TemplateSource> {
  const { accountId, config, onProgress } = options;
  const text = JSON.stringify(stack.template);
  const tooLong = isTooLong(text);
  if (tooLong && !stack.templateUrl) {
    throw new InputError(
      'The template is too long to be handed to CloudFormation, and the CDK app publishes it nowhere: use the DefaultStackSynthesizer',
    );
  }
  if (stack.assetsFile) {
    // The sandbox's certificate names no buckets, so they go into the path.
    const s3 = new S3Client({
      ...config,
      forcePathStyle: config.endpoint !== undefined,
    });
    try {
      await publishAssets({
        assemblyDirectory: stack.assemblyDirectory,
        assetsFile: stack.assetsFile,
        ...(!tooLong && { except: stack.templateFile }),
        s3,
        accountId,
        region: config.region,
        onProgress,
      });
    } finally {
      s3.destroy();
    }
  }
  return tooLong
    ? templateAtUrl(stack.templateUrl!, {
        accountId,
        region: config.region,
        endpoint: config.endpoint,
      })
    : { TemplateBody: text };
}
