import { CreateStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from '../__testing__/Estate';
import { discover, testCalls } from '../__testing__/discover';
import { arnOf, placeOf } from '../__testing__/place';
import { streamNode } from './kinesis';

const STREAM = arnOf('kinesis', 'stream/orders');

it('describes a stream', () => {
  expect(
    streamNode(placeOf('kinesis'), {
      StreamARN: STREAM,
      StreamName: 'orders',
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
    }),
  ).toMatchObject({
    id: STREAM,
    kind: 'stream',
    name: 'orders',
    attributes: { status: 'ACTIVE', streamMode: 'ON_DEMAND' },
  });
});

it('joins a stream to the service whose tag says that it reads it', async () => {
  const sandbox = await startSandbox({ port: 0 });
  const estate = new Estate(sandbox.url);
  const calls = testCalls(sandbox.url);
  const client = new KinesisClient({
    endpoint: sandbox.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
  });
  await client.send(
    new CreateStreamCommand({
      StreamName: 'orders',
      ShardCount: 2,
      Tags: { 'event-topology:system': 'shop' },
    }),
  );
  await estate.service('worker', {
    tags: { 'event-topology:consumes': STREAM },
  });

  const { nodes, edges, scopes } = await discover(calls);

  expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
  expect(nodes).toContainEqual(
    expect.objectContaining({
      id: STREAM,
      tags: { 'event-topology:system': 'shop' },
    }),
  );
  expect(edges).toContainEqual(
    expect.objectContaining({
      from: STREAM,
      kind: 'polls',
      to: 'arn:aws:ecs:eu-central-1:123456789012:service/shop/worker',
      confidence: 'declared',
    }),
  );
  client.destroy();
  estate.close();
  await calls.close();
  await sandbox.close();
}, 30_000);
