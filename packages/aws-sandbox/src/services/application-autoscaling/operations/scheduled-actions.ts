import { randomUUID } from 'node:crypto';
import {
  DeleteScheduledActionCommandInput,
  DescribeScheduledActionsCommandInput,
  PutScheduledActionCommandInput,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import { AwsError, Operation, RequestContext } from '../../../core';
import {
  InvalidScheduleExpressionError,
  Schedule,
  parseScheduleExpression,
  runOnSchedule,
} from '../../../schedule-expression';
import { readDesiredCount } from '../ecs-capacity';
import { validationException } from '../errors';
import { findTarget } from '../find-target';
import { autoScalingPage } from '../page';
import { changeCapacity } from '../scaling/change-capacity';
import { StoredTarget, autoScalingState, targetKey } from '../state';

/** `Put-`, `Describe-` and `DeleteScheduledAction(s)`. */
export const scheduledActionOperations: Record<string, Operation> = {
  PutScheduledAction: putScheduledAction,
  DescribeScheduledActions: describeScheduledActions,
  DeleteScheduledAction: deleteScheduledAction,
};

function putScheduledAction(
  input: PutScheduledActionCommandInput,
  context: RequestContext,
) {
  const { world } = context;
  const stored = findTarget(autoScalingState(world, context), input);
  const name = input.ScheduledActionName ?? '';
  const existing = stored.scheduledActions.get(name);
  const expression = input.Schedule ?? existing?.action.Schedule;
  if (!expression) {
    throw validationException('Schedule must be specified.');
  }
  const schedule = parseSchedule(expression, input.Timezone);
  const created = existing?.action.CreationTime ?? new Date(world.clock.now());
  const action: ScheduledAction = {
    ScheduledActionName: name,
    ScheduledActionARN:
      existing?.action.ScheduledActionARN ??
      `arn:aws:autoscaling:${context.region}:${
        context.accountId
      }:scheduledAction:${randomUUID()}:resource/ecs/${
        input.ResourceId
      }:scheduledActionName/${name}`,
    ServiceNamespace: stored.target.ServiceNamespace,
    ResourceId: stored.target.ResourceId,
    ScalableDimension: stored.target.ScalableDimension,
    Schedule: expression,
    Timezone: input.Timezone,
    StartTime: input.StartTime,
    EndTime: input.EndTime,
    ScalableTargetAction:
      input.ScalableTargetAction ?? existing?.action.ScalableTargetAction,
    CreationTime: created,
  };
  existing?.cancel();
  const cancel = runOnSchedule(
    world.clock,
    schedule,
    created.getTime(),
    scheduledAt => {
      if (isWithin(action, scheduledAt)) {
        void act(context, stored, action);
      }
    },
  );
  stored.scheduledActions.set(name, { action, cancel });
  return {};
}

function parseSchedule(
  expression: string,
  timezone: string | undefined,
): Schedule {
  try {
    return parseScheduleExpression(expression, timezone);
  } catch (error) {
    if (error instanceof InvalidScheduleExpressionError) {
      throw validationException(error.message);
    }
    throw error;
  }
}

function isWithin(
  { StartTime, EndTime }: ScheduledAction,
  scheduledAt: number,
): boolean {
  return (
    (!StartTime || StartTime.getTime() <= scheduledAt) &&
    (!EndTime || EndTime.getTime() >= scheduledAt)
  );
}

async function act(
  context: RequestContext,
  stored: StoredTarget,
  { ScheduledActionName, ScalableTargetAction }: ScheduledAction,
): Promise<void> {
  const { target } = stored;
  if (target.SuspendedState?.ScheduledScalingSuspended) {
    return;
  }
  target.MinCapacity = ScalableTargetAction?.MinCapacity ?? target.MinCapacity;
  target.MaxCapacity = ScalableTargetAction?.MaxCapacity ?? target.MaxCapacity;
  let current: number;
  try {
    current = await readDesiredCount(context.world, context, target.ResourceId);
  } catch {
    // The service was deleted after its target was registered.
    return;
  }
  const wanted = Math.min(
    Math.max(current, target.MinCapacity),
    target.MaxCapacity,
  );
  if (wanted !== current) {
    await changeCapacity(
      context.world,
      context,
      stored,
      wanted,
      `scheduled action name ${ScheduledActionName} was triggered`,
    );
  }
}

function describeScheduledActions(
  input: DescribeScheduledActionsCommandInput,
  context: RequestContext,
) {
  const { targets } = autoScalingState(context.world, context);
  const found = [...targets.values()]
    .flatMap(({ scheduledActions }) => [...scheduledActions.values()])
    .map(({ action }) => action)
    .filter(
      action =>
        action.ServiceNamespace === input.ServiceNamespace &&
        (!input.ResourceId || action.ResourceId === input.ResourceId) &&
        (!input.ScalableDimension ||
          action.ScalableDimension === input.ScalableDimension) &&
        (!input.ScheduledActionNames?.length ||
          input.ScheduledActionNames.includes(
            action.ScheduledActionName ?? '',
          )),
    );
  const page = autoScalingPage(
    found,
    action => `${targetKey(action)}|${action.ScheduledActionName}`,
    input,
  );
  return { ScheduledActions: page.items, NextToken: page.nextToken };
}

function deleteScheduledAction(
  input: DeleteScheduledActionCommandInput,
  context: RequestContext,
) {
  const stored = findTarget(autoScalingState(context.world, context), input);
  const name = input.ScheduledActionName ?? '';
  const existing = stored.scheduledActions.get(name);
  if (!existing) {
    throw new AwsError(
      'ObjectNotFoundException',
      `No scheduled action found for ${input.ResourceId}: ${name}`,
    );
  }
  existing.cancel();
  stored.scheduledActions.delete(name);
  return {};
}
