import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  ReadingProblem,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { ReadingsSource } from '@ecs-eda/plugin-event-topology-node';
import { ReadingsBatch, ReadingsMode } from '../database/ReadingsStore';
import { orAborted } from '../cancellation/or-aborted';
import { mergeProblems, mergeReadings } from './merge-readings';

/**
 * Asks all sources for figures. A source that throws becomes a problem of the
 * nodes that nobody else has figures for.
 */
export async function readFigures(options: {
  sources: ReadingsSource[];
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  mode: ReadingsMode;
  signal: AbortSignal;
  logger: LoggerService;
}): Promise<ReadingsBatch> {
  const { sources, nodes, edges, mode, signal, logger } = options;
  const thrown: { sourceId: string; error: Error }[] = [];
  const results = await Promise.all(
    sources.map(async source => {
      try {
        const work = source.read(nodes, edges, { signal, logger, mode });
        return await orAborted(work, signal);
      } catch (cause) {
        thrown.push({ sourceId: source.id, error: toError(cause) });
        return { readings: [], problems: [], callsByOperation: {} };
      }
    }),
  );
  signal.throwIfAborted();
  const readings = mergeReadings(...results.map(result => result.readings));
  const unread = nodes.map(({ id }) => id).filter(id => !readings.has(id));
  const failures = thrown.map(({ sourceId, error }): ReadingProblem => {
    logger.warn(`Readings by "${sourceId}" failed`, error);
    return {
      scope: sourceId,
      code: error.name,
      message: error.message,
      remedy: `Look for "${sourceId}" in the backend's log; the next read tries again.`,
      nodeIds: unread,
    };
  });
  return {
    readings: [...readings.values()],
    problems: mergeProblems(
      ...results.map(({ problems }) => problems),
      failures,
    ),
  };
}
