import {
  DescribeTasksCommandOutput,
  RunTaskCommandInput,
  Task,
} from '@aws-sdk/client-ecs';
import { internalContext } from '../../../../core';
import { runTask } from '../../../ecs/data-plane';
import { StateError } from '../../interpreter/StateError';
import { Integration, IntegrationCall } from './Integration';
import { withCapitalLetters, withSmallLetters } from './spelling';

/** AWS learns of the end of a task by an event; here somebody looks. */
const LOOK_EVERY_MILLISECONDS = 500;

interface RunTaskAnswer {
  Tasks: { TaskArn: string; ClusterArn: string }[];
  Failures: { Reason?: string }[];
}

/** `ecs:runTask` in its three modes. */
export const ecsRunTask: Integration = {
  errorPrefix: 'ECS',
  patterns: ['request', 'sync', 'waitForTaskToken'],

  call({ execution, parameters, pattern }) {
    const { world, scope } = execution;
    const { tasks, failures } = runTask(world, scope, {
      startedBy: 'AWS Step Functions',
      ...(withSmallLetters(parameters) as Partial<RunTaskCommandInput>),
      taskDefinition: String(parameters.TaskDefinition ?? ''),
    });
    const answer = withCapitalLetters({ tasks, failures });
    // `RunTask` answers without an error when there was no room: whoever does not wait does not notice.
    if (pattern !== 'request' && failures.length > 0) {
      throw new StateError('AmazonECS.Unknown', JSON.stringify(answer));
    }
    return answer;
  },

  async waitForJob(response, call) {
    const { Tasks } = response as RunTaskAnswer;
    const stopped = await Promise.all(
      Tasks.map(({ TaskArn, ClusterArn }) =>
        whenStopped(TaskArn, ClusterArn, call),
      ),
    );
    for (const task of stopped) {
      if (hasFailed(task)) {
        throw new StateError(
          'States.TaskFailed',
          JSON.stringify(withCapitalLetters(task)),
        );
      }
    }
    return withCapitalLetters(
      stopped.length === 1 ? stopped[0] : { tasks: stopped },
    );
  },
};

async function whenStopped(
  taskArn: string,
  clusterArn: string,
  call: IntegrationCall,
): Promise<Task> {
  const { world, scope } = call.execution;
  const { operations } = world.service('ecs');
  const context = internalContext(world, scope, 'states.amazonaws.com');
  for (;;) {
    const { tasks = [] }: DescribeTasksCommandOutput =
      await operations.DescribeTasks(
        { cluster: clusterArn, tasks: [taskArn] },
        context,
      );
    if (tasks.length === 0) {
      throw new StateError('AmazonECS.Unknown', `${taskArn} is gone`);
    }
    if (tasks[0].lastStatus === 'STOPPED') {
      return tasks[0];
    }
    if (call.signal.aborted) {
      await operations.StopTask(
        {
          cluster: clusterArn,
          task: taskArn,
          reason: 'The workflow does not wait for it any more',
        },
        context,
      );
      call.signal.throwIfAborted();
    }
    await world.clock.sleep(LOOK_EVERY_MILLISECONDS, call.signal);
  }
}

function hasFailed({ stopCode, containers = [] }: Task): boolean {
  return (
    stopCode !== 'EssentialContainerExited' ||
    containers.some(({ exitCode }) => exitCode !== 0)
  );
}
