import { changeTags as changeTagsByArn } from '../../tag/tagging-calls';
import { ResourceContext } from './ResourceContext';
import { Identity, ResourceType } from './resource-type';

/**
 * Brings the tags of a resource from what they were to what they are to be.
 *
 * @throws AwsError when its service refuses
 */
export async function changeTags(
  type: ResourceType,
  identity: Identity,
  before: Record<string, string>,
  after: Record<string, string>,
  context: ResourceContext,
): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(after).filter(([key, value]) => before[key] !== value),
  );
  const removed = Object.keys(before).filter(key => !(key in after));
  if (Object.keys(set).length === 0 && removed.length === 0) {
    return;
  }
  if (type.changeTags) {
    await type.changeTags(identity, { set, removed }, context);
    return;
  }
  if (identity.arn === undefined) {
    return;
  }
  if (Object.keys(set).length > 0) {
    await changeTagsByArn(
      identity.arn,
      { kind: 'tag', tags: set },
      context.request,
    );
  }
  if (removed.length > 0) {
    await changeTagsByArn(
      identity.arn,
      { kind: 'untag', keys: removed },
      context.request,
    );
  }
}
