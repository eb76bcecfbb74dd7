import {
  CreateSecretRequest,
  CreateSecretResponse,
  DeleteSecretRequest,
  DeleteSecretResponse,
  DescribeSecretRequest,
  DescribeSecretResponse,
  ListSecretsRequest,
  ListSecretsResponse,
  RestoreSecretRequest,
  RestoreSecretResponse,
  SecretListEntry,
  Tag,
  TagResourceRequest,
  UntagResourceRequest,
  UpdateSecretRequest,
  UpdateSecretResponse,
} from '@aws-sdk/client-secrets-manager';
import {
  AwsError,
  Clock,
  Operation,
  UnsupportedError,
  paginate,
} from '../../../core';
import {
  CURRENT,
  SecretsManagerState,
  StoredSecret,
  findLiveSecret,
  findSecret,
  invalidParameter,
  invalidRequest,
  secretArn,
  secretsManagerState,
} from '../state';
import { addVersion } from '../versions';

const DAY_MILLISECONDS = 86_400_000;
const DEFAULT_RECOVERY_DAYS = 30;
const LIST_MAXIMUM = 100;

/** Secrets and their tags, not their values. */
export const secretOperations: Record<string, Operation> = {
  CreateSecret(input: CreateSecretRequest, context): CreateSecretResponse {
    const state = secretsManagerState(context.world, context);
    const name = checkName(input.Name);
    refuseTakenName(state, name);
    const now = context.world.clock.now();
    const secret: StoredSecret = {
      arn: secretArn(context, name, now),
      name,
      description: input.Description,
      kmsKeyId: input.KmsKeyId,
      tags: tagRecord(input.Tags),
      versions: [],
      createdAt: now,
      changedAt: now,
    };
    const hasValue =
      input.SecretString !== undefined || input.SecretBinary !== undefined;
    const version = hasValue
      ? addVersion(secret, input, [CURRENT], now)
      : undefined;
    state.secrets.set(name, secret);
    return { ARN: secret.arn, Name: name, VersionId: version?.id };
  },

  UpdateSecret(input: UpdateSecretRequest, context): UpdateSecretResponse {
    const secret = findLiveSecret(
      secretsManagerState(context.world, context),
      input.SecretId,
    );
    const now = context.world.clock.now();
    const hasValue =
      input.SecretString !== undefined || input.SecretBinary !== undefined;
    const version = hasValue
      ? addVersion(secret, input, [CURRENT], now)
      : undefined;
    secret.description = input.Description ?? secret.description;
    secret.kmsKeyId = input.KmsKeyId ?? secret.kmsKeyId;
    secret.changedAt = now;
    return { ARN: secret.arn, Name: secret.name, VersionId: version?.id };
  },

  DescribeSecret(
    input: DescribeSecretRequest,
    context,
  ): DescribeSecretResponse {
    const secret = findSecret(
      secretsManagerState(context.world, context),
      input.SecretId,
    );
    const { SecretVersionsToStages, ...entry } = described(secret);
    return { ...entry, VersionIdsToStages: SecretVersionsToStages };
  },

  ListSecrets(input: ListSecretsRequest, context): ListSecretsResponse {
    if (input.Filters?.length) {
      throw new UnsupportedError('Filters of ListSecrets');
    }
    const { secrets } = secretsManagerState(context.world, context);
    const page = paginate(
      [...secrets.values()]
        .filter(
          secret =>
            input.IncludePlannedDeletion || secret.deletedAt === undefined,
        )
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      secret => secret.name,
      {
        asked: input.MaxResults,
        maximum: LIST_MAXIMUM,
        token: input.NextToken,
      },
      () => new AwsError('InvalidNextTokenException', 'Invalid NextToken'),
    );
    return {
      SecretList: page.items.map(described),
      NextToken: page.nextToken,
    };
  },

  DeleteSecret(input: DeleteSecretRequest, context): DeleteSecretResponse {
    const state = secretsManagerState(context.world, context);
    const { RecoveryWindowInDays, ForceDeleteWithoutRecovery } = input;
    if (ForceDeleteWithoutRecovery && RecoveryWindowInDays !== undefined) {
      throw invalidParameter(
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
      );
    }
    const days = RecoveryWindowInDays ?? DEFAULT_RECOVERY_DAYS;
    if (days < 7 || days > 30) {
      throw invalidParameter(
        'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
      );
    }
    const secret = ForceDeleteWithoutRecovery
      ? findSecret(state, input.SecretId)
      : findLiveSecret(state, input.SecretId);
    const now = context.world.clock.now();
    secret.deletedAt = now;
    secret.removedAt = now;
    if (ForceDeleteWithoutRecovery) {
      state.secrets.delete(secret.name);
    } else {
      secret.removedAt = now + days * DAY_MILLISECONDS;
      removeWhenDue(state, secret, context.world.clock);
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      DeletionDate: new Date(secret.removedAt),
    };
  },

  RestoreSecret(input: RestoreSecretRequest, context): RestoreSecretResponse {
    const secret = findSecret(
      secretsManagerState(context.world, context),
      input.SecretId,
    );
    secret.deletedAt = undefined;
    secret.removedAt = undefined;
    return { ARN: secret.arn, Name: secret.name };
  },

  TagResource(input: TagResourceRequest, context): object {
    const secret = findLiveSecret(
      secretsManagerState(context.world, context),
      input.SecretId,
    );
    Object.assign(secret.tags, tagRecord(input.Tags));
    return {};
  },

  UntagResource(input: UntagResourceRequest, context): object {
    const secret = findLiveSecret(
      secretsManagerState(context.world, context),
      input.SecretId,
    );
    for (const key of input.TagKeys ?? []) {
      delete secret.tags[key];
    }
    return {};
  },
};

/** Looks once a day, for the window is longer than a timer of Node.js can wait. */
function removeWhenDue(
  state: SecretsManagerState,
  secret: StoredSecret,
  clock: Clock,
): void {
  clock.after(DAY_MILLISECONDS, () => {
    if (secret.removedAt === undefined) {
      return;
    }
    if (secret.removedAt <= clock.now()) {
      state.secrets.delete(secret.name);
    } else {
      removeWhenDue(state, secret, clock);
    }
  });
}

function refuseTakenName(state: SecretsManagerState, name: string): void {
  const taken = state.secrets.get(name);
  if (taken?.deletedAt !== undefined) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  if (taken) {
    throw new AwsError(
      'ResourceExistsException',
      `The operation failed because the secret ${name} already exists.`,
    );
  }
}

function checkName(name: string | undefined): string {
  if (!name || !/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  }
  return name;
}

function described(secret: StoredSecret): SecretListEntry {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    CreatedDate: new Date(secret.createdAt),
    LastChangedDate: new Date(secret.changedAt),
    DeletedDate:
      secret.deletedAt === undefined ? undefined : new Date(secret.deletedAt),
    Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
    SecretVersionsToStages: Object.fromEntries(
      secret.versions.map(({ id, stages }) => [id, [...stages]]),
    ),
  };
}

function tagRecord(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
  );
}
