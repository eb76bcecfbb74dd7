import { Secret } from '@aws-sdk/client-ecs';
import { GetSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World, internalContext } from '../core';

const FAILURE =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ';

/**
 * The secrets of a container, as they go into its environment.
 *
 * @throws Error with the reason that ECS gives for a task that cannot start
 */
export async function readSecrets(
  world: World,
  secrets: Secret[] | undefined,
): Promise<Record<string, string>> {
  const read = (secrets ?? []).map(async ({ name = '', valueFrom = '' }) => [
    name,
    await readSecret(world, name, valueFrom),
  ]);
  return Object.fromEntries(await Promise.all(read));
}

async function readSecret(
  world: World,
  name: string,
  valueFrom: string,
): Promise<string> {
  const arn = parseArn(valueFrom);
  if (arn?.service !== 'secretsmanager') {
    throw new Error(
      `${FAILURE}the AWS sandbox has no Systems Manager parameters: ${name} must come from a secret of Secrets Manager, by its ARN`,
    );
  }
  // secret:<name>:<key of its JSON>:<stage>:<version>, the last three optional.
  const [, secret, key, stage, version] = arn.resource.split(':');
  try {
    const value: GetSecretValueResponse = await world
      .service('secretsmanager')
      .operations.GetSecretValue(
        {
          SecretId: valueFrom.split(':').slice(0, 6).concat(secret).join(':'),
          VersionStage: stage || undefined,
          VersionId: version || undefined,
        },
        internalContext(world, arn, 'ecs-tasks.amazonaws.com'),
      );
    return key ? valueOfKey(value, key) : textOf(value);
  } catch (error) {
    throw new Error(
      `${FAILURE}unable to retrieve secret from asm: ${valueFrom}: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

function textOf({ SecretString, SecretBinary }: GetSecretValueResponse) {
  return SecretString ?? Buffer.from(SecretBinary ?? []).toString('base64');
}

function valueOfKey(value: GetSecretValueResponse, key: string): string {
  const found = (JSON.parse(textOf(value)) as Record<string, unknown>)[key];
  if (found === undefined) {
    throw new Error(`retrieved secret did not contain json key ${key}`);
  }
  return typeof found === 'string' ? found : JSON.stringify(found);
}
