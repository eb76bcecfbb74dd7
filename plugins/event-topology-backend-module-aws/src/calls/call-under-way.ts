import { HttpRequest } from '@smithy/core/protocols';
import {
  DeserializeMiddleware,
  FinalizeRequestMiddleware,
  HttpHandlerOptions,
  Pluggable,
  RequestHandler,
} from '@smithy/types';
import { CallCounter } from './call-counter';
import { iamAction } from './iam-action';
import { TokenBucket } from './token-bucket';

/** One call, from the command until its answer or its last failure. */
export interface CallUnderWay {
  /** What each attempt is paid from and counted on. */
  bucket: TokenBucket;
  counter: CallCounter;
  /** Calls it off. */
  signal: AbortSignal;
  /** As IAM spells it; known from the first attempt. */
  operation?: string;
}

/**
 * A client puts its middleware together once for each kind of command
 * (`cacheMiddleware`), so nothing of a single call can be in it. The command
 * carries it: a client's middleware begins with the command, and hands on
 * copies that have all that it has.
 */
const CALL = Symbol('the call under way');

interface Carrier {
  input: object;
  [CALL]?: CallUnderWay;
}

/** Makes a command the command of this call. */
export function carryCall(command: Carrier, call: CallUnderWay): void {
  command[CALL] = call;
}

/**
 * Pays for, counts and calls off what a client does.
 *
 * @param handler - what the client sends its requests with
 */
export function callPlugin(
  service: string,
  handler: RequestHandler<HttpRequest, object, HttpHandlerOptions>,
): Pluggable<object, object> {
  const attempt: FinalizeRequestMiddleware<object, object> =
    (next, context) => async args => {
      const call = callOf(args);
      call.operation = iamAction(service, context.commandName ?? '');
      await call.bucket.take(call.signal);
      call.counter.count(call.operation);
      return next(args);
    };
  const send: DeserializeMiddleware<object, object> = next => async args =>
    HttpRequest.isInstance(args.request)
      ? handler.handle(args.request, { abortSignal: callOf(args).signal })
      : next(args);

  return {
    applyToStack: stack => {
      // Inside the SDK's retries, so that each attempt is paid for and counted.
      stack.addRelativeTo(attempt, {
        name: 'eventTopologyAttempt',
        relation: 'after',
        toMiddleware: 'retryMiddleware',
      });
      // In the place of the client's own last step, which has no signal to heed.
      stack.add(send, {
        name: 'eventTopologySend',
        step: 'deserialize',
        priority: 'low',
      });
    },
  };
}

function callOf(args: Carrier): CallUnderWay {
  const call = args[CALL];
  if (!call) {
    throw new Error(
      'A client of AwsCalls was given a command, or a middleware, that AwsCalls knows nothing of',
    );
  }
  return call;
}
