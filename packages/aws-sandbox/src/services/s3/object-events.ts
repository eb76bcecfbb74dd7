import { Scope, World } from '../../core';
import { publishEvents } from '../events/data-plane';
import { StoredBucket } from './state';

/** Tells EventBridge of an object that was made or deleted, when the bucket is set so. */
export function announceObject(
  world: World,
  scope: Scope,
  bucket: StoredBucket,
  detailType: 'Object Created' | 'Object Deleted',
  detail: { object: object; reason: string; requestId: string },
): void {
  // A world may be made without EventBridge.
  if (
    !bucket.hasEventBridge ||
    !world.services.some(({ id }) => id === 'events')
  ) {
    return;
  }
  const { object, reason, requestId } = detail;
  publishEvents(world, scope, [
    {
      Source: 'aws.s3',
      DetailType: detailType,
      Resources: [`arn:aws:s3:::${bucket.name}`],
      Detail: JSON.stringify({
        version: '0',
        bucket: { name: bucket.name },
        object: {
          ...object,
          sequencer: world.clock.now().toString(16).toUpperCase(),
        },
        'request-id': requestId,
        requester: scope.accountId,
        'source-ip-address': '127.0.0.1',
        reason,
        ...(detailType === 'Object Deleted' && {
          'deletion-type': 'Permanently Deleted',
        }),
      }),
    },
  ]);
}
