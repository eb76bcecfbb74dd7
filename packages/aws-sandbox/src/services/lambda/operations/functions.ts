import { createHash, randomUUID } from 'node:crypto';
import {
  CreateFunctionRequest,
  DeleteFunctionRequest,
  FunctionConfiguration,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
  UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import { Operation, UnsupportedError } from '../../../core';
import { invalidParameter, resourceConflict } from '../errors';
import { findFunction, functionArn } from '../function-reference';
import { lambdaPage } from '../page';
import { LambdaState, StoredFunction, lambdaState } from '../state';

/** Lambda's own page size is 50, whatever more is asked for. */
const PAGE_SIZE = 50;

/** Create, get, list, update and delete. */
export const functionOperations: Record<string, Operation> = {
  CreateFunction(input: CreateFunctionRequest, context): FunctionConfiguration {
    const state = lambdaState(context.world, context);
    const name = checkName(input.FunctionName);
    const arn = functionArn(context, name);
    checkConfiguration(input);
    refusePublish(input.Publish);
    if (!/^arn:[^:]+:iam::\d{12}:role\/.+/.test(input.Role ?? '')) {
      throw invalidParameter(`${input.Role} is not the ARN of a role`);
    }
    if (
      input.PackageType !== 'Image' &&
      (input.Runtime === undefined || input.Handler === undefined)
    ) {
      throw invalidParameter(
        'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
      );
    }
    if (state.functions.has(name)) {
      throw resourceConflict(`Function already exist: ${name}`);
    }
    const stored = newFunction(state, input, { name, arn });
    state.functions.set(name, stored);
    return { ...stored.configuration };
  },

  GetFunction(input: GetFunctionRequest, context): GetFunctionResponse {
    const stored = findFunction(
      context.world,
      context,
      input.FunctionName,
      input.Qualifier,
    );
    return {
      Configuration: { ...stored.configuration },
      Code: {
        RepositoryType: stored.codeLocation.ImageUri ? 'ECR' : 'S3',
        ...stored.codeLocation,
      },
      Tags: stored.tags,
    };
  },

  GetFunctionConfiguration(
    input: GetFunctionConfigurationRequest,
    context,
  ): FunctionConfiguration {
    return {
      ...findFunction(
        context.world,
        context,
        input.FunctionName,
        input.Qualifier,
      ).configuration,
    };
  },

  ListFunctions(input: ListFunctionsRequest, context): ListFunctionsResponse {
    const { items, nextToken } = lambdaPage(
      [...lambdaState(context.world, context).functions.values()],
      ({ configuration }) => configuration.FunctionName,
      input,
      PAGE_SIZE,
    );
    return {
      Functions: items.map(({ configuration }) => ({ ...configuration })),
      NextMarker: nextToken,
    };
  },

  UpdateFunctionConfiguration(
    input: UpdateFunctionConfigurationRequest,
    context,
  ): FunctionConfiguration {
    const stored = findFunction(context.world, context, input.FunctionName);
    checkConfiguration(input);
    const { configuration } = stored;
    Object.assign(configuration, definedOf(configurationOf(input)), {
      LastModified: lastModified(lambdaState(context.world, context)),
      RevisionId: randomUUID(),
      Role: input.Role ?? configuration.Role,
      Runtime: input.Runtime ?? configuration.Runtime,
    });
    return { ...configuration };
  },

  DeleteFunction(input: DeleteFunctionRequest, context): object {
    const { configuration } = findFunction(
      context.world,
      context,
      input.FunctionName,
      input.Qualifier,
    );
    lambdaState(context.world, context).functions.delete(
      configuration.FunctionName,
    );
    return {};
  },
};

function newFunction(
  state: LambdaState,
  input: CreateFunctionRequest,
  { name, arn }: { name: string; arn: string },
): StoredFunction {
  const { ZipFile, ImageUri, S3Bucket, S3Key } = input.Code ?? {};
  return {
    configuration: {
      MemorySize: 128,
      Architectures: ['x86_64'],
      EphemeralStorage: { Size: 512 },
      TracingConfig: { Mode: 'PassThrough' },
      PackageType: 'Zip',
      LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
      Description: '',
      ...definedOf(configurationOf(input)),
      ...(input.PackageType && { PackageType: input.PackageType }),
      ...(input.Architectures && { Architectures: input.Architectures }),
      FunctionName: name,
      FunctionArn: arn,
      Runtime: input.Runtime,
      Role: input.Role,
      Timeout: input.Timeout ?? 3,
      CodeSize: ZipFile?.length ?? 0,
      CodeSha256: createHash('sha256')
        .update(ZipFile ?? ImageUri ?? `${S3Bucket}/${S3Key}`)
        .digest('base64'),
      Version: '$LATEST',
      LastModified: lastModified(state),
      RevisionId: randomUUID(),
      State: 'Active',
      LastUpdateStatus: 'Successful',
    },
    codeLocation: {
      ImageUri,
      Location: S3Bucket && `https://${S3Bucket}.s3.amazonaws.com/${S3Key}`,
    },
    tags: { ...input.Tags },
    policy: [],
  };
}

/** What creating and updating have in common. */
function configurationOf(
  input: CreateFunctionRequest | UpdateFunctionConfigurationRequest,
): Partial<FunctionConfiguration> & { Timeout?: number } {
  const { Environment, VpcConfig, TracingConfig, Layers } = input;
  return {
    Description: input.Description,
    Handler: input.Handler,
    MemorySize: input.MemorySize,
    Timeout: input.Timeout,
    KMSKeyArn: input.KMSKeyArn,
    DeadLetterConfig: input.DeadLetterConfig,
    EphemeralStorage: input.EphemeralStorage,
    FileSystemConfigs: input.FileSystemConfigs,
    Environment: Environment && { Variables: Environment.Variables ?? {} },
    VpcConfig: VpcConfig && { ...VpcConfig },
    TracingConfig: TracingConfig && { ...TracingConfig },
    Layers: Layers?.map(Arn => ({ Arn })),
    LoggingConfig: input.LoggingConfig,
    ImageConfigResponse: input.ImageConfig && {
      ImageConfig: input.ImageConfig,
    },
  };
}

function definedOf<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** Lambda writes `+0000` where others write `Z`. */
function lastModified(state: LambdaState): string {
  return state.now().toISOString().replace('Z', '+0000');
}

function checkName(reference: string | undefined): string {
  const name = reference?.replace(/^.*:function:/, '') ?? '';
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    throw invalidParameter(
      `The function name '${reference}' must have 1 to 64 letters, digits, hyphens and underscores`,
    );
  }
  return name;
}

function checkConfiguration({
  Timeout = 3,
  MemorySize = 128,
}: {
  Timeout?: number;
  MemorySize?: number;
}): void {
  if (Timeout < 1 || Timeout > 900) {
    throw invalidParameter('Timeout must be between 1 and 900 seconds');
  }
  if (MemorySize < 128 || MemorySize > 10_240) {
    throw invalidParameter('MemorySize must be between 128 and 10240 MB');
  }
}

function refusePublish(publish: boolean | undefined): void {
  if (publish) {
    throw new UnsupportedError('versions of functions');
  }
}
