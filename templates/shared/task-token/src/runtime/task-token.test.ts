import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { TaskToken } from './task-token';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const never = new AbortController().signal;

/** Step Functions, as far as a task sees it. */
class FakeWorkflow {
  readonly answers: object[] = [];
  heartbeats = 0;
  givenUp = false;

  send = async (command: object): Promise<never> => {
    if (command instanceof SendTaskHeartbeatCommand) {
      this.heartbeats += 1;
      if (this.givenUp) {
        throw new TaskTimedOut({ message: 'gone', $metadata: {} });
      }
    } else if (
      command instanceof SendTaskSuccessCommand ||
      command instanceof SendTaskFailureCommand
    ) {
      this.answers.push(command.input);
    }
    return {} as never;
  };
}

let workflow: FakeWorkflow;
let token: TaskToken;

beforeEach(() => {
  workflow = new FakeWorkflow();
  token = new TaskToken(workflow, 'the-token', log);
});

test('what the step returns is the answer', async () => {
  await token.answer(60, never, async () => ({ offers: 3 }));
  expect(workflow.answers).toEqual([
    { taskToken: 'the-token', output: '{"offers":3}' },
  ]);
});

test('what the step fails with is the answer', async () => {
  const failure = token.answer(60, never, async () => {
    throw new RangeError('no such month');
  });
  await expect(failure).rejects.toThrow('no such month');
  expect(workflow.answers).toEqual([
    { taskToken: 'the-token', error: 'RangeError', cause: 'no such month' },
  ]);
});

test('a task that is stopped says so, and the step is tried again', async () => {
  const failure = token.answer(60, AbortSignal.abort(), async stop =>
    stop.throwIfAborted(),
  );
  await expect(failure).rejects.toThrow();
  expect(workflow.answers).toEqual([
    expect.objectContaining({ error: 'Worker.Stopped' }),
  ]);
});

test('a long step shows signs of life', async () => {
  jest.useFakeTimers();
  try {
    const long = token.answer(
      30,
      never,
      () => new Promise<void>(resolve => setTimeout(resolve, 35_000)),
    );
    await jest.advanceTimersByTimeAsync(35_000);
    await long;
    expect(workflow.heartbeats).toBe(3);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(workflow.heartbeats).toBe(3);
  } finally {
    jest.useRealTimers();
  }
});

test('a step that the workflow has given up on ends without an answer', async () => {
  jest.useFakeTimers();
  try {
    workflow.givenUp = true;
    const failure = token.answer(
      30,
      never,
      stop =>
        new Promise((_, reject) => {
          stop.addEventListener('abort', () => reject(stop.reason));
        }),
    );
    const ended = expect(failure).rejects.toThrow('gone');
    await jest.advanceTimersByTimeAsync(10_000);
    await ended;
    expect(workflow.answers).toEqual([]);
  } finally {
    jest.useRealTimers();
  }
});
