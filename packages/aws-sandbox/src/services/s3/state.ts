import { AwsError, RequestContext, Scope, World } from '../../core';

export interface StoredObject {
  key: string;
  body: Uint8Array;
  etag: string;
  contentType?: string;
  contentEncoding?: string;
  metadata: Record<string, string>;
  /** Milliseconds since the epoch. */
  modifiedAt: number;
}

export interface StoredBucket {
  name: string;
  region: string;
  createdAt: number;
  objects: Map<string, StoredObject>;
  /** Whether its events go to EventBridge. */
  hasEventBridge: boolean;
  tags: Record<string, string>;
}

/** The buckets of one account in one region, by name. */
export interface S3State {
  buckets: Map<string, StoredBucket>;
}

export function createS3State(): S3State {
  return { buckets: new Map() };
}

export function s3State(world: World, scope: Scope): S3State {
  return world.state<S3State>('s3', scope);
}

/** A bucket, in whatever account and region it is: names are unique all over the world. */
export function lookUpBucket(
  world: World,
  name: string | undefined,
): { bucket: StoredBucket; scope: Scope; state: S3State } | undefined {
  for (const { scope, state } of world.states<S3State>('s3')) {
    const bucket = state.buckets.get(name ?? '');
    if (bucket) {
      return { bucket, scope, state };
    }
  }
  return undefined;
}

/** @throws AwsError `NoSuchBucket`, or `AccessDenied` for a bucket of another account */
export function findBucket(context: RequestContext, name: string | undefined) {
  const found = lookUpBucket(context.world, name);
  if (!found) {
    throw new AwsError(
      'NoSuchBucket',
      'The specified bucket does not exist',
      404,
    );
  }
  if (found.scope.accountId !== context.accountId) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
  return found;
}

/** @throws AwsError `NoSuchKey` */
export function findObject(
  bucket: StoredBucket,
  key: string | undefined,
): StoredObject {
  const found = bucket.objects.get(key ?? '');
  if (!found) {
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  }
  return found;
}
