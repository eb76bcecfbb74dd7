import { Confidence, Evidence } from '@ecs-eda/plugin-event-topology-common';
import { makeEdge } from '../findings/make-edge';
import { mergeEdges } from './merge-edges';

function evidence(operation: string, value?: string): Evidence {
  return {
    scope: '123456789012/eu-central-1/ecs',
    source: 'aws-api',
    operation,
    field: 'field',
    ...(value && { value }),
  };
}

function edge(
  confidence: Confidence,
  found: Evidence | Evidence[],
  details = {},
) {
  return makeEdge({
    from: 'queue',
    kind: 'polls',
    to: 'service',
    confidence,
    evidence: found,
    details,
  });
}

describe('mergeEdges', () => {
  it('makes one edge of all that say the same, as sure as the surest', () => {
    expect(
      mergeEdges([
        edge('inferred', evidence('iam:GetRolePolicy'), { batchSize: 1 }),
        edge('declared', evidence('ecs:DescribeServices'), {
          batchSize: 10,
          protocol: 'sqs',
        }),
        edge('inferred', evidence('iam:GetRolePolicy')),
      ]),
    ).toEqual([
      {
        ...edge('declared', [
          evidence('ecs:DescribeServices'),
          evidence('iam:GetRolePolicy'),
        ]),
        details: { batchSize: 10, protocol: 'sqs' },
      },
    ]);
  });

  it('does not depend on the order, and keeps chains of evidence together', () => {
    const chain = edge('configured', [
      evidence('z:First'),
      evidence('a:Second'),
    ]);
    const single = edge('configured', evidence('m:Other'));

    const merged = mergeEdges([chain, single]);

    expect(mergeEdges([single, chain])).toEqual(merged);
    expect(merged[0].evidence.map(one => one.operation)).toEqual([
      'm:Other',
      'z:First',
      'a:Second',
    ]);
  });

  it('keeps apart what has different values', () => {
    expect(
      mergeEdges([
        edge('inferred', evidence('op', 'one')),
        edge('inferred', evidence('op', 'two')),
      ])[0].evidence,
    ).toHaveLength(2);
  });
});

describe('makeEdge', () => {
  it('cuts values of evidence to 512 characters', () => {
    const [{ value }] = edge(
      'configured',
      evidence('op', 'x'.repeat(2000)),
    ).evidence;

    expect(value).toHaveLength(512);
    expect(value?.endsWith('…')).toBe(true);
  });
});
