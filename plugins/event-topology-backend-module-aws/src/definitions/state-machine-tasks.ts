/** How Step Functions waits for what a task state starts. */
export type RunMode = 'request-response' | 'sync' | 'wait-for-task-token';

/** What one state of a state machine does to something outside it. */
export interface StateMachineTask {
  stateName: string;
  /** What it does. */
  action:
    | 'run-task'
    | 'schedule-activity'
    | 'send-message'
    | 'publish'
    | 'put-events'
    | 'put-records'
    | 'invoke-function'
    | 'start-execution'
    | 'call-http';
  /**
   * What it does it to, as the definition has it: an ARN, a queue URL, a name
   * or, for `call-http`, a URL.
   */
  target: string;
  runMode: RunMode;
  /** Where the definition says it: `States.Ship.Parameters.QueueUrl`. */
  field: string;
}

/** What a definition in Amazon States Language says. */
export interface StateMachineReading {
  /** States, nested ones included. */
  stateCount: number;
  tasks: StateMachineTask[];
}

type Json = Record<string, unknown>;

/**
 * Reads what a state machine does to the outside: the tasks it runs, the
 * activities it waits on, the queues, topics and buses it sends to, the
 * functions and machines it calls. States within `Parallel` and `Map` count.
 *
 * A target that only a run decides (`"QueueUrl.$"`, `{% … %}`) cannot be told
 * from the definition and is left out.
 *
 * @throws SyntaxError when the definition is no JSON
 */
export function readStateMachine(definition: string): StateMachineReading {
  const reading: StateMachineReading = { stateCount: 0, tasks: [] };
  readStates(JSON.parse(definition), 'States', reading);
  return reading;
}

function readStates(
  machine: unknown,
  path: string,
  reading: StateMachineReading,
): void {
  if (!isJson(machine) || !isJson(machine.States)) {
    return;
  }
  for (const [stateName, state] of Object.entries(machine.States)) {
    if (!isJson(state)) {
      continue;
    }
    const statePath = `${path}.${stateName}`;
    reading.stateCount += 1;
    if (state.Type === 'Task' && typeof state.Resource === 'string') {
      reading.tasks.push(
        ...readTask(stateName, state.Resource, state, statePath),
      );
    }
    if (Array.isArray(state.Branches)) {
      state.Branches.forEach((branch, index) =>
        readStates(branch, `${statePath}.Branches[${index}].States`, reading),
      );
    }
    readStates(
      state.ItemProcessor,
      `${statePath}.ItemProcessor.States`,
      reading,
    );
    // What `ItemProcessor` was called before 2022.
    readStates(state.Iterator, `${statePath}.Iterator.States`, reading);
  }
}

function readTask(
  stateName: string,
  resource: string,
  state: Json,
  path: string,
): StateMachineTask[] {
  if (/^arn:[^:]+:states:[^:]+:\d+:activity:/.test(resource)) {
    return [
      {
        stateName,
        action: 'schedule-activity',
        target: resource,
        // A state that waits for an activity waits for its worker's answer.
        runMode: 'wait-for-task-token',
        field: `${path}.Resource`,
      },
    ];
  }
  if (/^arn:[^:]+:lambda:[^:]+:\d+:function:/.test(resource)) {
    return [
      {
        stateName,
        action: 'invoke-function',
        target: resource,
        runMode: 'request-response',
        field: `${path}.Resource`,
      },
    ];
  }
  const integration = /^arn:[^:]+:states:::(.+)$/.exec(resource)?.[1];
  if (!integration) {
    return [];
  }
  const { service, runMode } = parseIntegration(integration);
  const where = isJson(state.Arguments) ? 'Arguments' : 'Parameters';
  const parameters = state[where];
  if (!isJson(parameters)) {
    return [];
  }
  const single = (
    action: StateMachineTask['action'],
    name: string,
  ): StateMachineTask[] => {
    const target = staticText(parameters[name]);
    return target === undefined
      ? []
      : [
          {
            stateName,
            action,
            target,
            runMode,
            field: `${path}.${where}.${name}`,
          },
        ];
  };
  switch (service) {
    case 'ecs:runtask':
      return single('run-task', 'TaskDefinition');
    case 'sqs:sendmessage':
    case 'sqs:sendmessagebatch':
      return single('send-message', 'QueueUrl');
    case 'sns:publish':
    case 'sns:publishbatch':
      return single('publish', 'TopicArn');
    case 'lambda:invoke':
      return single('invoke-function', 'FunctionName');
    case 'states:startexecution':
    case 'states:startsyncexecution':
    case 'sfn:startexecution':
    case 'sfn:startsyncexecution':
      return single('start-execution', 'StateMachineArn');
    case 'kinesis:putrecord':
    case 'kinesis:putrecords': {
      const byArn = single('put-records', 'StreamARN');
      const byName = single('put-records', 'StreamName');
      return byArn.length > 0 ? byArn : byName;
    }
    case 'http:invoke':
      return single('call-http', 'ApiEndpoint');
    case 'events:putevents':
    case 'eventbridge:putevents':
      return busNames(parameters.Entries).map(target => ({
        stateName,
        action: 'put-events' as const,
        target,
        runMode,
        field: `${path}.${where}.Entries[].EventBusName`,
      }));
    default:
      return [];
  }
}

/**
 * `ecs:runTask.sync` → `ecs:runtask`, waiting; `aws-sdk:sqs:sendMessage` →
 * `sqs:sendmessage`. Optimised and SDK integrations write the same call in
 * different cases.
 */
function parseIntegration(integration: string) {
  const [call, ...modes] = integration.split('.');
  const service = call.replace(/^aws-sdk:/, '').toLocaleLowerCase('en-US');
  const mode = modes.join('.');
  let runMode: RunMode = 'request-response';
  if (mode.startsWith('sync')) {
    runMode = 'sync';
  } else if (mode === 'waitForTaskToken') {
    runMode = 'wait-for-task-token';
  }
  return { service, runMode };
}

/** The buses that entries go to; an entry that names none goes to the default one. */
function busNames(entries: unknown): string[] {
  if (!Array.isArray(entries)) {
    return [];
  }
  const names = new Set<string>();
  for (const entry of entries) {
    if (!isJson(entry) || 'EventBusName.$' in entry) {
      continue;
    }
    const name =
      entry.EventBusName === undefined
        ? 'default'
        : staticText(entry.EventBusName);
    if (name !== undefined) {
      names.add(name);
    }
  }
  return [...names];
}

function staticText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && !value.startsWith('{%')
    ? value
    : undefined;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
