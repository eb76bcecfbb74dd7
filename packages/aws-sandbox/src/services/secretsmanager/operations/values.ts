import {
  GetRandomPasswordRequest,
  GetRandomPasswordResponse,
  GetSecretValueRequest,
  GetSecretValueResponse,
  PutSecretValueRequest,
  PutSecretValueResponse,
} from '@aws-sdk/client-secrets-manager';
import { Operation } from '../../../core';
import { randomPassword } from '../random-password';
import { CURRENT, findLiveSecret, secretsManagerState } from '../state';
import { addVersion, findVersion } from '../versions';

/** The values of secrets. */
export const valueOperations: Record<string, Operation> = {
  GetSecretValue(
    input: GetSecretValueRequest,
    context,
  ): GetSecretValueResponse {
    const secret = findLiveSecret(
      secretsManagerState(context.world, context),
      input.SecretId,
    );
    const version = findVersion(secret, input);
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      VersionStages: [...version.stages],
      SecretString: version.text,
      SecretBinary: version.binary,
      CreatedDate: new Date(version.createdAt),
    };
  },

  PutSecretValue(
    input: PutSecretValueRequest,
    context,
  ): PutSecretValueResponse {
    const secret = findLiveSecret(
      secretsManagerState(context.world, context),
      input.SecretId,
    );
    const version = addVersion(
      secret,
      input,
      input.VersionStages ?? [CURRENT],
      context.world.clock.now(),
    );
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      VersionStages: [...version.stages],
    };
  },

  GetRandomPassword(
    input: GetRandomPasswordRequest,
  ): GetRandomPasswordResponse {
    return { RandomPassword: randomPassword(input) };
  },
};
