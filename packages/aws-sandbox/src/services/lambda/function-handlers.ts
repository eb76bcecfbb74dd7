import { World } from '../../core';

/** What a function's code gets besides its event. */
export interface InvocationContext {
  functionArn: string;
  functionName: string;
  awsRequestId: string;
  /** Its environment variables. */
  environment: Record<string, string>;
}

/** A function's code: takes an event, gives an answer, throws when it fails. */
export type FunctionHandler = (
  event: unknown,
  context: InvocationContext,
) => unknown | Promise<unknown>;

const handlers = new WeakMap<World, Map<string, FunctionHandler>>();

/**
 * Says what the code of a function does: the sandbox runs no code that was
 * uploaded. It may be said before the function is created.
 */
export function setFunctionHandler(
  world: World,
  functionArn: string,
  handler: FunctionHandler,
): void {
  const ofWorld = handlers.get(world) ?? new Map<string, FunctionHandler>();
  handlers.set(world, ofWorld.set(functionArn, handler));
}

/** The code of a function, when somebody said what it does. */
export function functionHandlerOf(
  world: World,
  functionArn: string,
): FunctionHandler | undefined {
  return handlers.get(world)?.get(functionArn);
}
