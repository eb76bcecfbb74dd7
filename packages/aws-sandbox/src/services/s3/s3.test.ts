import { get } from 'node:http';
import {
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutBucketNotificationConfigurationCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';

const Bucket = 'media-uploads';

describe('S3', () => {
  let sandbox: Sandbox;
  let s3: S3Client;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    s3 = new S3Client(clientConfig(sandbox));
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    );
  });

  afterEach(async () => {
    s3.destroy();
    await sandbox.close();
  });

  const put = (Key: string, Body: string | Uint8Array = 'x') =>
    s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body,
        ContentType: 'video/mp4',
        Metadata: { customer: '7' },
      }),
    );

  it('keeps objects as they are', async () => {
    const bytes = new Uint8Array([0, 255, 10, 13, 0]);
    const { ETag } = await put('videos/a b/ü+?.mp4', bytes);

    const { Body, ...head } = await s3.send(
      new GetObjectCommand({ Bucket, Key: 'videos/a b/ü+?.mp4' }),
    );
    expect([...((await Body?.transformToByteArray()) ?? [])]).toEqual([
      ...bytes,
    ]);
    expect(head).toMatchObject({
      ETag,
      ContentLength: 5,
      ContentType: 'video/mp4',
      Metadata: { customer: '7' },
      LastModified: expect.any(Date),
    });
    const asked = await s3.send(
      new HeadObjectCommand({ Bucket, Key: 'videos/a b/ü+?.mp4' }),
    );
    expect(asked).toMatchObject({ ETag, ContentLength: 5 });
  });

  it('says what is not there, to HEAD as well', async () => {
    await expect(
      s3.send(new GetObjectCommand({ Bucket, Key: 'none' })),
    ).rejects.toBeInstanceOf(NoSuchKey);
    await expect(
      s3.send(new HeadObjectCommand({ Bucket, Key: 'none' })),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(
      s3.send(new HeadBucketCommand({ Bucket: 'none' })),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(
      s3.send(new ListObjectsV2Command({ Bucket: 'none' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('lists keys page by page, and folders once', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c']) {
      await put(key);
    }
    const list = (ContinuationToken?: string) =>
      s3.send(
        new ListObjectsV2Command({
          Bucket,
          Delimiter: '/',
          MaxKeys: 2,
          ContinuationToken,
        }),
      );
    const first = await list();
    const second = await list(first.NextContinuationToken);

    expect(first).toMatchObject({
      IsTruncated: true,
      CommonPrefixes: [{ Prefix: 'a/' }],
      Contents: [{ Key: 'b', Size: 1, LastModified: expect.any(Date) }],
    });
    expect(second).toMatchObject({
      IsTruncated: false,
      Contents: [{ Key: 'c' }],
    });
    const { Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'a/' }),
    );
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2']);
  });

  it('deletes a bucket when it is empty', async () => {
    await put('a');
    await put('b');
    await put('c');
    const remove = () => s3.send(new DeleteBucketCommand({ Bucket }));
    await expect(remove()).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'b' }, { Key: 'c' }] },
      }),
    );
    expect(Deleted).toEqual([{ Key: 'b' }, { Key: 'c' }]);
    await remove();
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets).toEqual([]);
  });

  it('keeps names for the whole world, and objects from other accounts', async () => {
    const other = new S3Client(clientConfig(sandbox, '222222222222'));
    await put('a');
    await expect(
      s3.send(new CreateBucketCommand({ Bucket })),
    ).rejects.toBeInstanceOf(BucketAlreadyOwnedByYou);
    await expect(
      other.send(new CreateBucketCommand({ Bucket })),
    ).rejects.toMatchObject({ name: 'BucketAlreadyExists' });
    await expect(
      other.send(new GetObjectCommand({ Bucket, Key: 'a' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    other.destroy();
  });

  it('keeps where a bucket is, and its tags', async () => {
    await s3.send(
      new PutBucketTaggingCommand({
        Bucket,
        Tagging: { TagSet: [{ Key: 'team', Value: 'media' }] },
      }),
    );
    const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
    expect(TagSet).toEqual([{ Key: 'team', Value: 'media' }]);
    const { LocationConstraint } = await s3.send(
      new GetBucketLocationCommand({ Bucket }),
    );
    expect(LocationConstraint).toBe('eu-west-1');
  });

  it('says which operation it does not have', async () => {
    await expect(
      s3.send(new GetBucketAclCommand({ Bucket })),
    ).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('GET?acl'),
    });
  });

  it('is reached with the bucket in the host', async () => {
    await put('a', 'hello');
    const { port } = new URL(sandbox.url);
    const response = await new Promise<string>((resolve, reject) =>
      get(
        {
          host: '127.0.0.1',
          port,
          path: '/a',
          headers: {
            host: `${Bucket}.localhost:${port}`,
            authorization:
              'AWS4-HMAC-SHA256 Credential=111111111111/20261127/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0',
          },
        },
        message => {
          let text = '';
          message.on('data', data => {
            text += data;
          });
          message.on('end', () => resolve(text));
        },
      ).on('error', reject),
    );
    expect(response).toBe('hello');
  });

  it('tells EventBridge of new objects when it is set so', async () => {
    const sqs = new SQSClient({
      ...clientConfig(sandbox),
      useQueueUrlAsEndpoint: false,
    });
    const events = new EventBridgeClient(clientConfig(sandbox));
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({
        QueueName: 'uploads',
        Attributes: {
          Policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: '*',
              },
            ],
          }),
        },
      }),
    );
    await events.send(
      new PutRuleCommand({
        Name: 'uploads',
        EventPattern: JSON.stringify({
          source: ['aws.s3'],
          'detail-type': ['Object Created'],
        }),
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'uploads',
        Targets: [
          { Id: 'q', Arn: 'arn:aws:sqs:eu-west-1:111111111111:uploads' },
        ],
      }),
    );
    await put('before');
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );
    const configuration = await s3.send(
      new GetBucketNotificationConfigurationCommand({ Bucket }),
    );
    expect(configuration.EventBridgeConfiguration).toEqual({});
    await put('after', 'four');

    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        WaitTimeSeconds: 5,
        MaxNumberOfMessages: 10,
      }),
    );
    sqs.destroy();
    events.destroy();
    expect(Messages).toHaveLength(1);
    expect(JSON.parse(Messages?.[0].Body ?? '').detail).toMatchObject({
      bucket: { name: Bucket },
      object: { key: 'after', size: 4 },
      reason: 'PutObject',
    });
  });
});
