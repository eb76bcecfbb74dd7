import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ListSecretsCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ManualClock } from '../../core';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { stsService } from '../sts';
import { secretsmanagerService } from '.';

describe('Secrets Manager', () => {
  const clock = new ManualClock();
  let sandbox: Sandbox;
  let client: SecretsManagerClient;

  beforeEach(async () => {
    sandbox = await startSandbox({
      port: 0,
      clock,
      services: [secretsmanagerService, stsService],
    });
    client = new SecretsManagerClient(clientConfig(sandbox));
  });

  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  const create = (Name: string, SecretString?: string) =>
    client.send(
      new CreateSecretCommand({
        Name,
        SecretString,
        Tags: [{ Key: 'team', Value: 'payments' }],
      }),
    );

  it('gives a value by name, by ARN, and by ARN without its suffix', async () => {
    const { ARN = '' } = await create('payment/api-key', 'hush');

    expect(ARN).toMatch(
      /^arn:aws:secretsmanager:eu-west-1:111111111111:secret:payment\/api-key-\w{6}$/,
    );
    for (const SecretId of ['payment/api-key', ARN, ARN.slice(0, -7)]) {
      const { SecretString } = await client.send(
        new GetSecretValueCommand({ SecretId }),
      );
      expect(SecretString).toBe('hush');
    }
  });

  it('keeps the previous value when a new one is put', async () => {
    await create('key', 'first');
    await client.send(
      new PutSecretValueCommand({ SecretId: 'key', SecretString: 'second' }),
    );

    const valueAt = async (VersionStage?: string) =>
      (
        await client.send(
          new GetSecretValueCommand({ SecretId: 'key', VersionStage }),
        )
      ).SecretString;
    expect(await valueAt()).toBe('second');
    expect(await valueAt('AWSPREVIOUS')).toBe('first');
    const { VersionIdsToStages, Tags } = await client.send(
      new DescribeSecretCommand({ SecretId: 'key' }),
    );
    expect(Object.values(VersionIdsToStages ?? {})).toEqual([
      ['AWSPREVIOUS'],
      ['AWSCURRENT'],
    ]);
    expect(Tags).toEqual([{ Key: 'team', Value: 'payments' }]);
  });

  it('hides a deleted secret until its recovery window is over, unless it is restored', async () => {
    await create('kept', 'a');
    await create('gone', 'b');
    for (const SecretId of ['kept', 'gone']) {
      await client.send(
        new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }),
      );
    }
    await expect(create('gone', 'c')).rejects.toBeInstanceOf(
      InvalidRequestException,
    );
    await client.send(new RestoreSecretCommand({ SecretId: 'kept' }));
    await clock.advance(8 * 86_400_000);

    const { SecretList } = await client.send(
      new ListSecretsCommand({ IncludePlannedDeletion: true }),
    );
    expect(SecretList?.map(({ Name }) => Name)).toEqual(['kept']);
    await expect(create('gone', 'c')).resolves.toMatchObject({ Name: 'gone' });
  });

  it('deletes at once when told to', async () => {
    await create('key', 'a');
    await client.send(
      new DeleteSecretCommand({
        SecretId: 'key',
        ForceDeleteWithoutRecovery: true,
      }),
    );
    await expect(
      client.send(new GetSecretValueCommand({ SecretId: 'key' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('refuses a name that is taken, and a secret without a value has none', async () => {
    await create('empty');
    await expect(create('empty')).rejects.toBeInstanceOf(
      ResourceExistsException,
    );
    await expect(
      client.send(new GetSecretValueCommand({ SecretId: 'empty' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('pages over secrets', async () => {
    await Promise.all(['a', 'b', 'c'].map(name => create(name, 'x')));
    const first = await client.send(new ListSecretsCommand({ MaxResults: 2 }));
    const second = await client.send(
      new ListSecretsCommand({ MaxResults: 2, NextToken: first.NextToken }),
    );
    const names = [first, second].map(page =>
      page.SecretList?.map(({ Name }) => Name),
    );
    expect(names).toEqual([['a', 'b'], ['c']]);
  });

  it('makes passwords as asked', async () => {
    const { RandomPassword } = await client.send(
      new GetRandomPasswordCommand({
        PasswordLength: 40,
        ExcludePunctuation: true,
        ExcludeCharacters: 'abcxyz0',
      }),
    );
    expect(RandomPassword).toMatch(
      /^(?=.*[d-w])(?=.*[A-Z])(?=.*[1-9])[A-Zd-w1-9]{40}$/,
    );
  });
});
