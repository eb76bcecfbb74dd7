import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError, Operation, RequestContext } from '../../../core';
import { Alarm, CloudWatchState } from '../alarms/alarm';

/** Tags of alarms. */
export const tagResource: Operation<TagResourceInput, {}> = (
  input,
  context,
) => {
  const { tags } = requireAlarmByArn(context, input.ResourceARN ?? '');
  for (const { Key = '', Value = '' } of input.Tags ?? []) {
    tags[Key] = Value;
  }
  return {};
};

/** Takes tags off an alarm. */
export const untagResource: Operation<UntagResourceInput, {}> = (
  input,
  context,
) => {
  const { tags } = requireAlarmByArn(context, input.ResourceARN ?? '');
  for (const key of input.TagKeys ?? []) {
    delete tags[key];
  }
  return {};
};

/** The tags of an alarm. */
export const listTagsForResource: Operation<
  ListTagsForResourceInput,
  ListTagsForResourceOutput
> = (input, context) => ({
  Tags: Object.entries(
    requireAlarmByArn(context, input.ResourceARN ?? '').tags,
  ).map(([Key, Value]) => ({ Key, Value })),
});

function requireAlarmByArn(context: RequestContext, arn: string): Alarm {
  const { alarms } = context.world.state<CloudWatchState>(
    'cloudwatch',
    context,
  );
  const alarm = [...alarms.values()].find(candidate => candidate.arn === arn);
  if (!alarm) {
    throw new AwsError('ResourceNotFoundException', `${arn} is not found`, 404);
  }
  return alarm;
}
