import {
  InvalidGoldenPathProfileError,
  parseGoldenPathProfile,
} from './profile';

const profile = {
  pattern: 'queue-worker',
  facts: {
    roles: ['consumer'],
    callers: ['bus'],
    delivery: 'pull',
    answers: ['none'],
    rateOwner: 'consumer',
    ordered: false,
    keptUntil: 'handled',
    replayable: false,
    consumers: ['one'],
    filter: 'none',
  },
  useWhen: ['Load is bursty.'],
  notWhen: [],
};

describe('parseGoldenPathProfile', () => {
  it('takes a profile as it stands', () => {
    expect(parseGoldenPathProfile(profile)).toEqual(profile);
  });

  it('names the field that is wrong', () => {
    expect(() =>
      parseGoldenPathProfile({
        ...profile,
        facts: { ...profile.facts, callers: ['lorry'] },
      }),
    ).toThrow(/spec\.goldenPath\.facts\.callers\.0: .*"bus"/);
  });

  it('refuses a field that it does not know, for it may be a misspelt one', () => {
    expect(() =>
      parseGoldenPathProfile({
        ...profile,
        facts: { ...profile.facts, maxEventPerSecond: { value: 1 } },
      }),
    ).toThrow(/maxEventPerSecond/);
  });

  it('refuses two variants of one name', () => {
    const variant = { name: 'fifo', title: 'FIFO', values: {}, facts: {} };
    expect(() =>
      parseGoldenPathProfile({ ...profile, variants: [variant, variant] }),
    ).toThrow('spec.goldenPath.variants: every variant has a name of its own');
  });

  it('refuses what is no profile at all', () => {
    expect(() => parseGoldenPathProfile(undefined)).toThrow(
      InvalidGoldenPathProfileError,
    );
  });
});
