import {
  GUIDE_CHOICES,
  GuideAnswers,
  GuideChoiceQuestion,
  GuideQuestion,
} from '@ecs-eda/plugin-event-topology-common';

const NUMBERS = ['eventsPerSecond', 'processingSeconds'] as const;

/**
 * The answers in the address of the page. What is no answer to any question is
 * passed over: an old link still opens.
 */
export function answersIn(search: URLSearchParams): GuideAnswers {
  const choices = (Object.keys(GUIDE_CHOICES) as GuideChoiceQuestion[]).flatMap(
    question => {
      const value = search.get(question);
      const known: readonly string[] = GUIDE_CHOICES[question];
      return value !== null && known.includes(value) ? [[question, value]] : [];
    },
  );
  const numbers = NUMBERS.flatMap(question => {
    const value = Number(search.get(question) ?? NaN);
    return Number.isFinite(value) && value > 0 ? [[question, value]] : [];
  });
  return Object.fromEntries([...choices, ...numbers]);
}

/** The address with another answer; undefined leaves the question open again. */
export function withAnswer(
  search: URLSearchParams,
  question: GuideQuestion,
  value: string | number | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === undefined) {
    next.delete(question);
  } else {
    next.set(question, String(value));
  }
  return next;
}
