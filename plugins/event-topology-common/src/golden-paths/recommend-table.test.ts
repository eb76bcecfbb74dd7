import { offers, templateOffers } from './__fixtures__/profiles';
import { recommendGoldenPath } from './recommend';
import {
  Candidate,
  candidatesFor,
  routerInFront,
} from './recommend-candidates';
import { bestOf } from './recommend-judgement';
import {
  GUIDE_CHOICES,
  GuideAnswers,
  GuideQuestion,
  relevantAnswers,
  relevantQuestions,
} from './recommend-questions';

/** One figure on each side of every limit that a profile has. */
const FIGURES = {
  eventsPerSecond: [0.5, 10, 100, 500, 2_000, 5_000],
  processingSeconds: [1, 30, 600, 50_000],
};

const choicesOf = (question: GuideQuestion): readonly (string | number)[] =>
  question in FIGURES
    ? FIGURES[question as keyof typeof FIGURES]
    : GUIDE_CHOICES[question as keyof typeof GUIDE_CHOICES];

/** All ways to answer these questions. */
function* answersTo(
  questions: readonly GuideQuestion[],
  given: GuideAnswers = {},
): Generator<GuideAnswers> {
  const [question, ...others] = questions;
  if (!question) {
    yield given;
    return;
  }
  for (const choice of choicesOf(question)) {
    yield* answersTo(others, { ...given, [question]: choice });
  }
}

/** Every person who answers every question that matters. */
function* completeAnswers(): Generator<GuideAnswers> {
  for (const goal of GUIDE_CHOICES.goal) {
    const callers = goal === 'producer' ? [undefined] : GUIDE_CHOICES.caller;
    for (const caller of callers) {
      const given: GuideAnswers = { goal, caller };
      yield* answersTo(
        relevantQuestions(given).filter(question => !(question in given)),
        given,
      );
    }
  }
}

/** Every person who answers up to three questions and leaves the rest open. */
function* sparseAnswers(): Generator<GuideAnswers> {
  for (const goal of GUIDE_CHOICES.goal) {
    const questions = relevantQuestions({ goal }).filter(
      question => question !== 'goal',
    );
    yield { goal };
    for (const [i, first] of questions.entries()) {
      yield* answersTo([first], { goal });
      for (const [j, second] of questions.slice(i + 1).entries()) {
        yield* answersTo([first, second], { goal });
        for (const third of questions.slice(i + j + 2)) {
          yield* answersTo([first, second, third], { goal });
        }
      }
    }
  }
}

/**
 * What the table of patterns warns against, row by row: true for advice that
 * must never be given.
 */
const WARNINGS: Record<
  string,
  (answers: GuideAnswers, advice: Candidate) => boolean
