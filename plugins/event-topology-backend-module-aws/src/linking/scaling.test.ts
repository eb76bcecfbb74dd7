import { stepInWords } from './scaling';

const messages = { threshold: 5, unit: 'messages' };

describe('stepInWords', () => {
  it.each([
    [
      { lowerBound: 0, upperBound: 10, adjustment: 1 },
      messages,
      '+1 task from 5 messages',
    ],
    [{ lowerBound: 10, adjustment: 2 }, messages, '+2 tasks from 15 messages'],
    [{ upperBound: 0, adjustment: -1 }, messages, '-1 task below 5 messages'],
    [
      { upperBound: -2, adjustment: -50 },
      { ...messages, adjustmentType: 'PercentChangeInCapacity' },
      '-50% of the tasks below 3 messages',
    ],
    [
      { upperBound: 0, adjustment: 0 },
      { ...messages, adjustmentType: 'ExactCapacity' },
      '0 tasks below 5 messages',
    ],
    [{ lowerBound: 10, adjustment: 2 }, { threshold: 60 }, '+2 tasks from 70'],
    [
      { lowerBound: 10, adjustment: 2 },
      {},
      "+2 tasks from 10 over the alarm's threshold",
    ],
    [{ adjustment: 3 }, {}, '+3 tasks'],
  ])('%j with %j is "%s"', (step, alarm, words) => {
    expect(stepInWords(step, alarm)).toBe(words);
  });
});
