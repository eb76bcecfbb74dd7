import { createHash } from 'node:crypto';
import { AwsError, Scope, World } from '../../core';

/** One version of a secret's value. */
export interface SecretVersion {
  id: string;
  /** Such as `AWSCURRENT` and `AWSPREVIOUS`. */
  stages: Set<string>;
  text?: string;
  binary?: Uint8Array;
  /** Milliseconds since the epoch, as all times here. */
  createdAt: number;
}

/** A secret with its versions, oldest first. */
export interface StoredSecret {
  arn: string;
  name: string;
  description?: string;
  kmsKeyId?: string;
  tags: Record<string, string>;
  versions: SecretVersion[];
  createdAt: number;
  changedAt: number;
  /** Set while a recovery window runs. */
  deletedAt?: number;
  /** When the recovery window ends. */
  removedAt?: number;
}

/** Secrets by name. */
export interface SecretsManagerState {
  secrets: Map<string, StoredSecret>;
}

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';

export function createSecretsManagerState(): SecretsManagerState {
  return { secrets: new Map() };
}

export function secretsManagerState(
  world: World,
  scope: Scope,
): SecretsManagerState {
  return world.state<SecretsManagerState>('secretsmanager', scope);
}

/** The ARN of a secret: its name and six characters, the same for the same name and moment. */
export function secretArn(scope: Scope, name: string, at: number): string {
  const suffix = createHash('sha256')
    .update(`${scope.accountId}/${scope.region}/${name}/${at}`)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 6);
  return `arn:aws:secretsmanager:${scope.region}:${scope.accountId}:secret:${name}-${suffix}`;
}

/**
 * A secret by name, ARN, or ARN without its six characters.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function findSecret(
  state: SecretsManagerState,
  identifier: string | undefined,
): StoredSecret {
  const wanted = identifier ?? '';
  const found =
    state.secrets.get(wanted) ??
    [...state.secrets.values()].find(
      ({ arn }) => arn === wanted || arn.slice(0, -7) === wanted,
    );
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    );
  }
  return found;
}

/**
 * A secret that is not being deleted.
 *
 * @throws AwsError `ResourceNotFoundException` or `InvalidRequestException`
 */
export function findLiveSecret(
  state: SecretsManagerState,
  identifier: string | undefined,
): StoredSecret {
  const secret = findSecret(state, identifier);
  if (secret.deletedAt !== undefined) {
    throw invalidRequest(
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  }
  return secret;
}

export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
