import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { handleRequest } from './handler';
import { ApiKeyCredential } from './runtime/credential';
import { number, text } from './runtime/environment';
import { EventPublisher } from './runtime/event-publisher';
import { createHttpService, serveUntilStopped } from './runtime/http-service';
import { Idempotency } from './runtime/idempotency';
import { log } from './runtime/log';
import { once } from './runtime/once';
import { acceptRequests } from './runtime/request-endpoint';
import { stopSignal } from './runtime/stop-signal';

async function main(): Promise<void> {
  const stop = stopSignal();
  const detailTypes: string[] = JSON.parse(text('DETAIL_TYPES'));
  const idempotency = Idempotency.inTable(text('IDEMPOTENCY_TABLE'));
  const publisher = new EventPublisher({
    client: new EventBridgeClient(),
    busName: text('EVENT_BUS_NAME'),
    source: text('EVENT_SOURCE'),
    log,
  });
  const service = createHttpService({
    log,
    credential: new ApiKeyCredential('x-api-key', text('API_KEY')),
  });
  acceptRequests(service, {
    log,
    // Fewer than an AWS client has connections, so that none waits for one.
    concurrency: number('CONCURRENCY', 40),
    handle: (key, body) =>
      once(idempotency, key, async () => {
        const happenings = await handleRequest(body, {
          detailTypes,
          log,
          stop,
        });
        await publisher.publish(key, happenings);
      }),
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
