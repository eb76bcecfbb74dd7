import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

/** Creates a secret that goes away with the check. */
async function createSecret(context: ContractContext, SecretString: string) {
  const { secretsManager } = context.aws;
  const { ARN = '', Name = '' } = await secretsManager.send(
    new CreateSecretCommand({
      Name: context.name('secret'),
      SecretString,
      Tags: [{ Key: 'contract', Value: 'yes' }],
    }),
  );
  context.cleanUp(() =>
    secretsManager.send(
      new DeleteSecretCommand({
        SecretId: ARN,
        ForceDeleteWithoutRecovery: true,
      }),
    ),
  );
  return { arn: ARN, name: Name };
}

/** The secrets of containers and connections. */
export const secretsManagerChecks: Check[] = [
  {
    behaviour: 'gives a secret by name and ARN, its tags, and its value before',
    async run(context) {
      const { secretsManager } = context.aws;
      const { arn, name } = await createSecret(context, 'first');
      await secretsManager.send(
        new PutSecretValueCommand({ SecretId: arn, SecretString: 'second' }),
      );
      const value = async (SecretId: string, VersionStage?: string) =>
        (
          await secretsManager.send(
            new GetSecretValueCommand({ SecretId, VersionStage }),
          )
        ).SecretString;
      expect(await value(name)).toBe('second');
      expect(await value(arn, 'AWSPREVIOUS')).toBe('first');
      const { Tags } = await secretsManager.send(
        new DescribeSecretCommand({ SecretId: arn }),
      );
      expect(Tags).toEqual([{ Key: 'contract', Value: 'yes' }]);
    },
  },
  {
    behaviour: 'pages over secrets',
    async run(context) {
      const made = [
        await createSecret(context, 'a'),
        await createSecret(context, 'b'),
      ];
      const arns = await context.pages('ListSecrets', async NextToken => {
        const page = await context.aws.secretsManager.send(
          new ListSecretsCommand({ MaxResults: 1, NextToken }),
        );
        return {
          items: page.SecretList?.map(({ ARN }) => ARN),
          next: page.NextToken,
        };
      });
      expect(arns).toEqual(expect.arrayContaining(made.map(({ arn }) => arn)));
    },
  },
  {
    behaviour: 'says that a secret is not there',
    async run(context) {
      await expectError(
        context.aws.secretsManager.send(
          new GetSecretValueCommand({ SecretId: context.name('none') }),
        ),
        'ResourceNotFoundException',
      );
    },
  },
];
