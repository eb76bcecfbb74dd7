import { runAction } from '../__testUtils__/run-action';
import { createEventPatternTestAction } from './event-pattern-test';

const order = (total: number) => ({
  source: 'shop.order',
  'detail-type': 'OrderCreated',
  detail: { total },
});

const test = (input: object) =>
  runAction(createEventPatternTestAction(), { input: { ...input } });

describe('ecs-eda:event-pattern:test', () => {
  const pattern = { detail: { total: [{ numeric: ['>', 100] }] } };

  it('is content when all events come out as expected', async () => {
    const { output } = await test({
      pattern: JSON.stringify(pattern),
      events: [order(120), order(20)],
      expect: [true, false],
    });

    expect(output.results).toEqual([
      { matches: true, mismatches: [] },
      {
        matches: false,
        mismatches: [expect.objectContaining({ path: '$.detail.total' })],
      },
    ]);
  });

  it('says which field kept an event from matching', async () => {
    await expect(
      test({ pattern, events: [order(120), order(20)] }),
    ).rejects.toThrow(/^events\[1\] does not match: \$\.detail\.total is 20/);
  });

  it('says which event matches and should not', async () => {
    await expect(
      test({ pattern, events: [order(120)], expect: false }),
    ).rejects.toThrow('events[0] matches and should not');
  });

  it('says where the pattern is wrong', async () => {
    await expect(
      test({ pattern: { source: 'shop' }, events: [order(1)] }),
    ).rejects.toThrow(/^pattern: .* at \$\.source/);
  });

  it('wants one answer for each event', async () => {
    await expect(
      test({ pattern, events: [order(1)], expect: [true, false] }),
    ).rejects.toThrow('there are 1 events and 2 answers');
  });
});
