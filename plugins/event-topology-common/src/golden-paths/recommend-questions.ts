import {
  GOLDEN_PATH_ANSWERS,
  GOLDEN_PATH_CALLERS,
  GOLDEN_PATH_CONSUMERS,
  GOLDEN_PATH_FILTERS,
  GOLDEN_PATH_RATE_OWNERS,
  GOLDEN_PATH_ROLES,
} from './profile';

/**
 * The questions of the *Which pattern?* guide that have choices, with their
 * choices, in the order in which they are asked.
 *
 * - `goal`: what is to be built
 * - `caller`: who calls
 * - `answer`: what the caller needs back; `data-at-once` is data within the call
 * - `loss`: whether an event may be lost, or must even be readable again
 * - `order`: whether events must be handled in the order they came
 * - `rateOwner`: who decides how fast events arrive
 * - `consumer`: what the consumer is
 * - `consumers`: how many need the same event
 * - `filter`: by what events are chosen
 *
 * @public
 */
export const GUIDE_CHOICES = {
  goal: GOLDEN_PATH_ROLES,
  caller: GOLDEN_PATH_CALLERS,
  answer: [...GOLDEN_PATH_ANSWERS, 'data-at-once'],
  loss: ['acceptable', 'never', 'never-and-replay'],
  order: ['free', 'kept'],
  rateOwner: GOLDEN_PATH_RATE_OWNERS,
  consumer: ['http-internet', 'http-private', 'worker'],
  consumers: GOLDEN_PATH_CONSUMERS,
  filter: GOLDEN_PATH_FILTERS,
} as const;

/** @public */
export type GuideChoiceQuestion = keyof typeof GUIDE_CHOICES;

/** @public */
export type GuideNumberQuestion = 'eventsPerSecond' | 'processingSeconds';

/** @public */
export type GuideQuestion = GuideChoiceQuestion | GuideNumberQuestion;

/**
 * What a person knows. Everything may be left open.
 *
 * @public
 */
export type GuideAnswers = {
  [Q in GuideChoiceQuestion]?: (typeof GUIDE_CHOICES)[Q][number];
} & {
  /** At the peak. */
  eventsPerSecond?: number;
  /** What one event takes. */
  processingSeconds?: number;
};

const OF_A_PRODUCER: GuideQuestion[] = ['goal', 'eventsPerSecond'];

const OF_A_ROUTER: GuideQuestion[] = [
  'goal',
  'caller',
  'eventsPerSecond',
  'loss',
  'order',
  'consumers',
  'filter',
];

/** A workflow keeps its own order, and calls one worker for one step. */
const OF_A_STEP: GuideQuestion[] = [
  'goal',
  'caller',
  'answer',
  'eventsPerSecond',
  'processingSeconds',
  'loss',
  'rateOwner',
];

const OF_A_CONSUMER: GuideQuestion[] = [
  'goal',
  'caller',
  'answer',
  'eventsPerSecond',
  'processingSeconds',
  'loss',
  'order',
  'rateOwner',
  'consumer',
  'consumers',
  'filter',
];

/**
 * The questions that matter, given what is answered already, in the order in
 * which they are asked.
 *
 * @public
 */
export function relevantQuestions(answers: GuideAnswers): GuideQuestion[] {
  switch (answers.goal) {
    case undefined:
      return ['goal'];
    case 'producer':
      return OF_A_PRODUCER;
    case 'router':
      return OF_A_ROUTER;
    default:
      return answers.caller === 'workflow' || answers.caller === 'workflows'
        ? OF_A_STEP
        : OF_A_CONSUMER;
  }
}

/** The answers to the questions that matter. @public */
export function relevantAnswers(answers: GuideAnswers): GuideAnswers {
  return Object.fromEntries(
    relevantQuestions(answers)
      .filter(question => answers[question] !== undefined)
      .map(question => [question, answers[question]]),
  );
}
