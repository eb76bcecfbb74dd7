import { DescribeScalingActivitiesCommandInput } from '@aws-sdk/client-application-auto-scaling';
import { Operation, RequestContext } from '../../../core';
import { autoScalingPage } from '../page';
import { autoScalingState } from '../state';

/** `DescribeScalingActivities`: newest first. */
export const activityOperations: Record<string, Operation> = {
  DescribeScalingActivities(
    input: DescribeScalingActivitiesCommandInput,
    context: RequestContext,
  ) {
    const { activities } = autoScalingState(context.world, context);
    const found = activities
      .filter(
        activity =>
          activity.ServiceNamespace === input.ServiceNamespace &&
          (!input.ResourceId || activity.ResourceId === input.ResourceId) &&
          (!input.ScalableDimension ||
            activity.ScalableDimension === input.ScalableDimension) &&
          (input.IncludeNotScaledActivities === true ||
            activity.NotScaledReasons === undefined),
      )
      .reverse()
      .map((activity, index) => ({
        activity,
        key: String(index).padStart(9, '0'),
      }));
    const page = autoScalingPage(found, ({ key }) => key, input);
    return {
      ScalingActivities: page.items.map(({ activity }) => activity),
      NextToken: page.nextToken,
    };
  },
};
