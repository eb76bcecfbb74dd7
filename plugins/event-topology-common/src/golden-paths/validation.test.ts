import { validateGoldenPath } from './validation';

const VALUES = {
  name: 'loyalty',
  description: 'Counts points',
  owner: 'group:default/shop',
  accountId: '123456789012',
  region: 'eu-central-1',
};

const rulesOf = (values: object, goldenPath = 'queue-worker') =>
  validateGoldenPath(goldenPath, { ...VALUES, ...values }).problems.map(
    ({ field, rule }) => `${field}: ${rule}`,
  );

/** What people, and people who mean harm, type into text fields. */
const NASTY = {
  'a line break': 'a\nb',
  'a null byte': 'a\u0000b',
  'an escape sequence': '\u001b[31mred',
  'a direction override': 'a\u202eb',
  'a line separator': 'a\u2028b',
  'a byte order mark': '\ufeffa',
  'half an emoji': 'a\ud83d',
  '200 characters and more': 'x'.repeat(1001),
  quotes: `"'\``,
  'a template expression': '${{ secrets.TOKEN }}',
  'a Nunjucks expression': '{{ 7 * 7 }}{% raw %}',
  'a path upwards': '../../etc/passwd',
  'a shell command': '$(reboot); `id` && rm -rf / | tee > x',
  'YAML that means something': '*alias &anchor !!js/function {a: [b}: - #',
  umlauts: 'Prämien für alle',
};

/** Fields that name something: whatever is in them ends up as a name. */
const NAME_FIELDS = [
  'owner',
  'system',
  'capacityProviderName',
  'clusterName',
  'vpcId',
  'vpcCidr',
  'accountId',
  'region',
  'alarmEmail',
  'alarmTopicArn',
  'stateMachineArn',
  'repoUrl',
  'source',
  'domainName',
  'hostedZoneId',
  'hostedZoneName',
  'certificateArn',
  'oauthAuthorizationEndpoint',
  'oauthIssuer',
  'oauthSecretName',
  'userPoolArn',
];

const NAME_PATHS = [
  ['eventBus', 'name'],
  ['eventBus', 'arn'],
  ['queue', 'name'],
  ['queue', 'arn'],
  ['queue', 'url'],
  ['cluster', 'name'],
  ['topic', 'name'],
  ['stream', 'name'],
];

