import { testTranslate } from '../__testUtils__/translate';
import { anEdge } from '../__fixtures__/build-topology';
import {
  deliversToLoyalty,
  loyaltyQueue,
  order,
  toLoyalty,
} from '../__fixtures__/shop';
import { edgeFacts } from './edge-facts';

const t = testTranslate();

describe('edgeFacts', () => {
  it('says what happens to what cannot be delivered', () => {
    const facts = edgeFacts(t, deliversToLoyalty);
    expect(facts).toContainEqual({
      label: 'Dead letters go to',
      value: 'None: what cannot be delivered is dropped',
    });
    expect(facts).toContainEqual({ label: 'Gives up after', value: '1 day' });
    expect(facts).toContainEqual({ label: 'Retries at most', value: '185' });
  });

  it('names the dead-letter queue and leads there', () => {
    const edge = anEdge(toLoyalty, 'delivers', loyaltyQueue, {
      details: { deadLetterArn: 'arn:aws:sqs:eu-central-1:123456789012:dead' },
    });
    expect(edgeFacts(t, edge)).toEqual([
      {
        label: 'Dead letters go to',
        value: 'dead',
        nodeId: 'arn:aws:sqs:eu-central-1:123456789012:dead',
      },
    ]);
  });

  it.each([
    ['request-response', 'No: it goes on once the task is asked for'],
    ['sync', 'Until the task has ended (.sync)'],
    [
      'wait-for-task-token',
      'Until the task returns its token (.waitForTaskToken)',
    ],
  ] as const)('explains the run mode %s', (runMode, value) => {
    const edge = anEdge(toLoyalty, 'runs', order, { details: { runMode } });
    expect(edgeFacts(t, edge)).toEqual([
      { label: 'Waits for the task', value },
    ]);
  });

  it('is silent about an edge without details', () => {
    expect(edgeFacts(t, anEdge(order, 'publishes', toLoyalty))).toEqual([]);
  });
});
