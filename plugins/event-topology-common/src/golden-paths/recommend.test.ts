import { offers } from './__fixtures__/profiles';
import { recommendGoldenPath } from './recommend';
import { GuideAnswers } from './recommend-questions';

const adviceOn = (answers: GuideAnswers) =>
  recommendGoldenPath(answers, offers);

/** `queue-worker+fifo`, `private-api behind event-bus`. */
const nameOf = (answers: GuideAnswers) => {
  const { recommendation } = adviceOn(answers);
  if (!recommendation) {
    return 'nothing';
  }
  const name = ({ pattern, variant }: typeof recommendation) =>
    [pattern, variant].filter(Boolean).join('+');
  return recommendation.behind
    ? `${name(recommendation)} behind ${name(recommendation.behind)}`
    : name(recommendation);
};

describe('recommendGoldenPath', () => {
  it('says nothing before it knows what is to be built', () => {
    expect(adviceOn({ caller: 'bus', eventsPerSecond: 10 })).toEqual({
      reasons: [],
      warnings: [],
      whatWouldChange: [],
      refused: [],
    });
  });

  it.each<[string, GuideAnswers]>([
    ['event-producer', { goal: 'producer' }],
    ['event-bus', { goal: 'router', caller: 'service' }],
    ['event-bus', { goal: 'router', caller: 'service', filter: 'content' }],
    [
      'topic-fanout',
      { goal: 'router', caller: 'service', consumers: 'very-many' },
    ],
    ['topic-fanout+fifo', { goal: 'router', caller: 'service', order: 'kept' }],
    [
      'event-bus behind public-api+client-ingestion',
      { goal: 'router', caller: 'client' },
    ],
    ['queue-worker', { goal: 'consumer', caller: 'bus' }],
    ['queue-worker', { goal: 'consumer', caller: 'bus', loss: 'acceptable' }],
    ['queue-worker', { goal: 'consumer', caller: 'aws-service' }],
    ['queue-worker', { goal: 'consumer', caller: 'topic' }],
    ['queue-worker', { goal: 'consumer', caller: 'service' }],
    [
      'queue-worker',
      {
        goal: 'consumer',
        caller: 'bus',
        rateOwner: 'consumer',
        consumer: 'http-private',
      },
    ],
    [
      'queue-worker+fifo',
      {
        goal: 'consumer',
        caller: 'service',
        order: 'kept',
        eventsPerSecond: 10,
      },
    ],
    [
      'public-api',
      {
        goal: 'consumer',
        caller: 'bus',
        consumer: 'http-internet',
        processingSeconds: 0.2,
      },
    ],
    [
      'private-api',
      {
        goal: 'consumer',
        caller: 'bus',
        consumer: 'http-private',
        processingSeconds: 0.2,
      },
    ],
    [
      'private-api behind event-bus',
      {
        goal: 'consumer',
        caller: 'service',
        consumer: 'http-private',
        consumers: 'several',
        filter: 'content',
      },
    ],
    [
      'public-api+client-ingestion',
      { goal: 'consumer', caller: 'client', consumer: 'http-internet' },
    ],
    [
      'queue-worker behind public-api+client-ingestion',
      { goal: 'consumer', caller: 'client', processingSeconds: 30 },
    ],
    [
      'event-task',
      {
        goal: 'consumer',
        caller: 'aws-service',
        eventsPerSecond: 0.01,
        processingSeconds: 600,
        loss: 'acceptable',
      },
    ],
    [
      'queue-worker',
      {
        goal: 'consumer',
        caller: 'aws-service',
        eventsPerSecond: 0.01,
        processingSeconds: 600,
        loss: 'never',
      },
    ],
    [
      'workflow-task',
      {
        goal: 'consumer',
        caller: 'workflow',
        answer: 'data',
        processingSeconds: 300,
        eventsPerSecond: 0.1,
      },
    ],
    [
      'activity-worker',
      {
        goal: 'consumer',
        caller: 'workflows',
        answer: 'data',
        eventsPerSecond: 100,
      },
    ],
    [
      'activity-worker',
      {
        goal: 'consumer',
        caller: 'workflow',
        eventsPerSecond: 100,
        processingSeconds: 0.5,
      },
    ],
    [
      'topic-fanout',
      { goal: 'consumer', caller: 'service', consumers: 'several' },
    ],
    [
      'topic-fanout',
      { goal: 'consumer', caller: 'service', consumers: 'very-many' },
    ],
    [
      'topic-fanout+fifo',
      {
        goal: 'consumer',
        caller: 'service',
        consumers: 'several',
        order: 'kept',
        eventsPerSecond: 50,
      },
    ],
    [
      'stream-consumer',
      {
        goal: 'consumer',
        caller: 'service',
        order: 'kept',
        eventsPerSecond: 5_000,
      },
    ],
    [
      'stream-consumer',
      {
        goal: 'consumer',
        caller: 'service',
        loss: 'never-and-replay',
        order: 'kept',
      },
    ],
    [
      'queue-worker',
      {
        goal: 'consumer',
        caller: 'service',
        order: 'free',
        eventsPerSecond: 5_000,
      },
    ],
    ['nothing', { goal: 'consumer', caller: 'bus', answer: 'data-at-once' }],
    ['nothing', { goal: 'router', caller: 'aws-service' }],
    ['nothing', { goal: 'consumer', caller: 'bus', order: 'kept' }],
  ])('advises %s for %p', (expected, answers) => {
    expect(nameOf(answers)).toBe(expected);
  });

  it('gives its reasons, the weightiest first', () => {
    const { reasons } = adviceOn({
      goal: 'consumer',
      caller: 'bus',
      rateOwner: 'consumer',
      loss: 'never',
    });
    expect(reasons).toEqual([
      'The consumer takes work at its own pace.',
      'An event is kept until the consumer says that it is done.',
    ]);
  });

  it('names the runner-up and why it comes second', () => {
    const { recommendation, runnerUp } = adviceOn({
      goal: 'consumer',
      caller: 'bus',
      consumer: 'http-internet',
      processingSeconds: 1,
      eventsPerSecond: 50,
    });
    expect(recommendation!.pattern).toBe('public-api');
    expect(runnerUp!.goldenPath.pattern).toBe('private-api');

    const { runnerUp: next } = adviceOn({
      goal: 'consumer',
      caller: 'bus',
      consumer: 'http-private',
      processingSeconds: 1,
    });
    expect(next).toMatchObject({
      goldenPath: { pattern: 'queue-worker' },
      against: [
        'It needs a worker that takes messages, beside the HTTP service that is there.',
      ],
      lacks: [
        'It calls the HTTP service that is there, without putting it on the internet.',
      ],
    });
  });

  it('says at which figure the advice changes', () => {
    const { whatWouldChange } = adviceOn({
      goal: 'consumer',
      caller: 'bus',
      consumer: 'http-private',
      processingSeconds: 1,
      eventsPerSecond: 50,
    });
    expect(whatWouldChange).toContainEqual(
      expect.objectContaining({
        question: 'processingSeconds',
        answer: 5,
        side: 'above',
        instead: expect.objectContaining({ pattern: 'queue-worker' }),
      }),
    );
    expect(whatWouldChange).toContainEqual(
      expect.objectContaining({
        question: 'eventsPerSecond',
        answer: 300,
        side: 'above',
      }),
    );
  });

  it('says which other answer would change the advice', () => {
    const { whatWouldChange } = adviceOn({
      goal: 'consumer',
      caller: 'service',
    });
    expect(whatWouldChange).toContainEqual({
      question: 'order',
      answer: 'kept',
      instead: expect.objectContaining({
        pattern: 'queue-worker',
        variant: 'fifo',
        values: { fifo: true },
      }),
    });
  });

  it('keeps what it says about changes: the changed answer gives the changed advice', () => {
    const answers: GuideAnswers = {
      goal: 'consumer',
      caller: 'bus',
      consumer: 'http-private',
      processingSeconds: 1,
      eventsPerSecond: 50,
    };
    for (const change of adviceOn(answers).whatWouldChange) {
      const answer =
        typeof change.answer === 'number'
          ? change.answer * (change.side === 'above' ? 1.001 : 0.999)
          : change.answer;
      expect(
        adviceOn({ ...answers, [change.question]: answer }).recommendation,
      ).toEqual(change.instead);
    }
  });

  it('warns of a quota that must be raised', () => {
    expect(
      adviceOn({ goal: 'producer', eventsPerSecond: 5_000 }).warnings,
    ).toEqual([expect.stringMatching(/PutEvents.*Ask AWS for more/)]);
  });

  it('says why the others are ruled out, when nothing fits too', () => {
    const { recommendation, refused } = adviceOn({
      goal: 'router',
      caller: 'aws-service',
    });
    expect(recommendation).toBeUndefined();
    expect(
      refused.find(({ goldenPath }) => goldenPath.pattern === 'event-bus'),
    ).toMatchObject({ reasons: ['It is not called by AWS services.'] });
    expect(refused).toHaveLength(offers.length);
  });

  it('ignores answers to questions that do not matter', () => {
    expect(
      adviceOn({ goal: 'consumer', caller: 'workflow', filter: 'content' }),
    ).toEqual(adviceOn({ goal: 'consumer', caller: 'workflow' }));
  });

  it('says nothing fits when there is nothing to choose from', () => {
    expect(recommendGoldenPath({ goal: 'producer' }, [])).toEqual({
      recommendation: undefined,
      reasons: [],
      warnings: [],
      runnerUp: undefined,
      whatWouldChange: [],
      refused: [],
    });
  });
});
