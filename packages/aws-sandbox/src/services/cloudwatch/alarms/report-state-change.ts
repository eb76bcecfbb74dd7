import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { World } from '../../../core';
import { publishEvents } from '../../events/data-plane';
import { Alarm } from './alarm';

/** Tells the default event bus of an alarm's new state, as CloudWatch does. */
export function reportStateChange(
  world: World,
  alarm: Alarm,
  previous: { value: StateValue; reason: string },
): void {
  if (!world.services.some(service => service.id === 'events')) {
    return;
  }
  const [, , , region, accountId] = alarm.arn.split(':');
  publishEvents(world, { accountId, region }, [
    {
      Source: 'aws.cloudwatch',
      DetailType: 'CloudWatch Alarm State Change',
      Resources: [alarm.arn],
      Time: alarm.stateUpdatedAt,
      Detail: JSON.stringify({
        alarmName: alarm.configuration.AlarmName,
        configuration: {
          description: alarm.configuration.AlarmDescription,
        },
        previousState: previous,
        state: {
          value: alarm.state,
          reason: alarm.stateReason,
          reasonData: alarm.stateReasonData,
          timestamp: alarm.stateUpdatedAt.toISOString(),
        },
      }),
    },
  ]);
}
