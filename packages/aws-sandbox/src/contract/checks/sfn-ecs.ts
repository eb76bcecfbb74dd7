import {
  DescribeTasksCommand,
  ListTasksCommand,
  StopTaskCommand,
  Task,
} from '@aws-sdk/client-ecs';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { createCluster, networkConfiguration, registerTask } from './ecs';
import { createStateMachine, ended, start } from './sfn';

/** A state machine with one state that runs a task. */
async function runsTask(
  context: ContractContext,
  resource: string,
  environment: Record<string, string>[] = [],
) {
  const cluster = await createCluster(context);
  const { subnets, securityGroups, assignPublicIp } =
    networkConfiguration(context).awsvpcConfiguration;
  const stateMachineArn = await createStateMachine(context, {
    Run: {
      Type: 'Task',
      Resource: `arn:aws:states:::${resource}`,
      Parameters: {
        Cluster: cluster.arn,
        TaskDefinition: await registerTask(context),
        LaunchType: 'FARGATE',
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            Subnets: subnets,
            SecurityGroups: securityGroups,
            AssignPublicIp: assignPublicIp,
          },
        },
        Overrides: {
          ContainerOverrides: [{ Name: 'worker', Environment: environment }],
        },
      },
      TimeoutSeconds: 600,
      End: true,
    },
  });
  return { cluster, stateMachineArn };
}

/** The task that an execution started, once it runs. */
function runningTask(context: ContractContext, cluster: string): Promise<Task> {
  const { ecs } = context.aws;
  return context.eventually('a running task', async () => {
    const { taskArns } = await ecs.send(new ListTasksCommand({ cluster }));
    if (!taskArns?.length) {
      return false;
    }
    const { tasks } = await ecs.send(
      new DescribeTasksCommand({ cluster, tasks: taskArns }),
    );
    return tasks?.find(task => task.lastStatus === 'RUNNING');
  });
}

async function stop(context: ContractContext, cluster: string, task: Task) {
  await context.aws.ecs.send(
    new StopTaskCommand({ cluster, task: task.taskArn, reason: 'contract' }),
  );
}

/** Containers as steps of a workflow, in the three modes. */
export const sfnEcsChecks: Check[] = [
  {
    behaviour: 'starts a task and goes on, request-response',
    async run(context) {
      const { cluster, stateMachineArn } = await runsTask(
        context,
        'ecs:runTask',
      );
      const execution = await ended(
        context,
        await start(context, stateMachineArn, {}),
      );
      expect(execution.status).toBe('SUCCEEDED');
      expect(JSON.parse(execution.output ?? '')).toMatchObject({
        Failures: [],
        Tasks: [{ TaskArn: expect.stringContaining(cluster.name) }],
      });
      await stop(
        context,
        cluster.name,
        await runningTask(context, cluster.name),
      );
    },
  },
  {
    behaviour: 'waits for the end of a task and fails with it, sync',
    async run(context) {
      const { cluster, stateMachineArn } = await runsTask(
        context,
        'ecs:runTask.sync',
      );
      const executionArn = await start(context, stateMachineArn, {});
      await stop(
        context,
        cluster.name,
        await runningTask(context, cluster.name),
      );
      expect(await ended(context, executionArn)).toMatchObject({
        status: 'FAILED',
        error: 'States.TaskFailed',
      });
    },
  },
  {
    behaviour: 'waits for what the container says, task token',
    async run(context) {
      const { cluster, stateMachineArn } = await runsTask(
        context,
        'ecs:runTask.waitForTaskToken',
        [{ Name: 'TASK_TOKEN', 'Value.$': '$$.Task.Token' }],
      );
      const executionArn = await start(context, stateMachineArn, {});
      const task = await runningTask(context, cluster.name);
      const environment = task.overrides?.containerOverrides?.[0]?.environment;
      await context.aws.sfn.send(
        new SendTaskSuccessCommand({
          taskToken: environment?.find(({ name }) => name === 'TASK_TOKEN')
            ?.value,
          output: '{"verdict": "fine"}',
        }),
      );
      const { status, output } = await ended(context, executionArn);
      expect(status).toBe('SUCCEEDED');
      expect(JSON.parse(output ?? '')).toEqual({ verdict: 'fine' });
      await stop(context, cluster.name, task);
    },
  },
];
