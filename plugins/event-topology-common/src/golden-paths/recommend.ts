import { GoldenPathFacts } from './profile';
import {
  Candidate,
  candidatesFor,
  GoldenPathOffer,
} from './recommend-candidates';
import { Verdict } from './recommend-criteria';
import { bestOf, fits, Judged, judgeAll } from './recommend-judgement';
import {
  GUIDE_CHOICES,
  GuideAnswers,
  GuideChoiceQuestion,
  GuideNumberQuestion,
  GuideQuestion,
  relevantAnswers,
  relevantQuestions,
} from './recommend-questions';

/** A golden path, with the choices in its form that make it fit. @public */
export interface AdvisedGoldenPath {
  entityRef: string;
  /** The template's title, with the variant's. */
  title: string;
  pattern: string;
  /** The variant's name, if it is one. */
  variant?: string;
  /** Values for the form. */
  values: Record<string, unknown>;
  /** What has to stand in front of it, so that the caller reaches it. */
  behind?: AdvisedGoldenPath;
}

/** Another answer that would change the advice. @public */
export interface ChangedAdvice {
  question: GuideQuestion;
  /** The other answer; for a number the figure at which the advice changes. */
  answer: string | number;
  /** For a number: on which side of that figure. */
  side?: 'above' | 'below';
  /** What would be advised then. */
  instead: AdvisedGoldenPath;
}

/** Why a golden path is not advised. @public */
export interface RefusedGoldenPath {
  goldenPath: AdvisedGoldenPath;
  /** Sentences, in the order of the questions. */
  reasons: string[];
}

/** What the guide says. @public */
export interface GuideAdvice {
  /** Absent while the goal is open, and when nothing fits. */
  recommendation?: AdvisedGoldenPath;
  /** Why, as sentences, the weightiest first. */
  reasons: string[];
  /** What speaks against it all the same, as sentences. */
  warnings: string[];
  /** The next best pattern. */
  runnerUp?: {
    goldenPath: AdvisedGoldenPath;
    /** What speaks against it, and not against the first choice, as sentences. */
    against: string[];
    /** What speaks for the first choice alone, as sentences. */
    lacks: string[];
  };
  /** One other answer each, in the order of the questions. */
  whatWouldChange: ChangedAdvice[];
  /** Every other pattern that is ruled out, nearest first. */
  refused: RefusedGoldenPath[];
}

/**
 * Says which golden path fits what a person knows. Whatever a golden path's
 * profile warns against rules it out; among the rest points decide. It is a
 * pure function of answers and profiles, and answers that do not matter for
 * the goal are ignored.
 *
 * @param offers - the golden paths to choose among; where two are as good, the
 * earlier one is advised
 * @public
 */
export function recommendGoldenPath(
  answers: GuideAnswers,
  offers: readonly GoldenPathOffer[],
): GuideAdvice {
  const relevant = relevantAnswers(answers);
  if (!relevant.goal) {
    return { reasons: [], warnings: [], whatWouldChange: [], refused: [] };
  }
  const judged = judgeAll(relevant, offers);
  const [best, ...others] = judged.filter(fits);
  const second = others.find(
    ({ candidate }) => candidate.offer !== best.candidate.offer,
  );
  return {
    recommendation: best && advised(best.candidate),
    reasons: best ? sentences(best.verdicts.filter(speaksFor)) : [],
    warnings: best ? sentences(best.verdicts.filter(warns)) : [],
    runnerUp: second && {
      goldenPath: advised(second.candidate),
      ...whyBehind(second, best),
    },
    whatWouldChange: whatWouldChange(relevant, offers, best),
    refused: refusedOf(judged),
  };
}

function advised({ offer, variant, behind }: Candidate): AdvisedGoldenPath {
  return {
    entityRef: offer.entityRef,
    title: variant ? `${offer.title}, ${variant.title}` : offer.title,
    pattern: offer.profile.pattern,
    variant: variant?.name,
    values: variant?.values ?? {},
    behind: behind && advised(behind),
  };
}

function speaksFor({ points }: Verdict): boolean {
  return points > 0;
}

function warns({ points, refused }: Verdict): boolean {
  return points <= 0 && !refused;
}

function sentences(verdicts: Verdict[]): string[] {
  return [...verdicts]
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .flatMap(({ sentence }) => sentence ?? []);
}

