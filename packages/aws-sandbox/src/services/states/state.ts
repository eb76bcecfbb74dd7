import {
  ActivityListItem,
  LoggingConfiguration,
  StateMachineType,
  Tag,
  TracingConfiguration,
} from '@aws-sdk/client-sfn';
import { Scope, World } from '../../core';
import { ActivityQueue } from './activities/ActivityQueue';
import { Execution } from './execution/Execution';

/** A state machine as it was last created or updated. */
export interface StoredStateMachine {
  arn: string;
  name: string;
  type: StateMachineType;
  /** Amazon States Language, as the caller wrote it. */
  definition: string;
  roleArn: string;
  revisionId: string;
  loggingConfiguration: LoggingConfiguration;
  tracingConfiguration: TracingConfiguration;
  createdAt: Date;
  updatedAt: Date;
  tags: Tag[];
  /** By name, oldest first; those of an Express workflow are not kept. */
  executions: Map<string, Execution>;
}

/** An activity with the work that waits for its workers. */
export interface StoredActivity {
  item: ActivityListItem & { activityArn: string; name: string };
  tags: Tag[];
  queue: ActivityQueue;
}

/** Step Functions in one account and region. */
export class StatesState {
  /** By name. */
  readonly stateMachines = new Map<string, StoredStateMachine>();
  /** By name. */
  readonly activities = new Map<string, StoredActivity>();
  #executions = 0;

  constructor(readonly scope: Scope, readonly world: World) {}

  now(): Date {
    return new Date(this.world.clock.now());
  }

  /** Numbers executions in the order of their start. */
  nextExecutionNumber(): number {
    this.#executions += 1;
    return this.#executions;
  }
}

/** The state of Step Functions in one account and region. */
export function statesState(world: World, scope: Scope): StatesState {
  return world.state<StatesState>('states', scope);
}
