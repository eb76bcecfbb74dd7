import { durationInWords } from '../health/duration-in-words';
import { quantity } from '../health/quantity';
import { Candidate, routerInFront } from './recommend-candidates';
import { GuideAnswers, GuideQuestion } from './recommend-questions';
import { GoldenPathCaller, GoldenPathLimit } from './profile';

/** What one answer says of one candidate. */
export interface Verdict {
  question: GuideQuestion;
  /** Above 0 speaks for it, below 0 against it. */
  points: number;
  /** True when the answer rules it out, whatever else speaks for it. */
  refused?: boolean;
  /** Why, as a sentence; absent where there is nothing worth saying. */
  sentence?: string;
}

type Criterion = (
  answers: GuideAnswers,
  candidate: Candidate,
) => Omit<Verdict, 'question'> | undefined;

const CALLER: Record<GoldenPathCaller, string> = {
  bus: 'an event bus',
  topic: 'a topic',
  service: 'a service directly',
  client: 'browsers and devices',
  'aws-service': 'AWS services',
  workflow: 'a workflow',
  workflows: 'several workflows',
};

const ANSWER = {
  'exit-status': 'an exit status',
  data: 'data',
} as const;

const CONSUMERS = {
  one: 'one consumer',
  several: 'several consumers',
  'very-many': 'very many consumers',
} as const;

function article(role: 'consumer' | 'producer' | 'router'): string {
  return `a ${role}`;
}

const refuse = (sentence: string) => ({ points: 0, refused: true, sentence });

const goal: Criterion = (answers, { facts }) => {
  if (!answers.goal) {
    return undefined;
  }
  if (!facts.roles.includes(answers.goal)) {
    return refuse(
      `It makes ${article(facts.roles[0])}, not ${article(answers.goal)}.`,
    );
  }
  return facts.roles[0] === answers.goal ? { points: 1 } : { points: 0 };
};

const caller: Criterion = ({ caller: from, goal: role }, candidate) => {
  const { facts, behind } = candidate;
  if (role === 'producer') {
    return undefined;
  }
  if (!from) {
    // A bus is the usual caller; the rest must be asked for.
    return { points: facts.callers.includes('bus') ? 0 : -2 };
  }
  if (behind) {
    return { points: -3 };
  }
  if (!facts.callers.includes(from)) {
    return refuse(`It is not called by ${CALLER[from]}.`);
  }
  return facts.madeFor?.callers?.includes(from)
    ? { points: 2, sentence: `It is made for ${CALLER[from]}.` }
    : { points: 0 };
};

const answer: Criterion = ({ answer: wanted }, { facts }) => {
  switch (wanted) {
    case undefined:
    case 'none':
      return undefined;
    case 'data-at-once':
      return refuse(
        'It gives no answer within the call. Keep that call synchronous, and publish what happened as an event.',
      );
    default:
      return facts.answers.includes(wanted)
        ? { points: 2, sentence: `The caller gets ${ANSWER[wanted]} back.` }
        : refuse(`The caller does not get ${ANSWER[wanted]} back.`);
  }
};

const eventsPerSecond: Criterion = ({ eventsPerSecond: rate }, { facts }) => {
  if (rate === undefined) {
    return unlessKnown(facts.worthwhileFromEventsPerSecond);
  }
  return (
    beyond(facts.maxEventsPerSecond, rate) ??
    worthwhile(facts.worthwhileFromEventsPerSecond, rate, {
      enough: () => `${quantity(rate, 'event')} a second are worth it.`,
      points: -3,
    })
  );
};

const processingSeconds: Criterion = (
  { processingSeconds: seconds },
  { facts },
) => {
  if (seconds === undefined) {
    return unlessKnown(facts.worthwhileFromProcessingSeconds);
  }
  return (
    beyond(facts.maxProcessingSeconds, seconds) ??
    worthwhile(facts.worthwhileFromProcessingSeconds, seconds, {
      enough: () =>
        `Work of ${durationInWords(seconds)} is worth a task of its own.`,
      points: -4,
    })
  );
};

function beyond(limit: GoldenPathLimit | undefined, value: number) {
  if (!limit || value <= limit.value) {
    return undefined;
  }
  return limit.raisable
    ? {
        points: -1,
        sentence: `${limit.reason} Ask AWS for more before you rely on it.`,
      }
    : refuse(limit.reason);
}

/** What is worth it only from some figure on must be asked for. */
function unlessKnown(limit: GoldenPathLimit | undefined) {
  return limit && { points: -1 };
}

function worthwhile(
  limit: GoldenPathLimit | undefined,
  value: number,
  verdict: { enough: () => string; points: number },
) {
  if (!limit) {
    return undefined;
  }
  return value < limit.value
    ? { points: verdict.points, sentence: limit.reason }
    : { points: 3, sentence: verdict.enough() };
}

const loss: Criterion = ({ loss: allowed, goal: role }, { facts }) => {
  if (role === 'producer' || allowed === 'acceptable') {
    return undefined;
  }
  if (allowed === undefined) {
    const points = { started: -1, accepted: 0, handled: 1 };
    return role === 'router' ? undefined : { points: points[facts.keptUntil] };
  }
  switch (facts.keptUntil) {
    case 'started':
      return refuse(
        'An event is gone once its task has started, whatever becomes of the task.',
      );
    case 'accepted':
      return {
        points: 0,
        sentence:
          role === 'router'
            ? undefined
            : 'An event is safe until the consumer has accepted it; from then on the consumer must keep it.',
      };
    default:
      return {
        points: 2,
        sentence: 'An event is kept until the consumer says that it is done.',
      };
  }
};

