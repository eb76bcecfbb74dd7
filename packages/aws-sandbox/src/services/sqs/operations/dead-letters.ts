import { randomUUID } from 'node:crypto';
import {
  CancelMessageMoveTaskRequest,
  CancelMessageMoveTaskResult,
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult,
  ListMessageMoveTasksRequest,
  ListMessageMoveTasksResult,
  StartMessageMoveTaskRequest,
  StartMessageMoveTaskResult,
} from '@aws-sdk/client-sqs';
import { AwsError, Operation, RequestContext, paginate } from '../../../core';
import { findQueueByArn, queueByUrl, queueUrl } from '../queue-address';
import { Queue } from '../queue/Queue';
import { MoveTask, sqsState } from '../state';
import { runMoveTask } from '../run-move-task';
import { invalidToken, pageSize, queuesByName } from './queues';

const LIST_MAXIMUM = 1000;

export const deadLetterOperations: Record<string, Operation> = {
  ListDeadLetterSourceQueues(
    input: ListDeadLetterSourceQueuesRequest,
    context,
  ): ListDeadLetterSourceQueuesResult {
    const queue = queueByUrl(
      input.QueueUrl,
      context,
      'ListDeadLetterSourceQueues',
    );
    const limit = pageSize(input.MaxResults);
    const page = paginate(
      sourcesOf(queue, context),
      source => source.name,
      { asked: limit, maximum: LIST_MAXIMUM, token: input.NextToken },
      invalidToken,
    );
    return {
      queueUrls: page.items.map(source =>
        queueUrl(context.world, context, source.name),
      ),
      NextToken: limit === undefined ? undefined : page.nextToken,
    };
  },

  StartMessageMoveTask(
    input: StartMessageMoveTaskRequest,
    context,
  ): StartMessageMoveTaskResult {
    const source = queueForMove(input.SourceArn, context);
    if (sourcesOf(source, context).length === 0) {
      throw new AwsError(
        'InvalidParameterValueException',
        'Source queue must be configured as a Dead Letter Queue.',
      );
    }
    if (input.DestinationArn !== undefined) {
      queueForMove(input.DestinationArn, context);
    }
    const rate = input.MaxNumberOfMessagesPerSecond;
    if (rate !== undefined && (rate < 1 || rate > 500)) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Value ${rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: must be between 1 and 500.`,
      );
    }
    const state = sqsState(context.world, context);
    if (
      state.moveTasks.some(
        task => task.sourceArn === source.arn && task.status === 'RUNNING',
      )
    ) {
      throw new AwsError(
        'UnsupportedOperation',
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    const task: MoveTask = {
      taskHandle: Buffer.from(
        JSON.stringify({ taskId: randomUUID(), sourceArn: source.arn }),
      ).toString('base64'),
      status: 'RUNNING',
      sourceArn: source.arn,
      destinationArn: input.DestinationArn,
      maxNumberOfMessagesPerSecond: rate,
      moved: 0,
      toMove: source.depth().visible,
      startedAt: context.world.clock.now(),
    };
    state.moveTasks.push(task);
    runMoveTask(context.world, task);
    return { TaskHandle: task.taskHandle };
  },

  ListMessageMoveTasks(
    input: ListMessageMoveTasksRequest,
    context,
  ): ListMessageMoveTasksResult {
    const source = queueForMove(input.SourceArn, context);
    const limit = input.MaxResults ?? 1;
    if (limit < 1 || limit > 10) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Value ${limit} for parameter MaxResults is invalid. Reason: Must be an integer between 1 and 10.`,
      );
    }
    const tasks = sqsState(context.world, context)
      .moveTasks.filter(task => task.sourceArn === source.arn)
      .reverse()
      .slice(0, limit);
    return {
      Results: tasks.map(task => ({
        // Only a running task can be cancelled, so only it shows its handle.
        TaskHandle: task.status === 'RUNNING' ? task.taskHandle : undefined,
        Status: task.status,
        SourceArn: task.sourceArn,
        DestinationArn: task.destinationArn,
        MaxNumberOfMessagesPerSecond: task.maxNumberOfMessagesPerSecond,
        ApproximateNumberOfMessagesMoved: task.moved,
        ApproximateNumberOfMessagesToMove: task.toMove,
        FailureReason: task.failureReason,
        StartedTimestamp: task.startedAt,
      })),
    };
  },

  CancelMessageMoveTask(
    input: CancelMessageMoveTaskRequest,
    context,
  ): CancelMessageMoveTaskResult {
    const task = sqsState(context.world, context).moveTasks.find(
      one => one.taskHandle === input.TaskHandle,
    );
    if (!task) {
      throw new AwsError(
        'ResourceNotFoundException',
        'Task does not exist.',
        404,
      );
    }
    if (task.status !== 'RUNNING') {
      throw new AwsError(
        'UnsupportedOperation',
        'Only active tasks can be cancelled.',
      );
    }
    task.cancel?.();
    task.status = 'CANCELLED';
    return { ApproximateNumberOfMessagesMoved: task.moved };
  },
};

function sourcesOf(queue: Queue, context: RequestContext): Queue[] {
  return queuesByName(context).filter(
    source => source.settings.redrivePolicy?.deadLetterTargetArn === queue.arn,
  );
}

function queueForMove(arn: string | undefined, context: RequestContext): Queue {
  const queue = findQueueByArn(context.world, arn ?? '');
  if (!queue) {
    throw new AwsError(
      'ResourceNotFoundException',
      `The resource that you specified for the SourceArn parameter doesn't exist.`,
      404,
    );
  }
  return queue;
}
