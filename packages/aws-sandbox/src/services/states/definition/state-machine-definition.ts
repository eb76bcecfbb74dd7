/** One state of a definition in Amazon States Language. */
export interface StateDefinition {
  Type:
    | 'Task'
    | 'Parallel'
    | 'Map'
    | 'Pass'
    | 'Wait'
    | 'Choice'
    | 'Succeed'
    | 'Fail';
  Next?: string;
  End?: boolean;
  Resource?: string;
  Retry?: RetrierDefinition[];
  Catch?: CatcherDefinition[];
  Branches?: FlowDefinition[];
  Iterator?: FlowDefinition;
  ItemProcessor?: FlowDefinition & { ProcessorConfig?: { Mode?: string } };
  [field: string]: unknown;
}

/** What to do after an error before giving up. */
export interface RetrierDefinition {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
}

/** Where an error leads. */
export interface CatcherDefinition {
  ErrorEquals: string[];
  Next: string;
  ResultPath?: string | null;
}

/** States that lead from one to another: a machine, a branch, an iteration. */
export interface FlowDefinition {
  StartAt: string;
  States: Record<string, StateDefinition>;
  QueryLanguage?: string;
}

/** A whole state machine. */
export interface StateMachineDefinition extends FlowDefinition {
  Comment?: string;
  TimeoutSeconds?: number;
}

/** All states of a flow, those within Map and Parallel states included. */
export function allStates(flow: FlowDefinition): [string, StateDefinition][] {
  return Object.entries(flow.States).flatMap(([name, state]) => [
    [name, state] as [string, StateDefinition],
    ...[
      ...(state.Branches ?? []),
      ...[state.ItemProcessor ?? state.Iterator ?? []].flat(),
    ].flatMap(allStates),
  ]);
}
