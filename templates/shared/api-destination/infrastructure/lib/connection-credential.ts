import { Secret as ContainerSecret } from 'aws-cdk-lib/aws-ecs';
import {
  Authorization,
  HttpMethod,
  HttpParameter,
} from 'aws-cdk-lib/aws-events';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { DeliveryConfig, OAuthConfig } from '../config/delivery';
import { addApiKey, addGeneratedSecret } from './api-key';
import type { ServiceStack } from './service-stack';

/** Both ends of how EventBridge proves who it is: what it sends, and what the worker knows it by. */
export interface ConnectionCredential {
  authorization: Authorization;
  environment: Record<string, string>;
  secrets: Record<string, ContainerSecret>;
  /** The header that it is sent in. */
  header: string;
}

const API_KEY_HEADER = 'x-api-key';
const USERNAME = 'eventbridge';

export function addConnectionCredential(
  stack: ServiceStack,
  { authorizationType, oauth }: DeliveryConfig,
): ConnectionCredential {
  switch (authorizationType) {
    case 'API_KEY':
      return apiKey(stack);
    case 'BASIC':
      return basic(stack);
    case 'OAUTH_CLIENT_CREDENTIALS':
      if (!oauth) {
        throw new Error(
          "config/delivery.ts: authorizationType is 'OAUTH_CLIENT_CREDENTIALS', so oauth must say where tokens come from.",
        );
      }
      return tokens(stack, oauth);
  }
}

function apiKey(stack: ServiceStack): ConnectionCredential {
  const { secret, field, containerSecret } = addApiKey(stack);
  return {
    authorization: Authorization.apiKey(
      API_KEY_HEADER,
      secret.secretValueFromJson(field),
    ),
    environment: {
      CREDENTIAL_TYPE: 'API_KEY',
      CREDENTIAL_HEADER: API_KEY_HEADER,
    },
    secrets: { CREDENTIAL_SECRET: containerSecret },
    header: API_KEY_HEADER,
  };
}

function basic(stack: ServiceStack): ConnectionCredential {
  const secret = addGeneratedSecret(stack, 'Password', {
    description: `The password that ${stack.service.name} is called with`,
    field: 'password',
    beside: { username: USERNAME },
  });
  return {
    authorization: Authorization.basic(
      USERNAME,
      secret.secretValueFromJson('password'),
    ),
    environment: { CREDENTIAL_TYPE: 'BASIC', CREDENTIAL_USERNAME: USERNAME },
    secrets: {
      CREDENTIAL_SECRET: ContainerSecret.fromSecretsManager(secret, 'password'),
    },
    header: 'authorization',
  };
}

/** The worker needs no secret: tokens are signed. */
function tokens(
  stack: ServiceStack,
  { authorizationEndpoint, secretName, issuer, audience }: OAuthConfig,
): ConnectionCredential {
  const secret = Secret.fromSecretNameV2(stack, 'OAuthClient', secretName);
  return {
    authorization: Authorization.oauth({
      authorizationEndpoint,
      httpMethod: HttpMethod.POST,
      // A reference, which CloudFormation resolves: the template doesn't have it.
      clientId: secret.secretValueFromJson('clientId').unsafeUnwrap(),
      clientSecret: secret.secretValueFromJson('clientSecret'),
      bodyParameters: { audience: HttpParameter.fromString(audience) },
    }),
    environment: {
      CREDENTIAL_TYPE: 'OAUTH_CLIENT_CREDENTIALS',
      CREDENTIAL_ISSUER: issuer,
      CREDENTIAL_AUDIENCE: audience,
    },
    secrets: {},
    header: 'authorization',
  };
}
