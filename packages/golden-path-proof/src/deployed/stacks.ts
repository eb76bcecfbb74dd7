import {
  DeleteStackCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  StackDeployment,
  SynthesizedStack,
} from '@ecs-eda/plugin-scaffolder-backend-module-ecs-eda/testUtils';
import { SandboxAccount } from './SandboxAccount';

const LONGEST_DELETION_SECONDS = 900;

/**
 * Creates a stack by a change set, as the scaffolder's action does.
 *
 * @throws Error with CloudFormation's reasons when it is rolled back
 */
export async function createStack(
  account: SandboxAccount,
  stack: SynthesizedStack,
): Promise<void> {
  // The bucket that `cdk bootstrap` makes: templates are longer than a request may be.
  const Bucket = `cdk-hnb659fds-assets-${account.accountId}-${account.region}`;
  const Key = stack.templateFile;
  await account.s3.send(new CreateBucketCommand({ Bucket }));
  await account.s3.send(
    new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(stack.template) }),
  );
  const deployment = new StackDeployment({
    client: account.cloudFormation,
    stackName: stack.stackName,
    onProgress: () => {},
    pollMilliseconds: 250,
  });
  await deployment.execute(
    await deployment.createChangeSet(
      'proof',
      { TemplateURL: `${account.url}/${Bucket}/${Key}` },
      Object.entries(stack.tags).map(([TagKey, Value]) => ({
        Key: TagKey,
        Value,
      })),
    ),
  );
}

/**
 * Deletes a stack and waits until it is gone.
 *
 * @throws Error with CloudFormation's reason when it is not
 */
export async function deleteStack(
  account: SandboxAccount,
  StackName: string,
): Promise<void> {
  await account.cloudFormation.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete(
    {
      client: account.cloudFormation,
      maxWaitTime: LONGEST_DELETION_SECONDS,
      minDelay: 1,
      maxDelay: 2,
    },
    { StackName },
  );
}
