import {
  GoldenPathCaller,
  GoldenPathFacts,
  GoldenPathProfile,
  GoldenPathVariant,
} from './profile';

/** A golden path that can be had. @public */
export interface GoldenPathOffer {
  /** Of the Template entity. */
  entityRef: string;
  title: string;
  profile: GoldenPathProfile;
}

/** One way to solve the task. */
export interface Candidate {
  offer: GoldenPathOffer;
  variant?: GoldenPathVariant;
  facts: GoldenPathFacts;
  /** What has to stand in front, so that the caller reaches it by a bus. */
  behind?: Candidate;
}

/**
 * Every golden path in each of its variants; and those that a bus calls once
 * more behind what gives the caller a bus.
 */
export function candidatesFor(
  offers: readonly GoldenPathOffer[],
  caller: GoldenPathCaller | undefined,
): Candidate[] {
  const direct = offers.flatMap(candidatesOf);
  if (caller === undefined) {
    return direct;
  }
  const openers = direct.filter(candidate =>
    candidate.facts.opensBusFor?.includes(caller),
  );
  const behindBus = direct.filter(({ facts }) => facts.callers.includes('bus'));
  return [
    ...direct,
    ...behindBus.flatMap(candidate =>
      openers
        .filter(opener => opener.offer !== candidate.offer)
        .map(opener => ({ ...candidate, behind: opener })),
    ),
  ];
}

function candidatesOf(offer: GoldenPathOffer): Candidate[] {
  const { facts, variants = [] } = offer.profile;
  return [
    { offer, facts },
    ...variants.map(variant => ({
      offer,
      variant,
      facts: { ...facts, ...variant.facts },
    })),
  ];
}

/**
 * What stands between the caller and the code. A bus gives every rule its own
 * copy and filters by content, a topic every subscription by attributes, so
 * what hangs behind one needs neither itself.
 */
export function routerInFront(
  candidate: Candidate,
  caller: GoldenPathCaller | undefined,
): 'bus' | 'topic' | undefined {
  if (
    candidate.behind ||
    caller === 'bus' ||
    caller === 'aws-service' ||
    (caller && candidate.facts.opensBusFor?.includes(caller))
  ) {
    return 'bus';
  }
  return caller === 'topic' ? 'topic' : undefined;
}
