import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { compute } from '../config/compute';
import { task } from '../config/task';
import { acceptFinding, findingOf } from './accept-finding';
import { addDeadLetterQueue } from './dead-letter-queue';
import type { IdempotencyTable } from './idempotency-table';
import type { ServiceStack } from './service-stack';

/** The longest that a function runs. */
const TIMEOUT = Duration.minutes(15);

/**
 * The function that small jobs go to. It runs the same handler as the task, out
 * of the same source.
 */
export function addSmallJobs(
  stack: ServiceStack,
  idempotency: IdempotencyTable,
): IFunction {
  const name = `${stack.service.name}-small`;
  const logGroup = new LogGroup(stack, 'SmallJobsLogs', {
    logGroupName: `/aws/lambda/${name}`,
    retention: stack.service.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const smallJobs = new NodejsFunction(stack, 'SmallJobs', {
    functionName: name,
    entry: 'src/small-job.ts',
    depsLockFilePath: 'package-lock.json',
    runtime: Runtime.NODEJS_24_X,
    architecture:
      compute.cpuArchitecture === 'ARM64'
        ? Architecture.ARM_64
        : Architecture.X86_64,
    memorySize: Math.min(10_240, Math.max(512, compute.size.memoryMiB)),
    timeout: TIMEOUT,
    environment: {
      ...idempotency.environment,
      EVENT_FIELD_PATHS: JSON.stringify(task.eventFields),
      NODE_OPTIONS: '--enable-source-maps',
    },
    bundling: { sourceMap: true },
    role: roleToLog(stack, logGroup),
    logGroup,
    // EventBridge hands the event over; what the function fails at is Lambda's to keep.
    deadLetterQueue: addDeadLetterQueue(stack, {
      suffix: 'small-dlq',
      says: 'The function failed three times at a small job.',
      runbook: 'small-jobs-failed',
    }),
    retryAttempts: 2,
  });
  idempotency.grantTo(smallJobs);
  return smallJobs;
}

/** AWS's own policy would let the function write to every log group of the account. */
function roleToLog(stack: ServiceStack, logGroup: LogGroup): Role {
  const role = new Role(stack, 'SmallJobsRole', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  role.addToPolicy(
    new PolicyStatement({
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  );
  acceptFinding(
    role,
    `AwsSolutions-IAM5[Resource::${findingOf(stack, logGroup.logGroupArn)}]`,
    'The streams of the function in its own log group are named by Lambda.',
  );
  return role;
}