> = {
  'an HTTP consumer that needs more than 5 s': (
    { processingSeconds = 0 },
    { facts },
  ) => facts.delivery === 'push-http' && processingSeconds > 5,

  'client ingestion for producers that have IAM roles': (
    { caller },
    { variant },
  ) => variant?.name === 'client-ingestion' && caller !== 'client',

  'a service on the internet that must not be there': (
    { consumer },
    { facts },
  ) => consumer === 'http-private' && facts.endpoint === 'internet',

  'a queue alone for a message that several consumers need': (
    { consumers = 'one', caller },
    advice,
  ) =>
    advice.offer.profile.pattern === 'queue-worker' &&
    consumers !== 'one' &&
    routerInFront(advice, caller) === undefined,

  'a task for each of many events a second': (
    { eventsPerSecond = 0 },
    { facts },
  ) =>
    ['run-task', 'workflow'].includes(facts.delivery) && eventsPerSecond > 20,

  'a task for each event where the event must not be lost': (
    { loss },
    { facts },
  ) => facts.delivery === 'run-task' && Boolean(loss?.startsWith('never')),

  'anything at all for a result that is needed in milliseconds': ({ answer }) =>
    answer === 'data-at-once',

  'a bus of its own for the events of AWS services': (
    { caller },
    { offer, behind },
  ) =>
    caller === 'aws-service' &&
    [offer, behind?.offer].some(one => one?.profile.pattern === 'event-bus'),

  'a topic where content must be filtered richly': (
    { filter, caller },
    advice,
  ) =>
    filter === 'content' &&
    advice.facts.delivery === 'fanout' &&
    routerInFront(advice, caller) !== 'bus',

  'a stream where filtering at the router is wanted': (
    { filter = 'none' },
    { facts },
  ) => facts.delivery === 'stream' && filter !== 'none',

  'a pattern that gives nothing back where an answer is needed': (
    { answer = 'none' },
    { facts },
  ) => answer !== 'none' && !['workflow', 'activity'].includes(facts.delivery),

  'a workflow step or an activity where no workflow calls': (
    { caller },
    { facts },
  ) =>
    ['workflow', 'activity'].includes(facts.delivery) &&
    caller !== undefined &&
    !caller.startsWith('workflow'),

  'a push where the consumer owns its rate': ({ rateOwner }, { facts }) =>
    rateOwner === 'consumer' &&
    ['push-http', 'run-task', 'workflow'].includes(facts.delivery),

  'a way that keeps no order where order must hold': (
    { order, caller },
    advice,
  ) =>
    order === 'kept' &&
    !caller?.startsWith('workflow') &&
    (!advice.facts.ordered || routerInFront(advice, caller) === 'bus'),

  'a queue for work that outlasts its visibility timeout': (
    { processingSeconds = 0 },
    { facts },
  ) =>
    ['pull', 'fanout'].includes(facts.delivery) && processingSeconds > 43_200,

  'something else than what is to be built': ({ goal }, { facts }) =>
    !facts.roles.includes(goal!),
};

/** What the guide judges best for somebody, if anything fits. */
function bestFor(answers: GuideAnswers, among = offers): Candidate | undefined {
  const relevant = relevantAnswers(answers);
  return bestOf(relevant, candidatesFor(among, relevant.caller));
}

/** The warnings that advice goes against, each with the first who got it. */
class IgnoredWarnings {
  readonly first: Record<string, GuideAnswers> = {};

  check(answers: GuideAnswers, advice: Candidate): void {
    for (const [warning, isIgnored] of Object.entries(WARNINGS)) {
      if (isIgnored(relevantAnswers(answers), advice)) {
        this.first[warning] ??= answers;
      }
    }
  }
}

const nameOf = (pattern: string, variant?: string) =>
  variant ? `${pattern}, ${variant}` : pattern;

describe('the guide against the table of patterns', () => {
  it('never advises what the table warns against, and everything to somebody', () => {
    const ignored = new IgnoredWarnings();
    const advised = new Set<string>();
    let people = 0;
    for (const answers of completeAnswers()) {
      people++;
      const advice = bestFor(answers);
      if (advice) {
        ignored.check(answers, advice);
        advised.add(nameOf(advice.offer.profile.pattern, advice.variant?.name));
      }
    }
    expect(people).toBe(158_946);
    expect(ignored.first).toEqual({});
    expect([...advised].sort()).toEqual(
      offers
        .flatMap(({ profile: { pattern, variants = [] } }) => [
          nameOf(pattern),
          ...variants.map(variant => nameOf(pattern, variant.name)),
        ])
        .sort(),
    );
  });

  it('never does when only some questions are answered', () => {
    const ignored = new IgnoredWarnings();
    for (const answers of sparseAnswers()) {
      const advice = bestFor(answers);
      if (advice) {
        ignored.check(answers, advice);
      }
    }
    expect(ignored.first).toEqual({});
  });

  it('never does with the golden paths of this repository', () => {
    const ignored = new IgnoredWarnings();
    for (const answers of completeAnswers()) {
      const advice = bestFor(answers, templateOffers);
      if (advice) {
        ignored.check(answers, advice);
      }
    }
    expect(templateOffers.length).toBeGreaterThan(0);
    expect(ignored.first).toEqual({});
  });

  it('recommends what it judges best', () => {
    const people = [...sparseAnswers()].filter((_, index) => index % 97 === 0);
    expect(
      people.map(
        answers => recommendGoldenPath(answers, offers).recommendation?.pattern,
      ),
    ).toEqual(people.map(answers => bestFor(answers)?.offer.profile.pattern));
  });
});
