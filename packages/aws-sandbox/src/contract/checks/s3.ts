import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

/** Creates a bucket with objects; all of it goes away with the check. */
async function createBucket(
  context: ContractContext,
  objects: Record<string, string>,
): Promise<string> {
  const { s3 } = context.aws;
  const Bucket = context.name('bucket');
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration:
        context.region === 'us-east-1'
          ? undefined
          : { LocationConstraint: context.region as 'eu-central-1' },
    }),
  );
  context.cleanUp(() => s3.send(new DeleteBucketCommand({ Bucket })));
  for (const [Key, Body] of Object.entries(objects)) {
    await s3.send(
      new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain' }),
    );
    context.cleanUp(() => s3.send(new DeleteObjectCommand({ Bucket, Key })));
  }
  return Bucket;
}

/** Where large templates and large payloads lie. */
export const s3Checks: Check[] = [
  {
    behaviour: 'gives an object back as it was put',
    async run(context) {
      const { s3 } = context.aws;
      const Bucket = await createBucket(context, { 'a b/ü.txt': 'grüß' });
      const object = { Bucket, Key: 'a b/ü.txt' };
      const { Body, ContentType } = await s3.send(new GetObjectCommand(object));
      expect(await Body?.transformToString()).toBe('grüß');
      expect(ContentType).toBe('text/plain');
      const { ContentLength } = await s3.send(new HeadObjectCommand(object));
      expect(ContentLength).toBe(6);
    },
  },
  {
    behaviour: 'pages over keys, and shows folders',
    async run(context) {
      const { s3 } = context.aws;
      const Bucket = await createBucket(context, {
        'a/1': '1',
        'a/2': '2',
        b: '3',
      });
      const keys = await context.pages('ListObjectsV2', async token => {
        const page = await s3.send(
          new ListObjectsV2Command({
            Bucket,
            MaxKeys: 1,
            ContinuationToken: token,
          }),
        );
        return {
          items: page.Contents?.map(({ Key }) => Key),
          next: page.NextContinuationToken,
        };
      });
      expect(keys).toEqual(['a/1', 'a/2', 'b']);
      const { CommonPrefixes } = await s3.send(
        new ListObjectsV2Command({ Bucket, Delimiter: '/' }),
      );
      expect(CommonPrefixes).toEqual([{ Prefix: 'a/' }]);
    },
  },
  {
    behaviour: 'says that a key or a bucket is not there',
    async run(context) {
      const { s3 } = context.aws;
      const Bucket = await createBucket(context, {});
      await expectError(
        s3.send(new GetObjectCommand({ Bucket, Key: 'none' })),
        'NoSuchKey',
      );
      await expectError(
        s3.send(new ListObjectsV2Command({ Bucket: context.name('none') })),
        'NoSuchBucket',
      );
    },
  },
];
