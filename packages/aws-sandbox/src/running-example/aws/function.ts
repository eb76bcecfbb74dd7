import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetFunctionCommand,
} from '@aws-sdk/client-lambda';
import { AwsClients } from './aws-clients';
import { orElse } from './or-else';
import { PolicyStatement } from './policy-document';
import { required } from './required';
import { ensureRole } from './role';
import { Tags } from './tags';

/** A function that a rule invokes, or that polls for itself. */
export interface FunctionSpec {
  name: string;
  description: string;
  environment: Record<string, string>;
  memorySizeMegabytes: number;
  timeoutSeconds: number;
  roleStatements: PolicyStatement[];
  /** The rule that may invoke it; absent for one that polls. */
  invokedByRuleArn?: string;
  tags: Tags;
}

/** @returns the function's ARN */
export async function ensureFunction(
  aws: AwsClients,
  spec: FunctionSpec,
): Promise<string> {
  const role = await ensureRole(aws, {
    name: `${spec.name}-function`,
    assumedBy: 'lambda.amazonaws.com',
    statements: spec.roleStatements,
    tags: spec.tags,
  });
  const arn = await orElse(
    async () => {
      const { FunctionArn } = await aws.lambda.send(
        new CreateFunctionCommand({
          FunctionName: spec.name,
          Description: spec.description,
          Runtime: 'nodejs22.x',
          Architectures: ['arm64'],
          Handler: 'index.handler',
          Role: role,
          Code: {
            S3Bucket: `shop-artifacts-${aws.accountId}`,
            S3Key: `functions/${spec.name}.zip`,
          },
          MemorySize: spec.memorySizeMegabytes,
          Timeout: spec.timeoutSeconds,
          Environment: { Variables: spec.environment },
          Tags: spec.tags,
        }),
      );
      return FunctionArn;
    },
    ['ResourceConflictException'],
    async () => {
      const { Configuration } = await aws.lambda.send(
        new GetFunctionCommand({ FunctionName: spec.name }),
      );
      return Configuration?.FunctionArn;
    },
  );
  if (spec.invokedByRuleArn) {
    await allowRule(aws, spec.name, spec.invokedByRuleArn);
  }
  return required(arn, `the ARN of function ${spec.name}`);
}

async function allowRule(
  aws: AwsClients,
  functionName: string,
  ruleArn: string,
): Promise<void> {
  await orElse<unknown>(
    () =>
      aws.lambda.send(
        new AddPermissionCommand({
          FunctionName: functionName,
          StatementId: 'invoked-by-rule',
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceArn: ruleArn,
        }),
      ),
    ['ResourceConflictException'],
    async () => undefined,
  );
}
