import {
  Reading,
  ReadingProblem,
  ReadingsResponse,
} from '@ecs-eda/plugin-event-topology-common';
import { HiddenNames } from './HiddenNames';
import { VisibleTopology } from './visible-topology';

/** The readings of the nodes that the caller may see, and the problems with them. */
export function visibleReadings(
  response: ReadingsResponse,
  visible: VisibleTopology,
): ReadingsResponse {
  const ids = new Set(visible.snapshot.nodes.map(({ id }) => id));
  const readings = response.readings
    .filter(({ nodeId }) => ids.has(nodeId))
    .map(reading => visibleReading(reading, visible));
  const newest = readings.reduce<string | undefined>(
    (at, reading) =>
      at && Date.parse(at) >= Date.parse(reading.at) ? at : reading.at,
    undefined,
  );
  return {
    ...(newest ? { at: newest } : {}),
    readings,
    problems: response.problems.flatMap(problem =>
      visibleProblem(problem, ids, visible),
    ),
    staleAfterSeconds: response.staleAfterSeconds,
  };
}

/**
 * A service's backlog is that of the queues it polls: it would tell how full a
 * queue is that the caller may not see.
 */
export function visibleReading(
  reading: Reading,
  { pollersOfHidden, hidden }: VisibleTopology,
): Reading {
  if (reading.kind !== 'ecs-service' || !pollersOfHidden.has(reading.nodeId)) {
    return withoutHiddenParts(reading, hidden);
  }
  const { backlogPerTask: _, ...figures } = reading.figures;
  return { ...reading, figures };
}

/** Figures of a part name it (`sumOffsetLag:fraud`), often after who reads. */
function withoutHiddenParts(reading: Reading, hidden: HiddenNames): Reading {
  const figures = Object.entries(reading.figures);
  const shown = figures.filter(([figure]) => {
    const colon = figure.indexOf(':');
    return colon === -1 || !hidden.hasName(figure.slice(colon + 1));
  });
  return shown.length === figures.length
    ? reading
    : ({ ...reading, figures: Object.fromEntries(shown) } as Reading);
}

function visibleProblem(
  problem: ReadingProblem,
  ids: ReadonlySet<string>,
  { snapshot, hidden }: VisibleTopology,
): ReadingProblem[] {
  const nodeIds = problem.nodeIds.filter(id => ids.has(id));
  const [accountId] = problem.scope.split('/');
  const isOwn = snapshot.scopes.some(scope => scope.accountId === accountId);
  if (nodeIds.length === 0 && (problem.nodeIds.length > 0 || !isOwn)) {
    return [];
  }
  return [
    {
      ...problem,
      scope: hidden.redact(problem.scope),
      // A source that failed as a whole may speak of any account.
      message: isOwn
        ? hidden.redact(problem.message)
        : 'Some figures could not be read; who may see the whole map is told why.',
      remedy: hidden.redact(problem.remedy),
      nodeIds,
    },
  ];
}
