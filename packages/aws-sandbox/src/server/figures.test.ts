import * as ecs from '@aws-sdk/client-ecs';
import * as sqs from '@aws-sdk/client-sqs';
import { ManualClock, ServiceDefinition, ServiceId, World } from '../core';
import { readFigures } from './figures';

const SCOPE = { accountId: '111111111111', region: 'eu-west-1' };

function nothing(
  id: ServiceId,
  schemas: Record<string, unknown>,
): ServiceDefinition {
  return {
    id,
    schemas,
    stateScope: 'account-and-region',
    createState: () => ({}),
    operations: {},
  };
}

it('shows the latest gauges of what is still measured', async () => {
  const clock = new ManualClock();
  const world = new World([nothing('sqs', sqs), nothing('ecs', ecs)], {
    clock,
  });
  world.state('sqs', SCOPE);
  world.state('ecs', SCOPE);
  const measure = (
    namespace: string,
    dimensions: Record<string, string>,
    values: Record<string, number>,
  ) => {
    for (const [metricName, value] of Object.entries(values)) {
      world.metrics.add(SCOPE, { namespace, metricName, dimensions }, value);
    }
  };
  measure(
    'AWS/SQS',
    { QueueName: 'deleted' },
    {
      ApproximateNumberOfMessagesVisible: 9,
    },
  );
  measure(
    'AWS/SQS',
    { QueueName: 'loyalty' },
    {
      ApproximateNumberOfMessagesVisible: 1,
    },
  );
  await clock.advance(60_000);
  measure(
    'AWS/SQS',
    { QueueName: 'loyalty' },
    {
      ApproximateNumberOfMessagesVisible: 7,
      ApproximateNumberOfMessagesNotVisible: 2,
      ApproximateAgeOfOldestMessage: 31,
    },
  );
  measure(
    'ECS/ContainerInsights',
    { ClusterName: 'shop', ServiceName: 'loyalty' },
    {
      DesiredTaskCount: 3,
      RunningTaskCount: 2,
      PendingTaskCount: 1,
    },
  );
  expect(readFigures(world)).toEqual({
    queues: [
      {
        ...SCOPE,
        name: 'loyalty',
        visible: 7,
        inFlight: 2,
        delayed: 0,
        oldestAgeSeconds: 31,
      },
    ],
    services: [
      {
        ...SCOPE,
        cluster: 'shop',
        name: 'loyalty',
        desired: 3,
        running: 2,
        pending: 1,
      },
    ],
  });
});
