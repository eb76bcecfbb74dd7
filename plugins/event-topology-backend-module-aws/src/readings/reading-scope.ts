import {
  Reading,
  ReadingProblem,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { Send } from '../calls/aws-calls';
import { AwsCallError } from '../calls/aws-call-error';
import { CallScope, scopeKeyOf } from '../calls/call-scope';
import { classifyError, isAbort } from '../calls/classify-error';

/** One service of one account and region, as figures are read from it. */
export interface ReadingScope {
  scope: CallScope;
  send: Send;
  signal: AbortSignal;
}

/** What was read, and what was not and why. */
export interface ReadFigures {
  readings: Reading[];
  problems: ReadingProblem[];
}

/** Nothing, and why not, for nodes that could not be read. */
export function problemOf(
  error: AwsCallError,
  scope: CallScope,
  nodes: TopologyNode[],
): ReadingProblem {
  return {
    scope: scopeKeyOf(scope),
    code: error.code,
    message: error.message,
    remedy: error.remedy,
    nodeIds: nodes.map(node => node.id),
  };
}

/**
 * Reads parts of a scope side by side. A part that fails is a problem of its
 * nodes alone; problems of the same cause are put together.
 */
export async function readParts<P>(
  { scope, signal }: ReadingScope,
  parts: P[],
  nodesOf: (part: P) => TopologyNode[],
  read: (part: P) => Promise<Reading[]>,
): Promise<ReadFigures> {
  const problems = new Map<string, ReadingProblem>();
  const readings = await Promise.all(
    parts.map(async part => {
      try {
        return await read(part);
      } catch (error) {
        // Who called the read off does not wait for its problems.
        if (isAbort(error, signal)) {
          return [];
        }
        const fault = classifyError(error, undefined, scope);
        // What was deleted goes from the map with the next read of structure.
        if (fault.kind !== 'not-found') {
          const problem = problemOf(fault, scope, nodesOf(part));
          const known = problems.get(problem.code);
          if (known) {
            known.nodeIds.push(...problem.nodeIds);
          } else {
            problems.set(problem.code, problem);
          }
        }
        return [];
      }
    }),
  );
  return { readings: readings.flat(), problems: [...problems.values()] };
}
