import {
  SendTaskFailureInput,
  SendTaskHeartbeatInput,
  SendTaskSuccessInput,
} from '@aws-sdk/client-sfn';
import { Operation } from '../../../core';
import {
  sendTaskFailure,
  sendTaskHeartbeat,
  sendTaskSuccess,
} from '../tasks/answer-task';

/** What workers and callbacks say by a task token. */
export const taskCallbackOperations: Record<string, Operation> = {
  SendTaskSuccess(input: SendTaskSuccessInput, context): object {
    sendTaskSuccess(context.world, input.taskToken, input.output ?? '');
    return {};
  },

  SendTaskFailure(input: SendTaskFailureInput, context): object {
    sendTaskFailure(context.world, input.taskToken, input.error, input.cause);
    return {};
  },

  SendTaskHeartbeat(input: SendTaskHeartbeatInput, context): object {
    sendTaskHeartbeat(context.world, input.taskToken);
    return {};
  },
};
