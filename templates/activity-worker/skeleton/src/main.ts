import { hostname } from 'node:os';
import { SFNClient } from '@aws-sdk/client-sfn';
import { handleItem } from './handler';
import { parseItem } from './runtime/activity-item';
import { SfnActivityTasks, pollingClient } from './runtime/activity-tasks';
import { ActivityWorker } from './runtime/activity-worker';
import { number, text } from './runtime/environment';
import { serveHealth } from './runtime/health';
import { Idempotency } from './runtime/idempotency';
import { log } from './runtime/log';
import { ScaleInProtection } from './runtime/scale-in-protection';
import { stopSignal } from './runtime/stop-signal';
import { TaskToken } from './runtime/task-token';
import { untilAborted } from './runtime/until-aborted';

/** ECS kills what is still there at the stop timeout; what is unfinished must be given back before. */
const SECONDS_TO_GIVE_BACK = 15;

async function main(): Promise<void> {
  const stop = stopSignal();
  const concurrentItems = number('CONCURRENT_ITEMS', 10);
  const heartbeatSeconds = number('HEARTBEAT_SECONDS');
  const idempotency = Idempotency.inTable(text('IDEMPOTENCY_TABLE'));
  // Not that of the polls, behind which an answer would wait.
  const answers = new SFNClient();
  const worker = new ActivityWorker({
    tasks: new SfnActivityTasks(
      pollingClient(concurrentItems),
      text('ACTIVITY_ARN'),
      hostname(),
    ),
    answer: ({ token, input }, giveBack) =>
      new TaskToken(answers, token, log).answer(
        heartbeatSeconds,
        giveBack,
        async given => {
          giveBack.throwIfAborted();
          const item = parseItem(input);
          const { answer } = await idempotency.answer(
            item.id,
            // Whoever is silent for longer has lost the item to another worker.
            heartbeatSeconds,
            () =>
              untilAborted(giveBack, () =>
                handleItem(item, { log, stop: given }),
              ),
          );
          return answer;
        },
      ),
    protection: new ScaleInProtection(process.env.ECS_AGENT_URI, log),
    log,
    concurrentItems,
    graceSeconds: Math.max(
      0,
      number('STOP_TIMEOUT_SECONDS', 30) - SECONDS_TO_GIVE_BACK,
    ),
  });
  const health = await serveHealth(
    number('PORT', 8080),
    () => worker.isHealthy,
  );
  log.info({}, 'started');
  await worker.run(stop);
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
