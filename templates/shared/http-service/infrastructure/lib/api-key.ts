import { Secret as ContainerSecret } from 'aws-cdk-lib/aws-ecs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acceptFinding } from './accept-finding';
import type { ServiceStack } from './service-stack';

/** Of the secret's value, which is JSON: the part that is secret. */
const KEY = 'apiKey';

/** A key that the service knows its callers by. Nobody has seen it. */
export interface ApiKey {
  secret: Secret;
  /** The field of the secret that holds it. */
  field: string;
  /** What the worker reads. */
  containerSecret: ContainerSecret;
}

export function addApiKey(stack: ServiceStack): ApiKey {
  const secret = addGeneratedSecret(stack, 'ApiKey', {
    description: `The key that ${stack.service.name} is called with`,
    field: KEY,
  });
  return {
    secret,
    field: KEY,
    containerSecret: ContainerSecret.fromSecretsManager(secret, KEY),
  };
}

/** A secret whose value is JSON, with one field that is made at random. */
export function addGeneratedSecret(
  stack: ServiceStack,
  id: string,
  {
    description,
    field,
    beside = {},
  }: { description: string; field: string; beside?: Record<string, string> },
): Secret {
  const secret = new Secret(stack, id, {
    description,
    generateSecretString: {
      secretStringTemplate: JSON.stringify(beside),
      generateStringKey: field,
      passwordLength: 48,
      excludePunctuation: true,
    },
  });
  acceptFinding(
    secret,
    'AwsSolutions-SMG4',
    'Callers and tasks take a new value up by a deployment; the docs say how it is changed.',
  );
  return secret;
}
