import {
  GetScheduleCommand,
  GetScheduleCommandOutput,
  ListSchedulesCommand,
  ScheduleSummary,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import {
  EdgeDetails,
  Evidence,
  ScheduleAttributes,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import {
  busNodeId,
  functionNodeId,
  nodeIdOfArn,
  streamNodeId,
  taskDefinitionNodeId,
} from '../arns/node-id';
import { queueArnOfUrl } from '../arns/queue-url';
import { AwsCallError } from '../calls/aws-call-error';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource } from './aws-source';

const PAGE_SIZE = 100;

/**
 * Applications make one-time schedules by the hundred thousand; reading each
 * would cost a call. Beyond so many in one account and region the rest is left
 * out, and the scope's report says so.
 */
export const MAX_SCHEDULES = 1000;

/**
 * EventBridge Scheduler. 1 call a 100 schedules, and 1 a schedule, up to
 * `MAX_SCHEDULES`: lists tell neither when nor what exactly.
 */
export const schedulerSource: AwsSource = {
  service: 'scheduler',
  scope: 'region',
  createClient: config => new SchedulerClient(config),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const edges: TopologyEdge[] = [];
    const taskDefinitionReferences: string[] = [];
    const readSchedule = ({ Name, GroupName }: ScheduleSummary) =>
      context.resources.add('schedule', Name ?? '', async () => {
        const schedule = await context.send(
          new GetScheduleCommand({ Name, GroupName }),
        );
        const found = scheduleFindings(context, schedule);
        nodes.push(found.node);
        edges.push(...found.edges);
        const taskDefinition =
          schedule.Target?.EcsParameters?.TaskDefinitionArn;
        if (taskDefinition) {
          taskDefinitionReferences.push(taskDefinition);
        }
      });

    let count = 0;
    const listed = context.pages(
      'schedules',
      token =>
        context.send(
          new ListSchedulesCommand({ MaxResults: PAGE_SIZE, NextToken: token }),
        ),
      page => page.NextToken,
    );
    for await (const page of listed) {
      const schedules = page.Schedules ?? [];
      schedules.slice(0, MAX_SCHEDULES - count).forEach(readSchedule);
      count += schedules.length;
      if (count > MAX_SCHEDULES) {
        context.resources.fault('further schedules', tooMany());
        break;
      }
    }
    await context.resources.done();
    return { nodes, edges, taskDefinitionReferences };
  },
};

function tooMany() {
  return new AwsCallError({
    kind: 'refused',
    code: 'TooManySchedules',
    message: `There are more than ${MAX_SCHEDULES} schedules, and each would cost a call.`,
    operation: 'scheduler:ListSchedules',
    remedy:
      'One-time schedules that have run can be deleted by themselves: create them with ActionAfterCompletion DELETE.',
  });
}

/** A schedule with the edges to its target and its dead-letter queue. */
export function scheduleFindings(
  place: ReadingPlace,
  schedule: Partial<GetScheduleCommandOutput>,
): { node: TopologyNodeOf<'schedule'>; edges: TopologyEdge[] } {
  const id = schedule.Arn ?? '';
  const target = schedule.Target;
  const node = makeNode(
    place,
    'schedule',
    id,
    schedule.Name ?? id,
    withoutUndefined<ScheduleAttributes>({
      state: schedule.State ?? 'ENABLED',
      groupName: schedule.GroupName ?? 'default',
      scheduleExpression: schedule.ScheduleExpression ?? '',
      scheduleExpressionTimezone: schedule.ScheduleExpressionTimezone,
    }),
  );
  const edges: TopologyEdge[] = [];
  const evidence = (field: string, value: string): Evidence => ({
    scope: place.scope,
    source: 'aws-api',
    operation: 'scheduler:GetSchedule',
    field,
    value,
  });
  const to = target?.Arn && scheduleTarget(place, target.Arn, target);
  const deadLetterArn = target?.DeadLetterConfig?.Arn;
  if (to) {
    edges.push(
      makeEdge({
        from: id,
        kind: 'schedules',
        to: to.nodeId,
        confidence: 'configured',
        evidence: evidence(to.field, to.value),
        details: withoutUndefined<EdgeDetails>({
          deadLetterArn,
          maximumRetryAttempts: target?.RetryPolicy?.MaximumRetryAttempts,
          maximumEventAgeSeconds: target?.RetryPolicy?.MaximumEventAgeInSeconds,
          taskCount: target?.EcsParameters
            ? target.EcsParameters.TaskCount ?? 1
            : undefined,
        }),
      }),
    );
  }
  if (deadLetterArn) {
    edges.push(
      makeEdge({
        from: id,
        kind: 'dead-letters',
        to: deadLetterArn,
        confidence: 'configured',
        evidence: evidence('Target.DeadLetterConfig.Arn', deadLetterArn),
      }),
    );
  }
  return { node, edges };
}

