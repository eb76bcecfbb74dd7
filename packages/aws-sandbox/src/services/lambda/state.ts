import {
  EventSourceMappingConfiguration,
  FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { Scope, World } from '../../core';

/** One statement of a function's resource policy. */
export interface PolicyStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: unknown;
  Action: string;
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}

/** A function with what its configuration does not show. */
export interface StoredFunction {
  configuration: FunctionConfiguration & {
    FunctionName: string;
    FunctionArn: string;
    Timeout: number;
  };
  /** Where its code is said to be; the sandbox runs a registered handler instead. */
  codeLocation: { ImageUri?: string; Location?: string };
  tags: Record<string, string>;
  policy: PolicyStatement[];
}

/** A queue or stream whose messages or records a function gets. */
export interface StoredEventSourceMapping {
  configuration: EventSourceMappingConfiguration & {
    UUID: string;
    EventSourceMappingArn: string;
    EventSourceArn: string;
    FunctionArn: string;
    BatchSize: number;
  };
  tags: Record<string, string>;
  /** How far each shard of a stream has been read. */
  positions: Map<string, string>;
  /** Ends the polling that is under way. */
  stop(): void;
}

/** Lambda in one account and region. */
export class LambdaState {
  /** By name. */
  readonly functions = new Map<string, StoredFunction>();
  /** By UUID. */
  readonly eventSourceMappings = new Map<string, StoredEventSourceMapping>();

  constructor(readonly scope: Scope, readonly world: World) {}

  now(): Date {
    return new Date(this.world.clock.now());
  }
}

/** The state of Lambda in one account and region. */
export function lambdaState(world: World, scope: Scope): LambdaState {
  return world.state<LambdaState>('lambda', scope);
}
