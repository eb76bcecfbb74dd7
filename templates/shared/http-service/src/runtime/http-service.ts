import { setTimeout as sleep } from 'node:timers/promises';
import { FastifyError, FastifyInstance, fastify } from 'fastify';
import type { Credential } from './credential';
import type { Log } from './log';

/** An event has 1 MB at most; the rest is for what is around it. */
const BODY_LIMIT_BYTES = 1_200_000;

/** An answer that the caller can do something with. */
export class HttpError extends Error {
  constructor(
    /** 4xx when the caller must change something; 429 and 5xx when it may try again. */
    readonly statusCode: number,
    message: string,
    /** When to try again. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

export interface HttpServiceOptions {
  log: Log;
  /** How callers prove who they are. */
  credential: Credential;
}

/**
 * A service that answers `GET /health` to anybody and everything else to those
 * who prove who they are. Routes are added to it.
 *
 * A 5xx stands for something that may work the next time, and says nothing of
 * the service's insides; the log does.
 */
export function createHttpService({
  log,
  credential,
}: HttpServiceOptions): FastifyInstance {
  const service = fastify({ logger: false, bodyLimit: BODY_LIMIT_BYTES });
  closeWithEmptyHands(service);
  service.get('/health', async () => ({ status: 'ok' }));
  service.addHook('onRequest', async request => {
    if (
      request.routeOptions.url !== '/health' &&
      !(await credential.proves(request.headers))
    ) {
      throw new HttpError(401, 'The credential is missing or wrong.');
    }
  });
  service.setErrorHandler((error: FastifyError | HttpError, request, reply) => {
    const status = error.statusCode ?? 500;
    const where = { err: error, method: request.method, path: request.url };
    if (status >= 500 && !(error instanceof HttpError)) {
      log.error(where, 'request failed');
    } else {
      log.warn(where, 'request refused');
    }
    if (error instanceof HttpError && error.retryAfterSeconds !== undefined) {
      reply.header('retry-after', error.retryAfterSeconds);
    }
    return reply.code(status).send({
      message:
        error instanceof HttpError || status < 500
          ? error.message
          : 'Try again later.',
    });
  });
  return service;
}

/**
 * Lets the service close when what it has in hand is done. By itself it waits
 * for its connections, and who gave up waiting has closed theirs.
 */
function closeWithEmptyHands(service: FastifyInstance): void {
  const inHand = new Set<Promise<unknown>>();
  service.addHook('onRoute', route => {
    const { handler } = route;
    route.handler = function handleInHand(request, reply) {
      const answer = handler.call(this, request, reply);
      const done = Promise.allSettled([answer]);
      inHand.add(done);
      void done.then(() => inHand.delete(done));
      return answer;
    };
  });
  service.addHook('onClose', async () => {
    await Promise.all(inHand);
  });
}

/** As much at a time as a task can hold; what is more gets 429 and comes again. */
export class Admission {
  private inHand = 0;

  constructor(private readonly most: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inHand >= this.most) {
      throw new HttpError(429, 'There is more in hand than fits.', 1);
    }
    this.inHand += 1;
    try {
      return await work();
    } finally {
      this.inHand -= 1;
    }
  }
}

/**
 * Serves until the task is asked to stop, then for some seconds more, because a
 * load balancer takes that long to hear of it; then finishes what is in hand,
 * whether or not its callers still wait.
 */
export async function serveUntilStopped(
  service: FastifyInstance,
  {
    host,
    port,
    stop,
    lingerSeconds,
  }: { host: string; port: number; stop: AbortSignal; lingerSeconds: number },
): Promise<void> {
  service.addHook('onSend', async (_request, reply) => {
    if (stop.aborted) {
      // The caller opens its next connection to somebody else.
      reply.header('connection', 'close');
    }
  });
  await service.listen({ host, port });
  if (!stop.aborted) {
    await new Promise<void>(resolve =>
      stop.addEventListener('abort', () => resolve(), { once: true }),
    );
  }
  await sleep(lingerSeconds * 1000);
  await service.close();
}
