import {
  DescribeTasksCommandInput,
  Failure,
  ListTasksCommandInput,
  RunTaskCommandInput,
  StopTaskCommandInput,
  Tag,
  Task,
} from '@aws-sdk/client-ecs';
import { Operation, RequestContext } from '../../../core';
import { clientException, invalidParameter } from '../errors';
import { findCluster, findRunnableTaskDefinition, lookUpTask } from '../find';
import { resolveLaunchConfiguration } from '../launch-configuration';
import { ecsArn, shortName } from '../names';
import { ecsPage } from '../page';
import { NO_CAPACITY, launchTask } from '../scheduling/launch-task';
import { stopTask } from '../scheduling/task-lifecycle';
import { StoredTaskDefinition, ecsState } from '../state';
import { mergeTags } from '../tags';
import { StoredTask } from '../state';

/** All overrides of one `RunTask` together, as JSON. */
const MAXIMUM_OVERRIDES_LENGTH = 8_192;
const MAXIMUM_DESCRIBED = 100;

/** `RunTask`, `StopTask`, `DescribeTasks` and `ListTasks`. */
export const taskOperations: Record<string, Operation> = {
  RunTask: runTask,
  StopTask: stopTaskByUser,
  DescribeTasks: describeTasks,
  ListTasks: listTasks,
};

/**
 * Starts tasks. Answers without an error when there is no room for them: the
 * caller has to look at `failures`.
 *
 * @throws AwsError for what can never work: an unknown cluster or task definition, a bad parameter
 */
export function runTask(
  input: RunTaskCommandInput,
  context: RequestContext,
): { tasks: Task[]; failures: Failure[] } {
  const state = ecsState(context.world, context);
  const cluster = findCluster(state, input.cluster);
  const count = input.count ?? 1;
  if (count < 1 || count > 10) {
    throw invalidParameter('count must be between 1 and 10.');
  }
  const registered = findRunnableTaskDefinition(
    state,
    input.taskDefinition ?? '',
  );
  const { definition } = registered;
  checkOverrides(input, registered);
  const launch = resolveLaunchConfiguration(state, cluster, definition, input);
  const tasks: Task[] = [];
  const failures: Failure[] = [];
  const placed = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const stored = launchTask(state, cluster, {
      definition,
      ...launch,
      overrides: input.overrides,
      group: input.group,
      startedBy: input.startedBy,
      platformVersion: input.platformVersion,
      enableExecuteCommand: input.enableExecuteCommand,
      tags: tagsOf(input, registered, cluster.cluster.clusterName),
      placed,
    });
    if (stored) {
      tasks.push(describe(stored, true));
    } else {
      failures.push({ reason: NO_CAPACITY });
    }
  }
  return { tasks, failures };
}

function checkOverrides(
  { overrides }: RunTaskCommandInput,
  { definition }: StoredTaskDefinition,
): void {
  if (!overrides) {
    return;
  }
  if (JSON.stringify(overrides).length > MAXIMUM_OVERRIDES_LENGTH) {
    throw invalidParameter(
      `Container Overrides length must be at most ${MAXIMUM_OVERRIDES_LENGTH}`,
    );
  }
  for (const { name } of overrides.containerOverrides ?? []) {
    if (!definition.containerDefinitions?.some(c => c.name === name)) {
      throw invalidParameter(
        `Override for container named ${name} is not a container in the TaskDefinition.`,
      );
    }
  }
}

function tagsOf(
  input: RunTaskCommandInput,
  definition: StoredTaskDefinition,
  clusterName: string,
): Tag[] {
  return mergeTags(
    input.propagateTags === 'TASK_DEFINITION' ? definition.tags : undefined,
    input.enableECSManagedTags
      ? [{ key: 'aws:ecs:clusterName', value: clusterName }]
      : undefined,
    input.tags,
  );
}

function stopTaskByUser(input: StopTaskCommandInput, context: RequestContext) {
  const state = ecsState(context.world, context);
  const cluster = findCluster(state, input.cluster);
  const stored = lookUpTask(cluster, input.task ?? '');
  if (!stored) {
    throw invalidParameter('The referenced task was not found.');
  }
  stopTask(state, cluster, stored, {
    stopCode: 'UserInitiated',
    stoppedReason: input.reason ?? 'Task stopped by user',
  });
  return { task: describe(stored, true) };
}

function describeTasks(
  input: DescribeTasksCommandInput,
  context: RequestContext,
) {
  const asked = input.tasks ?? [];
  if (asked.length === 0) {
    throw invalidParameter('Tasks cannot be empty.');
  }
  if (asked.length > MAXIMUM_DESCRIBED) {
    throw invalidParameter(
      `Tasks can not have more than ${MAXIMUM_DESCRIBED} elements.`,
    );
  }
  const cluster = findCluster(ecsState(context.world, context), input.cluster);
  const tasks: Task[] = [];
  const failures: Failure[] = [];
  for (const reference of asked) {
    const stored = lookUpTask(cluster, reference);
    if (stored) {
      tasks.push(describe(stored, input.include?.includes('TAGS') ?? false));
    } else {
      failures.push({
        arn: reference.startsWith('arn:')
          ? reference
          : ecsArn(context, `task/${cluster.cluster.clusterName}/${reference}`),
        reason: 'MISSING',
      });
    }
  }
  return { tasks, failures };
}

function listTasks(input: ListTasksCommandInput, context: RequestContext) {
  const cluster = findCluster(ecsState(context.world, context), input.cluster);
  if (input.serviceName !== undefined && input.startedBy !== undefined) {
    throw clientException(
      'Specifying both serviceName and startedBy is not supported.',
    );
  }
  const serviceName =
    input.serviceName === undefined ? undefined : shortName(input.serviceName);
  if (serviceName !== undefined && !cluster.services.has(serviceName)) {
    throw invalidParameter('The referenced service was not found.');
  }
  const wanted = input.desiredStatus ?? 'RUNNING';
  const arns = [...cluster.tasks.values()]
    .filter(({ task }) => task.desiredStatus === wanted)
    .filter(
      stored => serviceName === undefined || stored.serviceName === serviceName,
    )
    .filter(
      ({ definition }) =>
        input.family === undefined || definition.family === input.family,
    )
    .filter(
      ({ task }) =>
        input.startedBy === undefined || task.startedBy === input.startedBy,
    )
    .filter(
      ({ task }) =>
        input.launchType === undefined || task.launchType === input.launchType,
    )
    .map(({ task }) => task.taskArn);
  const page = ecsPage(arns, arn => arn, input);
  return { taskArns: page.items, nextToken: page.nextToken };
}

/** A copy: what was answered must not change while the task goes on. */
function describe({ task }: StoredTask, withTags: boolean): Task {
  return {
    ...task,
    attachments: task.attachments?.map(attachment => ({ ...attachment })),
    containers: task.containers?.map(container => ({ ...container })),
    tags: withTags ? task.tags : undefined,
  };
}