const replay: Criterion = ({ loss: allowed, caller: from }, candidate) => {
  if (allowed !== 'never-and-replay') {
    return undefined;
  }
  if (candidate.facts.replayable) {
    return { points: 2, sentence: 'Past events can be read again.' };
  }
  return routerInFront(candidate, from) === 'bus'
    ? {
        points: -1,
        sentence:
          'Past events can be replayed only when the bus in front has an archive.',
      }
    : refuse('Past events cannot be read again.');
};

const order: Criterion = ({ order: wanted, caller: from }, candidate) => {
  // EventBridge keeps no order.
  const ordered =
    candidate.facts.ordered && routerInFront(candidate, from) !== 'bus';
  switch (wanted) {
    case 'kept':
      return ordered
        ? {
            points: 3,
            sentence: 'Events of one group are handled in the order they came.',
          }
        : refuse('It keeps no order.');
    case 'free':
      return ordered
        ? { points: -3, sentence: 'It keeps an order that you do not need.' }
        : undefined;
    default:
      return ordered ? { points: -2 } : undefined;
  }
};

const rateOwner: Criterion = ({ rateOwner: wanted }, { facts }) => {
  switch (wanted) {
    case 'consumer':
      return facts.rateOwner === 'consumer'
        ? {
            points: 4,
            sentence: 'The consumer takes work at its own pace.',
          }
        : refuse('The sender decides how fast work arrives.');
    case 'sender':
      return facts.rateOwner === 'sender'
        ? { points: 1, sentence: 'Work arrives as fast as it is sent.' }
        : { points: -1, sentence: 'Work waits until the consumer takes it.' };
    default:
      return undefined;
  }
};

const consumer: Criterion = ({ consumer: form }, { facts }) => {
  const { endpoint } = facts;
  if (!endpoint) {
    return form === 'http-internet' || form === 'http-private'
      ? {
          points: -1,
          sentence:
            'It needs a worker that takes messages, beside the HTTP service that is there.',
        }
      : undefined;
  }
  switch (form) {
    case 'worker':
      return refuse('It calls an HTTP service.');
    case 'http-private':
      return endpoint === 'private'
        ? {
            points: 4,
            sentence:
              'It calls the HTTP service that is there, without putting it on the internet.',
          }
        : refuse('It calls the HTTP service over the internet.');
    case 'http-internet':
      return {
        points: endpoint === 'internet' ? 4 : 3,
        sentence: 'It calls the HTTP service that is there.',
      };
    default:
      return { points: -1 };
  }
};

const consumers: Criterion = ({ consumers: number, ...answers }, candidate) => {
  if (!number) {
    return undefined;
  }
  const { facts } = candidate;
  const router = routerInFront(candidate, answers.caller);
  if (!router && !facts.consumers.includes(number)) {
    return refuse('It gives each message to one consumer alone.');
  }
  if (facts.madeFor?.consumers) {
    return facts.madeFor.consumers.includes(number)
      ? {
          points: 2,
          sentence: `It is made for ${CONSUMERS[number]} of the same event.`,
        }
      : { points: -1 };
  }
  if (router === 'bus' && number === 'very-many') {
    return {
      points: -2,
      sentence:
        'A bus has 300 rules by default; a topic takes millions of subscribers.',
    };
  }
  if (router && number !== 'one') {
    return {
      points: 1,
      sentence: `The ${router} in front gives every consumer a copy of its own.`,
    };
  }
  return undefined;
};

const filter: Criterion = ({ filter: wanted, ...answers }, candidate) => {
  if (!wanted || wanted === 'none') {
    return undefined;
  }
  const router = routerInFront(candidate, answers.caller);
  if (router === 'bus' || candidate.facts.filter === 'content') {
    return {
      points: 1,
      sentence: 'The bus chooses events by any field of their content.',
    };
  }
  if (wanted === 'content') {
    return refuse('It does not choose events by their content.');
  }
  return router === 'topic' || candidate.facts.filter === 'attributes'
    ? { points: 1, sentence: 'The topic chooses messages by attributes.' }
    : refuse('It does not choose between events.');
};

const CRITERIA: [GuideQuestion, Criterion][] = [
  ['goal', goal],
  ['caller', caller],
  ['answer', answer],
  ['eventsPerSecond', eventsPerSecond],
  ['processingSeconds', processingSeconds],
  ['loss', loss],
  ['loss', replay],
  ['order', order],
  ['rateOwner', rateOwner],
  ['consumer', consumer],
  ['consumers', consumers],
  ['filter', filter],
];

/** The verdicts on a candidate, in the order of the questions, as they are asked for. */
export function* judge(
  answers: GuideAnswers,
  candidate: Candidate,
): Generator<Verdict> {
  for (const [question, criterion] of CRITERIA) {
    const verdict = criterion(answers, candidate);
    if (verdict) {
      yield { question, ...verdict };
    }
  }
}
