import {
  EcsServiceAttributes,
  TopologyEdge,
} from '@ecs-eda/plugin-event-topology-common';
import { arnOf, placeOf } from '../__testing__/place';
import { makeEdge } from '../findings/make-edge';
import { makeNode } from '../findings/make-node';
import { withBacklog } from './backlog';

const SERVICE = arnOf('ecs', 'service/shop/loyalty');

function service(scaling?: EcsServiceAttributes['scaling']) {
  return makeNode(placeOf('ecs'), 'ecs-service', SERVICE, 'loyalty', {
    clusterArn: arnOf('ecs', 'cluster/shop'),
    clusterName: 'shop',
    status: 'ACTIVE',
    ...(scaling && { scaling }),
  });
}

function reading(running: number) {
  return {
    nodeId: SERVICE,
    kind: 'ecs-service' as const,
    at: '2026-11-27T03:30:00.000Z',
    source: 'ecs:DescribeServices',
    figures: { desired: running, running, pending: 0 },
  };
}

function polls(name: string, of = 'sqs'): TopologyEdge {
  return makeEdge({
    from: arnOf(of, name),
    kind: 'polls',
    to: SERVICE,
    confidence: 'inferred',
    evidence: {
      scope: 's',
      source: 'tag',
      operation: 'ecs:DescribeServices',
      field: 'tags',
    },
  });
}

const depths: Record<string, number> = {
  [arnOf('sqs', 'loyalty')]: 100,
  [arnOf('sqs', 'refunds')]: 20,
};

describe('withBacklog', () => {
  it('is that of the queues alone, whatever else the service polls', () => {
    expect(
      withBacklog(
        reading(4),
        service(),
        [polls('loyalty'), polls('topic/clicks/1/views', 'kafka')],
        id => depths[id],
      ).figures.backlogPerTask,
    ).toBe(25);
  });

  it('divides what waits in all polled queues by the running tasks', () => {
    expect(
      withBacklog(
        reading(4),
        service(),
        [polls('loyalty'), polls('refunds')],
        id => depths[id],
      ).figures,
    ).toEqual({ desired: 4, running: 4, pending: 0, backlogPerTask: 30 });
  });

  it('takes no task for one, as the scaling policy does', () => {
    expect(
      withBacklog(reading(0), service(), [polls('loyalty')], id => depths[id])
        .figures.backlogPerTask,
    ).toBe(100);
  });

  it('measures what the scaling policy measures, and tells its target', () => {
    expect(
      withBacklog(
        reading(4),
        service({
          minCapacity: 1,
          maxCapacity: 10,
          policies: [
            {
              policyName: 'backlog',
              policyType: 'TargetTrackingScaling',
              backlogPerTask: true,
              targetValue: 25,
              queueNames: ['loyalty'],
            },
          ],
        }),
        [polls('loyalty'), polls('refunds')],
        id => depths[id],
      ).figures,
    ).toMatchObject({ backlogPerTask: 25, targetBacklogPerTask: 25 });
  });

  it('does not guess when the depth of a queue is not known', () => {
    expect(
      withBacklog(
        reading(4),
        service(),
        [polls('loyalty'), polls('unknown')],
        id => depths[id],
      ).figures,
    ).not.toHaveProperty('backlogPerTask');
  });

  it('has none without queues', () => {
    expect(
      withBacklog(reading(4), service(), [], id => depths[id]).figures,
    ).toEqual({ desired: 4, running: 4, pending: 0 });
  });
});
