import {
  CreateBucketOutput,
  CreateBucketRequest,
  DeleteBucketRequest,
  DeleteBucketTaggingRequest,
  GetBucketLocationOutput,
  GetBucketLocationRequest,
  GetBucketNotificationConfigurationRequest,
  GetBucketTaggingOutput,
  GetBucketTaggingRequest,
  HeadBucketOutput,
  HeadBucketRequest,
  ListBucketsOutput,
  ListBucketsRequest,
  NotificationConfiguration,
  PutBucketNotificationConfigurationRequest,
  PutBucketTaggingRequest,
} from '@aws-sdk/client-s3';
import { AwsError, Operation, UnsupportedError, paginate } from '../../../core';
import { S3State, findBucket, lookUpBucket, s3State } from '../state';

const LIST_MAXIMUM = 10_000;
const DEFAULT_REGION = 'us-east-1';

/** Buckets, their tags and what they tell of their objects. */
export const bucketOperations: Record<string, Operation> = {
  CreateBucket(input: CreateBucketRequest, context): CreateBucketOutput {
    const name = input.Bucket ?? '';
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new AwsError(
        'InvalidBucketName',
        'The specified bucket is not valid.',
      );
    }
    const taken = lookUpBucket(context.world, name);
    if (taken) {
      throw taken.scope.accountId === context.accountId
        ? new AwsError(
            'BucketAlreadyOwnedByYou',
            'Your previous request to create the named bucket succeeded and you already own it.',
            409,
          )
        : new AwsError(
            'BucketAlreadyExists',
            'The requested bucket name is not available.',
            409,
          );
    }
    const region =
      input.CreateBucketConfiguration?.LocationConstraint ?? context.region;
    s3State(context.world, { ...context, region }).buckets.set(name, {
      name,
      region,
      createdAt: context.world.clock.now(),
      objects: new Map(),
      hasEventBridge: false,
      tags: {},
    });
    return { Location: `/${name}` };
  },

  DeleteBucket(input: DeleteBucketRequest, context): object {
    const { bucket, state } = findBucket(context, input.Bucket);
    if (bucket.objects.size > 0) {
      throw new AwsError(
        'BucketNotEmpty',
        'The bucket you tried to delete is not empty',
        409,
      );
    }
    state.buckets.delete(bucket.name);
    return {};
  },

  HeadBucket(input: HeadBucketRequest, context): HeadBucketOutput {
    const { bucket } = findBucket(context, input.Bucket);
    return { BucketRegion: bucket.region };
  },

  GetBucketLocation(
    input: GetBucketLocationRequest,
    context,
  ): GetBucketLocationOutput {
    const { region } = findBucket(context, input.Bucket).bucket;
    return {
      LocationConstraint:
        region === DEFAULT_REGION
          ? undefined
          : (region as GetBucketLocationOutput['LocationConstraint']),
    };
  },

  ListBuckets(input: ListBucketsRequest, context): ListBucketsOutput {
    const own = context.world
      .states<S3State>('s3')
      .filter(({ scope }) => scope.accountId === context.accountId)
      .flatMap(({ state }) => [...state.buckets.values()]);
    const page = paginate(
      own
        .filter(({ name }) => name.startsWith(input.Prefix ?? ''))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ({ name }) => name,
      {
        asked: input.MaxBuckets,
        maximum: LIST_MAXIMUM,
        token: input.ContinuationToken,
      },
      () =>
        new AwsError(
          'InvalidArgument',
          'The continuation token provided is incorrect',
        ),
    );
    return {
      Buckets: page.items.map(({ name, createdAt, region }) => ({
        Name: name,
        CreationDate: new Date(createdAt),
        BucketRegion: region,
      })),
      Owner: { ID: context.accountId },
      ContinuationToken: page.nextToken,
    };
  },

  PutBucketNotificationConfiguration(
    input: PutBucketNotificationConfigurationRequest,
    context,
  ): object {
    const { bucket } = findBucket(context, input.Bucket);
    const {
      EventBridgeConfiguration,
      LambdaFunctionConfigurations,
      QueueConfigurations,
      TopicConfigurations,
    } = input.NotificationConfiguration ?? {};
    if (
      LambdaFunctionConfigurations?.length ||
      QueueConfigurations?.length ||
      TopicConfigurations?.length
    ) {
      throw new UnsupportedError(
        'notifications of S3 other than to EventBridge',
      );
    }
    bucket.hasEventBridge = EventBridgeConfiguration !== undefined;
    return {};
  },

  GetBucketNotificationConfiguration(
    input: GetBucketNotificationConfigurationRequest,
    context,
  ): NotificationConfiguration {
    const { bucket } = findBucket(context, input.Bucket);
    return bucket.hasEventBridge ? { EventBridgeConfiguration: {} } : {};
  },

  PutBucketTagging(input: PutBucketTaggingRequest, context): object {
    findBucket(context, input.Bucket).bucket.tags = Object.fromEntries(
      (input.Tagging?.TagSet ?? []).map(({ Key = '', Value = '' }) => [
        Key,
        Value,
      ]),
    );
    return {};
  },

  GetBucketTagging(
    input: GetBucketTaggingRequest,
    context,
  ): GetBucketTaggingOutput {
    const { tags } = findBucket(context, input.Bucket).bucket;
    if (Object.keys(tags).length === 0) {
      throw new AwsError('NoSuchTagSet', 'The TagSet does not exist', 404);
    }
    return {
      TagSet: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    };
  },

  DeleteBucketTagging(input: DeleteBucketTaggingRequest, context): object {
    findBucket(context, input.Bucket).bucket.tags = {};
    return {};
  },
};
