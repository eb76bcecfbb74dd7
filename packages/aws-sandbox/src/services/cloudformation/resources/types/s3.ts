import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { recordedType } from '../recorded-type';
import { ResourceContext } from '../ResourceContext';
import { ResourceType, requiredText } from '../resource-type';

const bucket = apiType({
  service: 's3',
  create: 'CreateBucket',
  delete: 'DeleteBucket',
  fixed: true,
  name: { property: 'BucketName', maximumLength: 63, lowerCase: true },
  replacedBy: ['BucketName'],
  rename: { BucketName: 'Bucket' },
  recorded: [
    'AccessControl',
    'BucketEncryption',
    'CorsConfiguration',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'ObjectLockEnabled',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'VersioningConfiguration',
  ],
  separate: ['NotificationConfiguration'],
  untagged: true,
  identify: (_, { Bucket }, { scope }) => ({
    physicalId: Bucket,
    attributes: {
      Arn: `arn:aws:s3:::${Bucket}`,
      DomainName: `${Bucket}.s3.amazonaws.com`,
      DualStackDomainName: `${Bucket}.s3.dualstack.${scope.region}.amazonaws.com`,
      RegionalDomainName: `${Bucket}.s3.${scope.region}.amazonaws.com`,
    },
  }),
  key: ({ physicalId }) => ({ Bucket: physicalId }),
  async afterwards({ physicalId }, properties, before, context) {
    const wanted = properties.NotificationConfiguration;
    if (!isDeepStrictEqual(wanted, before?.NotificationConfiguration)) {
      await context.call(
        's3',
        'PutBucketNotificationConfiguration',
        context.shape('s3', 'PutBucketNotificationConfiguration', {
          Bucket: physicalId,
          NotificationConfiguration: withApiNames(wanted),
        }),
      );
    }
  },
});

/** EventBridge is switched on by being named; a template may name it and say no. */
function withApiNames(configuration: unknown): unknown {
  if (!isRecord(configuration)) {
    return {};
  }
  const { EventBridgeConfiguration, ...rest } = configuration;
  const isOn =
    isRecord(EventBridgeConfiguration) &&
    String(EventBridgeConfiguration.EventBridgeEnabled ?? true) === 'true';
  return { ...rest, ...(isOn && { EventBridgeConfiguration: {} }) };
}

async function setTags(
  Bucket: string,
  tags: Readonly<Record<string, string>>,
  context: ResourceContext,
): Promise<void> {
  await context.call('s3', 'PutBucketTagging', {
    Bucket,
    Tagging: {
      TagSet: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    },
  });
}

/** A bucket takes its tags by an operation of their own, all at once. */
const taggedBucket: ResourceType = {
  ...bucket,
  takesTags: true,
  async create(properties, context) {
    const identity = await bucket.create(properties, context);
    await setTags(identity.physicalId, context.tags, context);
    return identity;
  },
  changeTags: ({ physicalId }, _, context) =>
    setTags(physicalId, context.tags, context),
};

export const s3Types: Record<string, ResourceType> = {
  'AWS::S3::Bucket': taggedBucket,
  'AWS::S3::BucketPolicy': recordedType({
    identify: properties => requiredText(properties, 'Bucket'),
    replacedBy: ['Bucket'],
  }),
};
