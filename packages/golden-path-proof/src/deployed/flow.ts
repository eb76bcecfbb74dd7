import {
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { Flow, Variant } from '../variants/read-variants';

/** What has to do with a map's certainty: AWS or a tag says so, and nobody has guessed. */
const CERTAIN = ['configured', 'declared'];

/** The parts of a flow that are not on a map, or are there as a guess. */
export function missingOf(
  flow: Flow[],
  {
    nodes,
    edges,
  }: {
    nodes: Pick<TopologyNode, 'id' | 'kind' | 'name'>[];
    edges: Pick<TopologyEdge, 'from' | 'to' | 'kind' | 'confidence'>[];
  },
): string[] {
  const names = new Map(
    nodes.map(({ id, kind, name }) => [id, `${kind}/${name}`]),
  );
  const there = new Set([
    ...names.values(),
    ...edges
      .filter(({ confidence }) => CERTAIN.includes(confidence))
      .map(({ from, kind, to }) =>
        textOf([names.get(from) ?? from, kind, names.get(to) ?? to]),
      ),
  ]);
  return flow.map(textOf).filter(text => !there.has(text));
}

function textOf(flow: Flow): string {
  return flow.join(' ');
}

/**
 * The variants that lead events another way than those before them, of the
 * same golden path, or build on other things.
 */
export function variantsThatFlowDifferently(variants: Variant[]): Variant[] {
  const seen = new Map<string, Set<string>>();
  return variants.filter(({ goldenPath, serviceName, given, flow }) => {
    const known = seen.get(goldenPath) ?? new Set();
    seen.set(goldenPath, known);
    const parts = [
      ...flow.map(edge => textOf(edge).replaceAll(serviceName, '$name')),
      ...given,
    ];
    const isNew = parts.some(part => !known.has(part));
    parts.forEach(part => known.add(part));
    return isNew;
  });
}
