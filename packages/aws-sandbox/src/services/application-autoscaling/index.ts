import * as schemas from '@aws-sdk/client-application-auto-scaling';
import { ServiceDefinition } from '../../core';
import { onAlarmAction } from '../cloudwatch';
import { activityOperations } from './operations/activities';
import { policyOperations } from './operations/policies';
import { scheduledActionOperations } from './operations/scheduled-actions';
import { taggingOperations } from './operations/tagging';
import { targetOperations } from './operations/targets';
import { takeAlarmAction } from './scaling/take-alarm-action';
import { AutoScalingState, autoScalingState } from './state';

/** Application Auto Scaling of ECS services. */
export const applicationAutoscalingService: ServiceDefinition<AutoScalingState> =
  {
    id: 'application-autoscaling',
    schemas,
    stateScope: 'account-and-region',
    createState: () => ({ targets: new Map(), activities: [] }),
    operations: {
      ...activityOperations,
      ...policyOperations,
      ...scheduledActionOperations,
      ...taggingOperations,
      ...targetOperations,
    },
    taggedResources: (scope, world) =>
      [...autoScalingState(world, scope).targets.values()]
        .filter(({ tags }) => Object.keys(tags).length > 0)
        .map(({ target, tags }) => ({ arn: target.ScalableTargetARN, tags })),
    start: world => {
      onAlarmAction(world, (actionArn, alarm, state, datapointValue) =>
        takeAlarmAction(world, actionArn, alarm, state, datapointValue),
      );
    },
  };
