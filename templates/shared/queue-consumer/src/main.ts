import { SQSClient } from '@aws-sdk/client-sqs';
import { handleMessage } from './handler';
import { number, text } from './runtime/environment';
import { serveHealth } from './runtime/health';
import { Idempotency } from './runtime/idempotency';
import { log } from './runtime/log';
import { QueueConsumer } from './runtime/queue-consumer';
import { ScaleInProtection } from './runtime/scale-in-protection';
import { stopSignal } from './runtime/stop-signal';
import { SqsWorkQueue } from './runtime/work-queue';

/** ECS kills what is still there at the stop timeout; what is unfinished must be given back before. */
const SECONDS_TO_GIVE_BACK = 10;

async function main(): Promise<void> {
  const stop = stopSignal();
  const visibilityTimeoutSeconds = number('VISIBILITY_TIMEOUT_SECONDS');
  const idempotency = Idempotency.inTable(text('IDEMPOTENCY_TABLE'));
  const consumer = new QueueConsumer({
    queue: new SqsWorkQueue(
      // The endpoint is that of the configuration, not of the queue's URL, so AWS_ENDPOINT_URL counts.
      new SQSClient({ useQueueUrlAsEndpoint: false }),
      text('QUEUE_URL'),
      visibilityTimeoutSeconds,
    ),
    handle: message =>
      idempotency.once(message.idempotencyKey, visibilityTimeoutSeconds, () =>
        handleMessage(message, { log, stop }),
      ),
    protection: new ScaleInProtection(process.env.ECS_AGENT_URI, log),
    log,
    visibilityTimeoutSeconds,
    graceSeconds: Math.max(
      0,
      number('STOP_TIMEOUT_SECONDS', 30) - SECONDS_TO_GIVE_BACK,
    ),
    concurrency: number('CONCURRENCY', 10),
    retrySeconds: number('RETRY_SECONDS', 1),
  });
  const health = await serveHealth(
    number('PORT', 8080),
    () => consumer.isHealthy,
  );
  log.info({}, 'started');
  await consumer.run(stop);
  health.close();
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
