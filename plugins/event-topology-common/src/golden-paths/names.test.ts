import {
  AWS_NAME_RULES,
  checkAwsName,
  checkServiceName,
  NamedAwsResource,
  serviceNameLimit,
  stackNames,
} from './names';

const GOLDEN_PATHS = [
  'public-api',
  'private-api',
  'queue-worker',
  'event-task',
  'workflow-task',
  'activity-worker',
  'event-producer',
  'event-bus',
  'topic-fanout',
  'stream-consumer',
];

describe('the name of a service', () => {
  it.each(['loyalty', 'a', 'order-events-2', 'x9'])('may be %s', name => {
    expect(checkServiceName(name)).toBeUndefined();
  });

  it.each([
    '',
    'Loyalty',
    'treueprämien',
    '2fast',
    '-loyalty',
    'loyalty-',
    'loyal--ty',
    'loyal ty',
    'loyal_ty',
    'loyalty"',
    "loyalty'",
    '${{ 7*7 }}',
    '{{ 7*7 }}',
    '../loyalty',
    'loyalty;rm',
    'loyalty\n',
    '$(reboot)',
    '`id`',
    '&anchor',
  ])('may not be %j', name => {
    expect(checkServiceName(name)).toMatch(/lower-case letters/);
  });

  it('may not begin with what AWS keeps for itself', () => {
    expect(checkServiceName('internal-orders')).toMatch(/AWS's own/);
  });

  it.each(GOLDEN_PATHS)(
    'may be so long in %s that every name of the stack still fits',
    goldenPath => {
      const { maxLength } = serviceNameLimit(goldenPath);

      const longest = 'a'.repeat(maxLength);
      expect(checkServiceName(longest, goldenPath)).toBeUndefined();
      const refused = stackNames(longest, goldenPath).filter(
        ({ resource, name }) =>
          resource === 'entity'
            ? name.length > 63
            : checkAwsName(resource, name) !== undefined,
      );
      expect(refused).toEqual([]);
      expect(checkServiceName(`${longest}a`, goldenPath)).toMatch(
        new RegExp(`at most ${maxLength} characters, because`),
      );
    },
  );

  it('is shortest where a load balancer is named after it', () => {
    expect(serviceNameLimit('public-api')).toEqual({
      maxLength: 32,
      because: 'the load balancer … has at most 32',
    });
  });

  it('of a golden path that nobody knows is held to what every stack makes', () => {
    expect(serviceNameLimit('constructor').maxLength).toBe(
      serviceNameLimit().maxLength,
    );
  });
});

describe("AWS's rules for names", () => {
  it.each(Object.keys(AWS_NAME_RULES) as NamedAwsResource[])(
    'take a plain name for a %s, and none that is too long or has a line break',
    resource => {
      const { maxLength } = AWS_NAME_RULES[resource];
      expect(checkAwsName(resource, 'orders')).toBeUndefined();
      expect(checkAwsName(resource, 'o'.repeat(maxLength + 1))).toMatch(
        `at most ${maxLength}`,
      );
      expect(checkAwsName(resource, 'orders\n')).toBeDefined();
      expect(checkAwsName(resource, '')).toBeDefined();
    },
  );
});
