import {
  Candidate,
  candidatesFor,
  GoldenPathOffer,
} from './recommend-candidates';
import { judge, Verdict } from './recommend-criteria';
import { GuideAnswers } from './recommend-questions';

/** A candidate, and what the answers say of it. */
export interface Judged {
  candidate: Candidate;
  verdicts: Verdict[];
  points: number;
  refusals: Verdict[];
}

/** All candidates: those that fit by points, then the rest by what is wrong. */
export function judgeAll(
  answers: GuideAnswers,
  offers: readonly GoldenPathOffer[],
): Judged[] {
  return candidatesFor(offers, answers.caller)
    .map(candidate => {
      const verdicts = [...judge(answers, candidate)];
      return {
        candidate,
        verdicts,
        points: verdicts.reduce((sum, { points }) => sum + points, 0),
        refusals: verdicts.filter(({ refused }) => refused),
      };
    })
    .sort(
      (a, b) =>
        a.refusals.length - b.refusals.length ||
        preference(b.points, b.candidate) - preference(a.points, a.candidate),
    );
}

/**
 * The first of the candidates that fit, without a word on the others: quick
 * enough to be asked for every other answer that somebody might give.
 */
export function bestOf(
  answers: GuideAnswers,
  candidates: readonly Candidate[],
): Candidate | undefined {
  let best: Candidate | undefined;
  let most = -Infinity;
  for (const candidate of candidates) {
    const points = pointsUnlessRefused(answers, candidate);
    if (points !== undefined && preference(points, candidate) > most) {
      most = preference(points, candidate);
      best = candidate;
    }
  }
  return best;
}

function pointsUnlessRefused(
  answers: GuideAnswers,
  candidate: Candidate,
): number | undefined {
  let sum = 0;
  for (const { points, refused } of judge(answers, candidate)) {
    if (refused) {
      return undefined;
    }
    sum += points;
  }
  return sum;
}

/** Where points are equal, what needs nothing in front comes first. */
function preference(points: number, candidate: Candidate): number {
  return points - (candidate.behind ? 0.5 : 0);
}

/** Nothing rules it out. */
export function fits(judged: Judged): boolean {
  return judged.refusals.length === 0;
}
