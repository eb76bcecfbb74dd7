import {
  ExecutionStatus,
  LoggingConfiguration,
  StateMachineType,
  TracingConfiguration,
} from '@aws-sdk/client-sfn';
import { Scope, World } from '../../../core';
import { countExecution, recordExecutionTime } from '../metrics';
import { announceExecution } from './announce-execution';
import { EventDetails, History } from './History';

/** What an execution needs to know of its state machine, as it was at the start. */
export interface ExecutedMachine {
  arn: string;
  name: string;
  type: StateMachineType;
  definition: string;
  roleArn: string;
  revisionId: string;
  updatedAt: Date;
  loggingConfiguration: LoggingConfiguration;
  tracingConfiguration: TracingConfiguration;
}

/** How an execution ended. */
export type Outcome =
  | { status: 'SUCCEEDED'; output: string }
  | {
      status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      error?: string;
      cause?: string;
    };

const COUNT_OF_STATUS = {
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
} as const;

/** One execution of a state machine. */
export class Execution {
  readonly startDate: Date;
  readonly history: History;
  /** Resolves when it has ended, however it ended. */
  readonly ended: Promise<void>;
  status: ExecutionStatus = 'RUNNING';
  stopDate?: Date;
  /** JSON. */
  output?: string;
  error?: string;
  cause?: string;
  readonly #abort = new AbortController();
  #settle: () => void = () => {};

  constructor(
    readonly world: World,
    readonly scope: Scope,
    readonly machine: ExecutedMachine,
    readonly identity: {
      arn: string;
      name: string;
      /** In the order of their start. */
      number: number;
      /** JSON. */
      input: string;
      traceHeader?: string;
    },
  ) {
    this.startDate = this.now();
    this.history = new History(world.clock);
    this.ended = new Promise(resolve => {
      this.#settle = resolve;
    });
    countExecution(world, scope, machine.arn, 'ExecutionsStarted');
    announceExecution(this);
  }

  /** Aborted when it ends. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  now(): Date {
    return new Date(this.world.clock.now());
  }

  /** Ends it; an execution that has ended already stays as it is. */
  end(outcome: Outcome): void {
    if (this.status !== 'RUNNING') {
      return;
    }
    this.status = outcome.status;
    this.stopDate = this.now();
    if (outcome.status === 'SUCCEEDED') {
      this.output = outcome.output;
    } else {
      this.error = outcome.error;
      this.cause = outcome.cause;
    }
    this.#record(outcome);
    this.#abort.abort(new Error(`${this.identity.arn} has ended`));
    announceExecution(this);
    this.#settle();
  }

  #record(outcome: Outcome): void {
    const { world, scope, machine, history, startDate } = this;
    const last = history.events.length;
    switch (outcome.status) {
      case 'SUCCEEDED':
        history.add('ExecutionSucceeded', last, {
          executionSucceededEventDetails: { output: outcome.output },
        });
        break;
      case 'FAILED':
        history.add('ExecutionFailed', last, {
          executionFailedEventDetails: failureOf(outcome),
        });
        break;
      case 'TIMED_OUT':
        history.add('ExecutionTimedOut', last, {
          executionTimedOutEventDetails: failureOf(outcome),
        });
        break;
      default:
        history.add('ExecutionAborted', last, {
          executionAbortedEventDetails: failureOf(outcome),
        });
    }
    history.close();
    countExecution(world, scope, machine.arn, COUNT_OF_STATUS[outcome.status]);
    recordExecutionTime(
      world,
      scope,
      machine.arn,
      world.clock.now() - startDate.getTime(),
    );
  }
}

function failureOf({
  error,
  cause,
}: {
  error?: string;
  cause?: string;
}): NonNullable<EventDetails['executionFailedEventDetails']> {
  return { error, cause };
}
