import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { Check } from '../check';

/** Who calls. */
export const stsChecks: Check[] = [
  {
    behaviour: 'says which account a caller belongs to',
    async run({ aws, accountId }) {
      const identity = await aws.sts.send(new GetCallerIdentityCommand({}));
      expect(identity.Account).toBe(accountId);
      expect(identity.Arn).toContain(`:${accountId}:`);
    },
  },
  {
    behaviour:
      "gives the credentials of a role, which act in the role's account",
    async run(context) {
      const { aws, accountId, region } = context;
      const RoleArn = await context.role('ecs-tasks.amazonaws.com', [
        'sqs:ListQueues',
      ]);
      const { Credentials, AssumedRoleUser } = await aws.sts.send(
        new AssumeRoleCommand({ RoleArn, RoleSessionName: 'contract' }),
      );
      expect(AssumedRoleUser?.Arn).toContain('/contract');
      const assumed = new STSClient({
        region,
        endpoint: await aws.sts.config.endpoint?.(),
        credentials: {
          accessKeyId: Credentials?.AccessKeyId ?? '',
          secretAccessKey: Credentials?.SecretAccessKey ?? '',
          sessionToken: Credentials?.SessionToken,
        },
      });
      context.cleanUp(async () => assumed.destroy());
      const identity = await assumed.send(new GetCallerIdentityCommand({}));
      expect(identity.Account).toBe(accountId);
      expect(identity.Arn).toBe(AssumedRoleUser?.Arn);
    },
  },
];
