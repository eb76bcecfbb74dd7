import { World } from '../../../core';
import { parseStatesArn } from '../arns';
import { activityDoesNotExist } from '../errors';
import { StoredActivity, statesState } from '../state';

/**
 * The activity that an ARN names, in whichever account and region.
 *
 * @throws AwsError `InvalidArn`, `ActivityDoesNotExist`
 */
export function findActivity(
  world: World,
  arn: string | undefined,
): StoredActivity {
  const parsed = parseStatesArn(arn, 'activity');
  const activity = statesState(world, parsed).activities.get(parsed.name);
  if (!activity) {
    throw activityDoesNotExist(arn ?? '');
  }
  return activity;
}