describe('the values of a golden path', () => {
  it('pass when nothing is wrong, and are what they were', () => {
    expect(validateGoldenPath('queue-worker', VALUES)).toEqual({
      values: VALUES,
      problems: [],
      warnings: [],
    });
  });

  it.each(Object.entries(NASTY))('have no name with %s', (_, text) => {
    expect(rulesOf({ name: text })).toEqual(['name: service-name']);
  });

  it.each(
    NAME_FIELDS.flatMap(field =>
      Object.entries(NASTY).map(([what, text]) => [field, what, text]),
    ),
  )('have no %s with %s', (field, _, text) => {
    expect(rulesOf({ [field]: text })).toEqual([
      expect.stringMatching(`^${field}: `),
    ]);
  });

  it.each(
    NAME_PATHS.flatMap(([field, key]) =>
      Object.entries(NASTY).map(([what, text]) => [field, key, what, text]),
    ),
  )('have no %s.%s with %s', (field, key, _, text) => {
    expect(rulesOf({ [field]: { mode: 'new', [key]: text } })).toEqual([
      expect.stringMatching(`^${field}.${key}: `),
    ]);
  });

  it.each(['privateSubnetIds', 'publicSubnetIds', 'availabilityZones'])(
    'have no %s with anything else in it, and say which one is wrong',
    field => {
      const good =
        field === 'availabilityZones' ? 'eu-central-1a' : 'subnet-0a1b2c3d';
      expect(rulesOf({ [field]: [good, '$(id)'] })).toEqual([
        expect.stringContaining(`${field}[1]: `),
      ]);
    },
  );

  it.each([
    ['detailTypes', 'Order Created/v1'],
    ['allowedOrigins', 'http://localhost:3000'],
  ])('have no %s with anything else in it', (field, good) => {
    expect(rulesOf({ [field]: [good, "a'b"] })).toEqual([
      expect.stringContaining(`${field}[1]: `),
    ]);
  });

  it('pass for an HTTP service', () => {
    expect(
      rulesOf(
        {
          domainName: 'points.shop.example',
          hostedZoneId: 'Z0123456789ABCDEFGHIJ',
          hostedZoneName: 'shop.example',
          oauthAuthorizationEndpoint: 'https://login.shop.example/oauth2/token',
          oauthIssuer: 'https://login.shop.example/realms/shop/',
          oauthSecretName: 'shop/eventbridge-client',
        },
        'public-api',
      ),
    ).toEqual([]);
  });

  it('let a description say anything that can be read', () => {
    expect(
      rulesOf({
        description: `"Points", 'loyalty' & \${{ more }}\n- {{ list }}\n\t# über`,
      }),
    ).toEqual([]);
  });

  it.each([
    ['a null byte', 'a\u0000', 'text-printable'],
    ['an escape sequence', '\u001b[31m', 'text-printable'],
    ['a direction override', '\u202e', 'text-printable'],
    ['half an emoji', '\ud83d', 'text-well-formed'],
    ['too much', 'x'.repeat(1001), 'text-length'],
  ])('have no description with %s', (_, description, rule) => {
    expect(rulesOf({ description })).toEqual([`description: ${rule}`]);
  });

  it('hold text of a field that no rule knows to what every file can hold', () => {
    expect(
      rulesOf({ house: { colour: 'blue\n', number: 7, door: '"x" ${{ }}' } }),
    ).toEqual(['house.colour: text-one-line']);
  });

  it('pass over fields that were emptied again', () => {
    expect(
      rulesOf({ system: '', alarmEmail: '', eventPattern: '', vpcId: null }),
    ).toEqual([]);
  });

  it.each([
    [
      { capacity: 'CAPACITY_PROVIDER' },
      'capacityProviderName: capacity-provider-required',
    ],
    [{ size: { cpu: 256, memoryMiB: 8192 } }, 'size: fargate-size'],
    [{ network: 'existing' }, 'vpcId: vpc-required'],
    [
      {
        network: 'existing',
        vpcId: 'vpc-0a1b2c3d',
        availabilityZones: ['eu-central-1a', 'eu-central-1b'],
        privateSubnetIds: ['subnet-0a1b2c3d'],
      },
      'privateSubnetIds: subnets-in-zones',
    ],
    [
      {
        network: 'existing',
        vpcId: 'vpc-0a1b2c3d',
        availabilityZones: ['eu-central-1a', 'eu-central-1b'],
        privateSubnetIds: ['subnet-0a1b2c3d', 'subnet-0a1b2c3d'],
      },
      'privateSubnetIds: subnets-differ',
    ],
    [{ queue: { mode: 'existing' } }, 'queue: existing-required'],
    [
      {
        queue: {
          mode: 'existing',
          arn: 'arn:aws:sqs:eu-west-1:123456789012:x',
        },
      },
      'queue.arn: same-account-and-region',
    ],
    [
      {
        stateMachineArn:
          'arn:aws:states:eu-central-1:210987654321:stateMachine:x',
      },
      'stateMachineArn: same-account-and-region',
    ],
    [{ alarmTarget: 'existing' }, 'alarmTopicArn: alarm-topic-required'],
    [{ eventPattern: { source: 'shop' } }, 'eventPattern: event-pattern'],
    [{ eventPattern: '{' }, 'eventPattern: event-pattern'],
    [
      { scaling: { acceptableLatencySeconds: 60, processingSeconds: 0 } },
      'scaling.processingSeconds: scaling',
    ],
    [{ minTasks: 3, maxTasks: 2 }, 'maxTasks: tasks-range'],
    [
      { visibilityTimeoutSeconds: 59, processingSeconds: 10 },
      'visibilityTimeoutSeconds: visibility-timeout',
    ],
    [
      { visibilityTimeoutSeconds: 43_201 },
      'visibilityTimeoutSeconds: visibility-timeout-limit',
    ],
    [
      { heartbeatSeconds: 60, timeoutSeconds: 60 },
      'heartbeatSeconds: heartbeat-before-timeout',
    ],
    [{ timeoutSeconds: 0 }, 'timeoutSeconds: state-timeout'],
    [
      { invocationRateLimitPerSecond: 301 },
      'invocationRateLimitPerSecond: api-destination-rate',
    ],
    [
      {
        invocationRateLimitPerSecond: 1,
        peakEventsPerSecond: 300,
        peakSeconds: 3600,
      },
      'invocationRateLimitPerSecond: api-destination-backlog',
    ],
    [{ inputTemplate: 'x'.repeat(8192) }, 'inputTemplate: run-task-overrides'],
    [{ logRetentionDays: 31 }, 'logRetentionDays: log-retention'],
  ])('refuse %j', (values, expected) => {
    expect(rulesOf(values)).toEqual([expected]);
  });

  it.each([
    { size: { cpu: 256, memoryMiB: 512 } },
    { capacity: 'MANAGED_INSTANCES', size: { cpu: 3000, memoryMiB: 7000 } },
    {
      network: 'existing',
      vpcId: 'vpc-0a1b2c3d',
      availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      privateSubnetIds: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'],
      publicSubnetIds: [],
    },
    { visibilityTimeoutSeconds: 60, processingSeconds: 10 },
    { heartbeatSeconds: 59, timeoutSeconds: 60 },
    { eventBus: { mode: 'existing', name: 'default' } },
    { minTasks: 2, maxTasks: 2 },
    { logRetentionDays: 30 },
    { repoUrl: 'github.com?owner=shop&repo=loyalty' },
  ])('take %j', values => {
    expect(rulesOf(values)).toEqual([]);
  });

  it('say where in the event pattern the mistake is', () => {
    const [problem] = validateGoldenPath('queue-worker', {
      ...VALUES,
      eventPattern: { detail: { total: [{ numeric: ['>'] }] } },
    }).problems;
    expect(problem.message).toMatch(/^At \$\.detail\.total\[0\]\.numeric/);
  });

  it('make an object of an event pattern that comes as text', () => {
    expect(
      validateGoldenPath('queue-worker', {
        ...VALUES,
        eventPattern: '{"source":["shop"]}',
      }).values.eventPattern,
    ).toEqual({ source: ['shop'] });
  });

  it('get the figures of scaling from what people know', () => {
    expect(
      validateGoldenPath('queue-worker', {
        ...VALUES,
        scaling: {
          mode: 'backlog',
          acceptableLatencySeconds: 60,
          processingSeconds: 2,
          maxTasks: 20,
        },
      }).values.scaling,
    ).toEqual({
      mode: 'backlog',
      acceptableLatencySeconds: 60,
      processingSeconds: 2,
      targetBacklogPerTask: 30,
      minTasks: 1,
      maxTasks: 20,
      visibilityTimeoutSeconds: 30,
    });
  });

  it('warn of what works but not as wished', () => {
    const { problems, warnings } = validateGoldenPath('public-api', {
      ...VALUES,
      invocationRateLimitPerSecond: 100,
      peakEventsPerSecond: 200,
      peakSeconds: 60,
      eventPattern: { source: [{ prefix: 'x'.repeat(2100) }] },
    });
    expect(problems).toEqual([]);
    expect(warnings.map(({ rule }) => rule)).toEqual([
      'event-pattern-length',
      'api-destination-backlog',
    ]);
  });
});
