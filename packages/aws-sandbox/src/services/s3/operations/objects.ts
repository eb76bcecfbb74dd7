import { createHash } from 'node:crypto';
import {
  CommonPrefix,
  DeleteObjectRequest,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  GetObjectRequest,
  HeadObjectRequest,
  ListObjectsV2Output,
  ListObjectsV2Request,
  PutObjectOutput,
  PutObjectRequest,
} from '@aws-sdk/client-s3';
import {
  AwsError,
  Operation,
  RequestContext,
  UnsupportedError,
  paginate,
} from '../../../core';
import { announceObject } from '../object-events';
import { StoredObject, findBucket, findObject } from '../state';

const LIST_MAXIMUM = 1_000;

/** Objects, whole and without versions. */
export const objectOperations: Record<string, Operation> = {
  PutObject(
    input: Omit<PutObjectRequest, 'Body'> & { Body?: Uint8Array },
    context,
  ): PutObjectOutput {
    const { bucket, scope } = findBucket(context, input.Bucket);
    const key = input.Key ?? '';
    if (input.IfNoneMatch === '*' && bucket.objects.has(key)) {
      throw new AwsError(
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
        412,
      );
    }
    const body = input.Body ?? new Uint8Array();
    const etag = createHash('md5').update(body).digest('hex');
    bucket.objects.set(key, {
      key,
      body,
      etag,
      contentType: input.ContentType,
      contentEncoding: input.ContentEncoding?.replace(/^aws-chunked,?\s*/, ''),
      metadata: { ...input.Metadata },
      modifiedAt: context.world.clock.now(),
    });
    announceObject(context.world, scope, bucket, 'Object Created', {
      object: { key, size: body.length, etag },
      reason: 'PutObject',
      requestId: context.requestId,
    });
    return { ETag: `"${etag}"` };
  },

  GetObject(input: GetObjectRequest, context): object {
    if (input.Range !== undefined) {
      throw new UnsupportedError('ranges of objects');
    }
    const { bucket } = findBucket(context, input.Bucket);
    const object = findObject(bucket, input.Key);
    return { ...described(object), Body: object.body };
  },

  HeadObject(input: HeadObjectRequest, context): object {
    const { bucket } = findBucket(context, input.Bucket);
    return described(findObject(bucket, input.Key));
  },

  DeleteObject(input: DeleteObjectRequest, context): object {
    deleteObject(context, input.Bucket, input.Key, 'DeleteObject');
    return {};
  },

  DeleteObjects(input: DeleteObjectsRequest, context): DeleteObjectsOutput {
    findBucket(context, input.Bucket);
    const objects = input.Delete?.Objects ?? [];
    for (const { Key } of objects) {
      deleteObject(context, input.Bucket, Key, 'DeleteObjects');
    }
    return {
      Deleted: input.Delete?.Quiet ? [] : objects.map(({ Key }) => ({ Key })),
    };
  },

  ListObjectsV2(input: ListObjectsV2Request, context): ListObjectsV2Output {
    const { bucket } = findBucket(context, input.Bucket);
    const { Prefix = '', Delimiter, StartAfter = '' } = input;
    const entries = new Map<string, StoredObject | CommonPrefix>();
    const objects = [...bucket.objects.values()]
      .filter(({ key }) => key.startsWith(Prefix) && key > StartAfter)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const object of objects) {
      const end = Delimiter ? object.key.indexOf(Delimiter, Prefix.length) : -1;
      if (end === -1) {
        entries.set(object.key, object);
      } else {
        const folder = object.key.slice(0, end + (Delimiter ?? '').length);
        entries.set(folder, { Prefix: folder });
      }
    }
    const page = paginate(
      [...entries],
      ([name]) => name,
      {
        asked: input.MaxKeys,
        maximum: LIST_MAXIMUM,
        token: input.ContinuationToken,
      },
      () =>
        new AwsError(
          'InvalidArgument',
          'The continuation token provided is incorrect',
        ),
    );
    const items = page.items.map(([, entry]) => entry);
    return {
      Name: bucket.name,
      Prefix: input.Prefix,
      Delimiter,
      MaxKeys: input.MaxKeys ?? LIST_MAXIMUM,
      KeyCount: items.length,
      IsTruncated: page.nextToken !== undefined,
      NextContinuationToken: page.nextToken,
      Contents: items.flatMap(entry =>
        'key' in entry
          ? [
              {
                Key: entry.key,
                Size: entry.body.length,
                ETag: `"${entry.etag}"`,
                LastModified: new Date(entry.modifiedAt),
                StorageClass: 'STANDARD' as const,
              },
            ]
          : [],
      ),
      CommonPrefixes: items.flatMap(entry => ('key' in entry ? [] : [entry])),
    };
  },
};

/** A key that is not there is no fault. */
function deleteObject(
  context: RequestContext,
  bucketName: string | undefined,
  key: string | undefined,
  reason: string,
): void {
  const { bucket, scope } = findBucket(context, bucketName);
  if (bucket.objects.delete(key ?? '')) {
    announceObject(context.world, scope, bucket, 'Object Deleted', {
      object: { key },
      reason,
      requestId: context.requestId,
    });
  }
}

function described(object: StoredObject) {
  return {
    ETag: `"${object.etag}"`,
    ContentLength: object.body.length,
    ContentType: object.contentType ?? 'binary/octet-stream',
    ContentEncoding: object.contentEncoding || undefined,
    LastModified: new Date(object.modifiedAt),
    Metadata: object.metadata,
    AcceptRanges: 'bytes',
  };
}