function whyBehind(second: Judged, best: Judged) {
  const pointsOf = (judged: Judged, question: GuideQuestion) =>
    judged.verdicts
      .filter(verdict => verdict.question === question)
      .reduce((sum, { points }) => sum + points, 0);
  const worse = ({ question }: Verdict) =>
    pointsOf(second, question) < pointsOf(best, question);
  return {
    against: sentences(
      second.verdicts.filter(verdict => verdict.points < 0 && worse(verdict)),
    ),
    lacks: sentences(
      best.verdicts.filter(verdict => verdict.points > 0 && worse(verdict)),
    ),
  };
}

/** Tries every other answer, one at a time. */
function whatWouldChange(
  answers: GuideAnswers,
  offers: readonly GoldenPathOffer[],
  best: Judged | undefined,
): ChangedAdvice[] {
  const insteadOf = (
    other: Partial<GuideAnswers>,
  ): AdvisedGoldenPath | undefined => {
    const given = relevantAnswers({ ...answers, ...other });
    const instead = bestOf(given, candidatesFor(offers, given.caller));
    const changes =
      instead &&
      (instead.offer !== best?.candidate.offer ||
        instead.variant !== best?.candidate.variant ||
        instead.behind?.offer !== best?.candidate.behind?.offer);
    return changes ? advised(instead) : undefined;
  };
  return relevantQuestions(answers)
    .filter(question => question !== 'goal')
    .flatMap(question =>
      isNumberQuestion(question)
        ? changesByNumber(question, answers[question], offers, insteadOf)
        : changesByChoice(question, answers[question], insteadOf),
    );
}

type InsteadOf = (
  other: Partial<GuideAnswers>,
) => AdvisedGoldenPath | undefined;

function changesByChoice(
  question: GuideChoiceQuestion,
  current: string | undefined,
  insteadOf: InsteadOf,
): ChangedAdvice[] {
  return GUIDE_CHOICES[question]
    .filter(choice => choice !== current)
    .flatMap(choice => {
      const instead = insteadOf({ [question]: choice });
      return instead ? [{ question, answer: choice, instead }] : [];
    });
}

/** A little more or less than a limit: enough to be on its other side. */
const NUDGE = 0.01;

/** The nearest limit above, and the nearest below, at which advice changes. */
function changesByNumber(
  question: GuideNumberQuestion,
  current: number | undefined,
  offers: readonly GoldenPathOffer[],
  insteadOf: InsteadOf,
): ChangedAdvice[] {
  const limits = limitsOf(question, offers);
  const above = limits.filter(limit => limit >= (current ?? 0));
  const below = limits
    .filter(limit => current !== undefined && limit <= current)
    .reverse();
  const firstChange = (
    candidates: number[],
    side: 'above' | 'below',
  ): ChangedAdvice[] => {
    for (const limit of candidates) {
      const beyond = limit * (side === 'above' ? 1 + NUDGE : 1 - NUDGE);
      const instead = insteadOf({ [question]: beyond });
      if (instead) {
        return [{ question, answer: limit, side, instead }];
      }
    }
    return [];
  };
  return [...firstChange(above, 'above'), ...firstChange(below, 'below')];
}

/** The figures at which some golden path's verdict changes, smallest first. */
function limitsOf(
  question: GuideNumberQuestion,
  offers: readonly GoldenPathOffer[],
): number[] {
  const figures = offers.flatMap(({ profile }) =>
    [
      profile.facts,
      ...(profile.variants ?? []).map(({ facts }) => facts),
    ].flatMap((facts: Partial<GoldenPathFacts>) =>
      question === 'eventsPerSecond'
        ? [facts.maxEventsPerSecond, facts.worthwhileFromEventsPerSecond]
        : [facts.maxProcessingSeconds, facts.worthwhileFromProcessingSeconds],
    ),
  );
  return [...new Set(figures.flatMap(figure => figure?.value ?? []))].sort(
    (a, b) => a - b,
  );
}

function isNumberQuestion(
  question: GuideQuestion,
): question is GuideNumberQuestion {
  return question === 'eventsPerSecond' || question === 'processingSeconds';
}

/** One entry for each pattern that fits in no way: the way that comes nearest. */
function refusedOf(judged: Judged[]): RefusedGoldenPath[] {
  const seen = new Set(
    judged.filter(fits).map(({ candidate }) => candidate.offer),
  );
  return judged.flatMap(({ candidate, refusals }) => {
    if (seen.has(candidate.offer)) {
      return [];
    }
    seen.add(candidate.offer);
    return [
      {
        goldenPath: advised(candidate),
        reasons: refusals.flatMap(({ sentence }) => sentence ?? []),
      },
    ];
  });
}
