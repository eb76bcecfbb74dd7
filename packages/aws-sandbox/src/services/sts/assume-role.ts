import type {
  AssumeRoleCommandInput,
  AssumeRoleCommandOutput,
} from '@aws-sdk/client-sts';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Operation } from '../../core';
import { roleId } from './principal-id';
import { openSession } from './sessions';

const DEFAULT_DURATION_SECONDS = 3600;
const MINIMUM_DURATION_SECONDS = 900;
const MAXIMUM_DURATION_SECONDS = 43_200;

/**
 * Any role of any account may be assumed: the sandbox evaluates no trust
 * policies and does not ask that the role exist.
 */
export const assumeRole: Operation<
  AssumeRoleCommandInput,
  Omit<AssumeRoleCommandOutput, '$metadata'>
> = (input, context) => {
  const { accountId, roleName } = parseRole(input.RoleArn ?? '');
  const sessionName = input.RoleSessionName ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  const seconds = input.DurationSeconds ?? DEFAULT_DURATION_SECONDS;
  if (
    seconds < MINIMUM_DURATION_SECONDS ||
    seconds > MAXIMUM_DURATION_SECONDS
  ) {
    throw new AwsError(
      'ValidationError',
      `The requested DurationSeconds ${seconds} is not between ${MINIMUM_DURATION_SECONDS} and ${MAXIMUM_DURATION_SECONDS}`,
    );
  }
  const principalArn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
  const assumedRoleId = `${roleId(accountId, roleName)}:${sessionName}`;
  const session = openSession(context.world, {
    accountId,
    principalArn,
    expiresAt: context.world.clock.now() + seconds * 1000,
  });
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: assumedRoleId, Arn: principalArn },
    SourceIdentity: input.SourceIdentity,
  };
};

function parseRole(arn: string): { accountId: string; roleName: string } {
  const parsed = parseArn(arn);
  const name = parsed && /^role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(parsed.resource);
  if (!parsed || !name || parsed.service !== 'iam') {
    throw new AwsError('ValidationError', `${arn} is invalid`);
  }
  return { accountId: parsed.accountId, roleName: name[1] };
}
