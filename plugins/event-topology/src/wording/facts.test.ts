import { testTranslate } from '../__testUtils__/translate';
import { aNode, aQueue } from '../__fixtures__/build-topology';
import {
  clicks,
  erpBroker,
  loyalty,
  loyaltyDeadLetters,
  loyaltyQueue,
  pageViews,
  paymentDestination,
  shopNodes,
  toLoyalty,
  toTranscode,
} from '../__fixtures__/shop';
import { nodeFacts } from './facts';

const t = testTranslate();

function factsOf(node: Parameters<typeof nodeFacts>[1]) {
  return Object.fromEntries(
    nodeFacts(t, node).map(({ label, value }) => [label, value]),
  );
}

describe('nodeFacts', () => {
  it('says something about every node of the shop', () => {
    const silent = shopNodes.filter(node => nodeFacts(t, node).length === 0);
    expect(silent).toEqual([]);
  });

  it('names the registered consumers of a stream', () => {
    expect(
      factsOf({
        ...clicks,
        attributes: {
          ...clicks.attributes,
          encryptionType: 'NONE',
          consumers: [
            { name: 'fraud', arn: 'arn:fraud' },
            { name: 'reports', arn: 'arn:reports' },
          ],
        },
      }),
    ).toMatchObject({
      Encryption: 'None',
      'Registered consumers': 'fraud, reports',
    });
  });

  it('links a Kafka topic with its cluster, and names its groups', () => {
    expect(nodeFacts(t, pageViews)).toContainEqual({
      label: 'MSK cluster',
      value: 'clickstream',
      nodeId: pageViews.attributes.clusterArn,
    });
    expect(factsOf(pageViews)).toMatchObject({
      Partitions: '6',
      'Consumer groups': 'recommendations, fraud',
    });
  });

  it('says what a broker runs, and which queues it has', () => {
    expect(factsOf(erpBroker)).toMatchObject({
      Engine: 'ActiveMQ (Amazon MQ)',
      Version: '5.18',
      Queues: 'stock-changes',
    });
  });

  it('says of a global endpoint where events go, and when', () => {
    const primary = 'arn:aws:events:eu-central-1:123456789012:event-bus/shop';
    const node = aNode('global-endpoint', 'shop', {
      state: 'ACTIVE',
      endpointId: 'abcde.veo',
      replicationState: 'DISABLED',
      healthCheckArn: 'arn:aws:route53:::healthcheck/shop',
      primaryBusArn: primary,
    });
    expect(factsOf(node)).toMatchObject({
      'Endpoint ID': 'abcde.veo',
      Replication: expect.stringMatching(/^Off/),
      'Routing health check': 'arn:aws:route53:::healthcheck/shop',
    });
    expect(nodeFacts(t, node)).toContainEqual({
      label: 'Primary bus',
      value: 'shop, eu-central-1',
      nodeId: primary,
    });
  });

  it('links a queue with its dead-letter queue', () => {
    const fact = nodeFacts(t, loyaltyQueue).find(
      ({ label }) => label === 'Dead letters',
    );
    expect(fact).toEqual({
      label: 'Dead letters',
      value: 'After 3 failed receives, to loyalty-orders-dead-letters',
      nodeId: loyaltyDeadLetters.id,
    });
  });

  it('warns of a queue without one, but not of a dead-letter queue', () => {
    expect(factsOf(aQueue('q'))['Dead letters']).toMatch(/^None/);
    expect(factsOf(loyaltyDeadLetters)).not.toHaveProperty('Dead letters');
  });

  it('gives durations and sizes in words', () => {
    const facts = factsOf(
      aQueue('q', { maximumMessageSizeBytes: 262_144, delaySeconds: 0 }),
    );
    expect(facts['Received message stays hidden for']).toBe('1 min');
    expect(facts['Messages are kept for']).toBe('4 days');
    expect(facts['Largest message']).toBe('256 KB');
    expect(facts).not.toHaveProperty('Delivery is delayed by');
  });

  it('explains how a service scales', () => {
    const facts = factsOf(loyalty);
    expect(facts['Scales between']).toBe('1 and 10 tasks');
    expect(facts['Scaling policy']).toBe(
      'backlog-per-task: holds 30 messages per task; watches loyalty-orders',
    );
  });

  it('indents an event pattern, and says what a disabled rule means', () => {
    const pattern = nodeFacts(t, toLoyalty).find(({ code }) => code);
    expect(pattern?.value).toBe(
      '{\n  "detail-type": [\n    "OrderCreated"\n  ]\n}',
    );
    expect(factsOf(toTranscode).State).toBe('Disabled: it passes nothing on');
  });

  it('tells a private API destination from a public one', () => {
    expect(factsOf(paymentDestination).Reached).toBe('Private, by VPC Lattice');
  });
});
