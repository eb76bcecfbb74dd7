import { RequestContext } from '../../../core';
import { stackNotFound, validationError } from '../errors';
import {
  Stack,
  StackDefinition,
  cloudFormationArn,
  cloudFormationState,
} from '../state';

/** @throws AwsError `ValidationError` when there is no such stack */
export function findStack(
  context: RequestContext,
  reference: string | undefined,
): Stack {
  const stack = cloudFormationState(context.world, context).find(reference);
  if (!stack) {
    throw stackNotFound(reference);
  }
  return stack;
}

/** States out of which a stack can be changed. */
const CHANGEABLE =
  /^(CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_ROLLBACK_COMPLETE|UPDATE_FAILED|CREATE_FAILED|IMPORT_COMPLETE|IMPORT_ROLLBACK_COMPLETE)$/;

/** @throws AwsError `ValidationError` when an operation is under way, or the stack is past changing */
export function requireChangeable(stack: Stack): void {
  if (!CHANGEABLE.test(stack.status)) {
    throw validationError(
      `Stack:${stack.id} is in ${stack.status} state and can not be updated.`,
    );
  }
}

/** A stack that has nothing yet. @throws AwsError `ValidationError` for a bad name */
export function newStack(
  context: RequestContext,
  name: string,
  settings: Partial<
    Pick<
      Stack,
      | 'definition'
      | 'disableRollback'
      | 'notificationArns'
      | 'roleArn'
      | 'terminationProtection'
    >
  > & { definition?: StackDefinition } = {},
): Stack {
  if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  return {
    id: cloudFormationArn(context, 'stack', name),
    name,
    status: 'REVIEW_IN_PROGRESS',
    createdAt: new Date(context.world.clock.now()),
    outputs: [],
    imports: [],
    resources: new Map(),
    events: [],
    changeSets: new Map(),
    disableRollback: false,
    terminationProtection: false,
    notificationArns: [],
    ...settings,
  };
}
