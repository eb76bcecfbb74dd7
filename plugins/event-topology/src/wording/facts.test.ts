import { testTranslate } from '../__testUtils__/translate';
import { aQueue } from '../__fixtures__/build-topology';
import {
  clicks,
  loyalty,
  loyaltyDeadLetters,
  loyaltyQueue,
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