/**
 * What a schedule starts. A universal target (`arn:aws:scheduler:::aws-sdk:…`)
 * names an operation; what it acts on stands in the input.
 */
function scheduleTarget(
  place: ReadingPlace,
  arn: string,
  target: { EcsParameters?: { TaskDefinitionArn?: string }; Input?: string },
): { nodeId: string; field: string; value: string } | undefined {
  const taskDefinition = target.EcsParameters?.TaskDefinitionArn;
  if (taskDefinition) {
    return {
      nodeId: taskDefinitionNodeId(taskDefinition, place),
      field: 'Target.EcsParameters.TaskDefinitionArn',
      value: taskDefinition,
    };
  }
  const operation = /^arn:[^:]+:scheduler:::aws-sdk:(.+)$/
    .exec(arn)?.[1]
    .toLocaleLowerCase('en-US');
  if (operation === undefined) {
    return { nodeId: nodeIdOfArn(arn), field: 'Target.Arn', value: arn };
  }
  const input = parseObject(target.Input);
  const found = universalTarget(place, operation, input);
  return found && { ...found, field: `Target.Input.${found.field}` };
}

function universalTarget(
  place: ReadingPlace,
  operation: string,
  input: Record<string, unknown>,
): { nodeId: string; field: string; value: string } | undefined {
  const named = (
    field: string,
    idOf: (value: string) => string | undefined,
  ) => {
    const value = input[field];
    const nodeId = typeof value === 'string' ? idOf(value) : undefined;
    return nodeId ? { nodeId, field, value: String(value) } : undefined;
  };
  const arnOnly = (value: string) =>
    parseArn(value) ? nodeIdOfArn(value) : undefined;
  switch (operation) {
    case 'sqs:sendmessage':
      return named('QueueUrl', url => queueArnOfUrl(url, place.region));
    case 'sns:publish':
      return named('TopicArn', arnOnly);
    case 'sfn:startexecution':
      return named('StateMachineArn', arnOnly);
    case 'lambda:invoke':
      return named('FunctionName', name => functionNodeId(name, place));
    case 'ecs:runtask':
      return named('TaskDefinition', name => taskDefinitionNodeId(name, place));
    case 'kinesis:putrecord':
    case 'kinesis:putrecords':
      return (
        named('StreamARN', arnOnly) ??
        named('StreamName', name => streamNodeId(name, place))
      );
    case 'eventbridge:putevents': {
      const entry = Array.isArray(input.Entries) ? input.Entries[0] : undefined;
      const bus = parseRecord(entry).EventBusName ?? 'default';
      return typeof bus === 'string'
        ? {
            nodeId: busNodeId(bus, place),
            field: 'Entries[].EventBusName',
            value: bus,
          }
        : undefined;
    }
    default:
      return undefined;
  }
}

function parseObject(text?: string): Record<string, unknown> {
  try {
    return parseRecord(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

function parseRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
