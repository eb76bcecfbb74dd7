import { handleEvent } from './handler';
import { idempotencyKeyOf } from './idempotency-key';
import { connectionCredential } from './runtime/connection-credential';
import { number, text } from './runtime/environment';
import { acceptEvents } from './runtime/event-endpoint';
import { createHttpService, serveUntilStopped } from './runtime/http-service';
import { Idempotency } from './runtime/idempotency';
import { log } from './runtime/log';
import { once } from './runtime/once';
import { stopSignal } from './runtime/stop-signal';

async function main(): Promise<void> {
  const stop = stopSignal();
  const idempotency = Idempotency.inTable(text('IDEMPOTENCY_TABLE'));
  const service = createHttpService({
    log,
    credential: connectionCredential(),
  });
  acceptEvents(service, {
    log,
    // Fewer than an AWS client has connections, so that none waits for one.
    concurrency: number('CONCURRENCY', 40),
    handle: event =>
      once(idempotency, idempotencyKeyOf(event), () =>
        handleEvent(event, { log, stop }),
      ),
  });
  log.info({}, 'started');
  await serveUntilStopped(service, {
    host: process.env.HOST || '0.0.0.0',
    port: number('PORT', 8080),
    stop,
    lingerSeconds: number('LINGER_SECONDS', 5),
  });
  log.info({}, 'stopped');
}

main().then(
  // Connections that are kept alive would keep the process, too.
  () => process.exit(0),
  error => {
    log.error({ err: error }, 'the worker ended');
    process.exit(1);
  },
);
