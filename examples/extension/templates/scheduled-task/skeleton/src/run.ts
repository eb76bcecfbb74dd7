import type { Log } from './runtime/log';

/** What is to be done each time: put your code here. It may run twice, so let it do no harm then. */
export async function run(log: Log): Promise<void> {
  log.info({ time: new Date().toISOString() }, 'it is time');
}
