import { randomUUID } from 'node:crypto';
import { AwsError } from '../../core';
import {
  CURRENT,
  PREVIOUS,
  SecretVersion,
  StoredSecret,
  invalidParameter,
} from './state';

/** A value as callers give it. */
export interface SecretValue {
  SecretString?: string;
  SecretBinary?: Uint8Array;
  ClientRequestToken?: string;
}

/**
 * Adds a version. A version that becomes current makes the one that was so
 * the previous one; versions without a stage are dropped.
 *
 * @throws AwsError `InvalidParameterException` or `ResourceExistsException`
 */
export function addVersion(
  secret: StoredSecret,
  value: SecretValue,
  stages: string[],
  now: number,
): SecretVersion {
  const { SecretString: text, SecretBinary: binary } = value;
  if ((text === undefined) === (binary === undefined)) {
    throw invalidParameter(
      'You must provide either SecretString or SecretBinary, and not both.',
    );
  }
  const id = value.ClientRequestToken ?? randomUUID();
  const same = secret.versions.find(version => version.id === id);
  if (same) {
    if (same.text === text && sameBytes(same.binary, binary)) {
      return same;
    }
    throw new AwsError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  }
  const version = {
    id,
    stages: new Set<string>(),
    text,
    binary,
    createdAt: now,
  };
  secret.versions.push(version);
  for (const stage of stages) {
    moveStage(secret, stage, version);
  }
  secret.versions = secret.versions.filter(one => one.stages.size > 0);
  secret.changedAt = now;
  return version;
}

function moveStage(
  secret: StoredSecret,
  stage: string,
  to: SecretVersion,
): void {
  const holder = secret.versions.find(version => version.stages.has(stage));
  holder?.stages.delete(stage);
  to.stages.add(stage);
  if (stage === CURRENT && holder) {
    secret.versions.forEach(version => version.stages.delete(PREVIOUS));
    holder.stages.add(PREVIOUS);
  }
}

/**
 * The version that a caller means: the current one unless said otherwise.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function findVersion(
  secret: StoredSecret,
  wanted: { VersionId?: string; VersionStage?: string },
): SecretVersion {
  const stage = wanted.VersionStage ?? (wanted.VersionId ? undefined : CURRENT);
  const found = secret.versions.find(
    version =>
      (wanted.VersionId === undefined || version.id === wanted.VersionId) &&
      (stage === undefined || version.stages.has(stage)),
  );
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${
        stage ? `staging label: ${stage}` : `VersionId: ${wanted.VersionId}`
      }`,
    );
  }
  return found;
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined) {
  return a && b ? Buffer.compare(a, b) === 0 : a === b;
}
