import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  DiscoveryResult,
  TopologySource,
} from '@ecs-eda/plugin-event-topology-node';
import { orAborted } from '../cancellation/or-aborted';
import { SourceFailure } from '../assembly/carry-over';

/** What all sources together gave. */
export interface Discovery {
  results: DiscoveryResult[];
  failures: SourceFailure[];
}

/**
 * Lets all sources read at once. A source that throws is a failure of its own
 * and spoils no other.
 *
 * @throws the signal's reason when it is aborted
 */
export async function discover(options: {
  sources: TopologySource[];
  signal: AbortSignal;
  logger: LoggerService;
  onProgress: (progress: { done: number; total: number }) => void;
}): Promise<Discovery> {
  const { sources, signal, logger, onProgress } = options;
  signal.throwIfAborted();
  const progress = new Map<string, { done: number; total: number }>();
  const results: DiscoveryResult[] = [];
  const failures: SourceFailure[] = [];
  const reads = await Promise.all(
    sources.map(async source => {
      try {
        const work = source.discover({
          signal,
          logger,
          onProgress: ({ done, total }) => {
            progress.set(source.id, { done, total });
            const all = [...progress.values()];
            onProgress({
              done: all.reduce((sum, one) => sum + one.done, 0),
              total: all.reduce((sum, one) => sum + one.total, 0),
            });
          },
        });
        return { result: await orAborted(work, signal) };
      } catch (cause) {
        return { source, error: toError(cause) };
      }
    }),
  );
  signal.throwIfAborted();
  // In the order of the sources, whichever ended first.
  for (const { result, source, error } of reads) {
    if (result) {
      results.push(result);
    } else if (source && error) {
      logger.error(`The source "${source.id}" could not be read`, error);
      failures.push({
        sourceId: source.id,
        code: error.name,
        message: error.message,
      });
    }
  }
  return { results, failures };
}
