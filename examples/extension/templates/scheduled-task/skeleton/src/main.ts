import { log } from './runtime/log';
import { run } from './run';

run(log).then(
  () => log.info('done'),
  error => {
    log.error({ error: String(error) }, 'failed');
    // ECS shows the exit code of the task.
    process.exitCode = 1;
  },
);
