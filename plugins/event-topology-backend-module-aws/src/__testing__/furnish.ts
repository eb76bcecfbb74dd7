import { Estate } from './Estate';

/**
 * One of everything that the event map reads, and for each way that a service
 * can be joined to a resource a service that is joined in no other.
 *
 * @param roles - how many services have a task role; they decide how roles are read
 */
export async function furnish(estate: Estate, roles: number): Promise<void> {
  const tags = { 'event-topology:system': 'shop' };
  const deadLetters = await estate.queue('orders-dlq');
  const queue = await estate.queue('orders', {
    deadLetterArn: deadLetters.arn,
    tags,
  });
  const topic = await estate.topic('notifications');
  await estate.subscribe(topic, 'sqs', queue.arn);
  const activity = await estate.activity('offers');
  const machine = await estate.stateMachine('offers', {
    Offer: { Type: 'Task', Resource: activity, Next: 'Tell' },
    Tell: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: queue.url, MessageBody: 'x' },
      End: true,
    },
  });
  const bus = await estate.bus('shop');
  await estate.archive('shop', bus);
  await estate.globalEndpoint('orders', { secondaryRegion: 'eu-north-1' });
  await estate.rule('order-created', {
    bus: 'shop',
    targets: [{ Id: 'queue', Arn: queue.arn }],
  });
  await estate.pipe('orders', queue.arn, machine);
  await estate.schedule('monthly', machine);
  const stream = await estate.stream('clicks');
  await estate.streamConsumer(stream, 'fraud');
  await estate.function('count');
  await estate.eventSourceMapping('count', stream);
  const cluster = await estate.kafkaCluster('clickstream');
  await estate.kafkaTopic(cluster, 'searches');
  await estate.kafkaTopic(cluster, 'page-views');
  await estate.function('recommend');
  await estate.eventSourceMapping('recommend', cluster, {
    Topics: ['page-views'],
    StartingPosition: 'TRIM_HORIZON',
  });
  const broker = await estate.messageBroker('erp');
  await estate.function('stock');
  await estate.eventSourceMapping('stock', broker, { Queues: ['stock'] });
  await estate.restApi('orders', 'shop');

  const { targetGroupArn } = await estate.loadBalancer('shop', {
    port: 443,
    hostPattern: 'shop.example',
  });
  await estate.apiDestination('public', 'https://shop.example/orders');
  const internal = await estate.loadBalancer('internal', { port: 443 });
  await estate.apiDestination('private', 'https://internal.example/orders', {
    resourceConfigurationArn: await estate.resourceConfiguration(
      'shop',
      internal.dnsName,
    ),
  });
  await estate.service('by-private-connection', {
    targetGroupArn: internal.targetGroupArn,
  });
  for (let i = 0; i < roles; i++) {
    const taskRoleArn = await estate.role(
      `worker-${i}`,
      [{ Action: 'sqs:ReceiveMessage', Resource: queue.arn }],
      { managed: i === 0 },
    );
    await estate.service(`worker-${i}`, {
      taskRoleArn,
      ...(i === 0 && { targetGroupArn }),
    });
  }
  await estate.service('by-tag', {
    tags: { 'event-topology:consumes': 'queue/orders' },
  });
  await estate.service('by-environment', {
    environment: { QUEUE_URL: queue.url },
  });
  await estate.service('by-scaling');
  await estate.stepScaling('by-scaling', 'orders');
}
