import { ScopeError } from '@ecs-eda/plugin-event-topology-common';

/**
 * What went wrong, as far as it decides what to do:
 * `not-found` is a resource that was deleted in between; `denied` needs a
 * policy, `credentials` and `network` a person; `throttled` and `aws-fault`
 * pass with time; `unusable-answer` came from something that is not AWS.
 */
export type CallErrorKind =
  | 'denied'
  | 'throttled'
  | 'credentials'
  | 'network'
  | 'not-found'
  | 'unsupported'
  | 'unusable-answer'
  | 'aws-fault'
  | 'refused';

/** A call that failed, in the words of the person who must act. */
export class AwsCallError extends Error {
  readonly kind: CallErrorKind;
  readonly code: string;
  readonly operation?: string;
  readonly remedy: string;

  constructor(
    fault: ScopeError & { kind: CallErrorKind },
    options?: ErrorOptions,
  ) {
    super(fault.message, options);
    this.name = 'AwsCallError';
    this.kind = fault.kind;
    this.code = fault.code;
    this.operation = fault.operation;
    this.remedy = fault.remedy;
  }

  toScopeError(): ScopeError {
    return {
      code: this.code,
      message: this.message,
      ...(this.operation && { operation: this.operation }),
      remedy: this.remedy,
    };
  }
}
