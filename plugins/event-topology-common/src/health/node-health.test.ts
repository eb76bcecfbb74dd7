import {
  aNode,
  aQueue,
  aReading,
  aRule,
  aService,
  aTopic,
} from '../__fixtures__/topology';
import {
  ApiDestinationAttributes,
  BrokerFigures,
  EcsServiceFigures,
  PipeAttributes,
  QueueFigures,
  Reading,
  StateMachineFigures,
  StreamFigures,
  TopologyNode,
} from '../model';
import { HEALTH_CHECKS } from './checks';
import { nodeHealth } from './node-health';

const EMPTY_QUEUE: QueueFigures = { visible: 0, inFlight: 0, delayed: 0 };

function idsOf(node: TopologyNode, reading?: Reading): string[] {
  return nodeHealth(node, reading).findings.map(finding => finding.id);
}

function queueReading(figures: Partial<QueueFigures>): Reading {
  return aReading('queue', 'q', { ...EMPTY_QUEUE, ...figures });
}

function serviceReading(figures: Partial<EcsServiceFigures>): Reading {
  return aReading('ecs-service', 's', {
    desired: 2,
    running: 2,
    pending: 0,
    ...figures,
  });
}

describe('the status', () => {
  const queue = aQueue('loyalty');

  it('is unknown without a reading for a kind that has figures', () => {
    expect(nodeHealth(queue, undefined)).toEqual({
      status: 'unknown',
      findings: [],
    });
  });

  it('is healthy without a reading for a kind that has no figures', () => {
    const bus = aNode('event-bus', 'shop', { isDefault: false });
    expect(nodeHealth(bus, undefined).status).toBe('healthy');
  });

  it('is idle when all figures are zero', () => {
    expect(
      nodeHealth(queue, queueReading({ oldestAgeSeconds: 0 })).status,
    ).toBe('idle');
  });

  it('is idle although a scaling target stays', () => {
    const reading = serviceReading({
      desired: 0,
      running: 0,
      backlogPerTask: 0,
      targetBacklogPerTask: 10,
    });
    expect(nodeHealth(aService('loyalty'), reading).status).toBe('idle');
  });

  it('is healthy with traffic and nothing wrong', () => {
    expect(nodeHealth(queue, queueReading({ visible: 3 })).status).toBe(
      'healthy',
    );
  });

  it('comes from the configuration where there is no reading', () => {
    const rule = aRule('order-created');
    rule.attributes.state = 'DISABLED';
    expect(nodeHealth(rule, undefined).status).toBe('warning');
  });

  it('is critical when one of several findings is, and that one comes first', () => {
    const service = aService('loyalty');
    service.attributes.rolloutState = 'FAILED';
    const health = nodeHealth(service, serviceReading({ running: 1 }));
    expect(health.status).toBe('critical');
    expect(health.findings.map(({ id, severity }) => [id, severity])).toEqual([
      ['rollout-failed', 'critical'],
      ['running-below-desired', 'warning'],
    ]);
  });

  it('ignores a reading of another kind', () => {
    expect(nodeHealth(queue, serviceReading({ running: 0 })).status).toBe(
      'unknown',
    );
  });
});

describe('a queue', () => {
  const deadLetterQueue = aQueue('loyalty-dlq');
  deadLetterQueue.attributes.deadLetterQueue = true;

  it.each<Partial<QueueFigures>>([
    { visible: 3 },
    { inFlight: 3 },
    { delayed: 3 },
  ])('that is a dead-letter queue is critical with %o', figures => {
    const { status, findings } = nodeHealth(
      deadLetterQueue,
      queueReading(figures),
    );
    expect(status).toBe('critical');
    expect(findings).toEqual([
      expect.objectContaining({
        id: 'dead-letter-queue-not-empty',
        explanation: expect.stringContaining('3 messages'),
      }),
    ]);
  });

  it('that is a dead-letter queue is fine when empty', () => {
    expect(idsOf(deadLetterQueue, queueReading({}))).toEqual([]);
  });

  it('without a redrive policy is no matter of health', () => {
    expect(idsOf(aQueue('loyalty'), queueReading({ visible: 3 }))).toEqual([]);
  });

  it('is critical when its oldest message is past 80 % of the retention period', () => {
    const queue = aQueue('loyalty');
    queue.attributes.messageRetentionPeriodSeconds = 345_600;
    const near = queueReading({ visible: 1, oldestAgeSeconds: 345_600 * 0.9 });
    expect(nodeHealth(queue, near).findings).toEqual([
      expect.objectContaining({
        id: 'oldest-message-near-retention',
        severity: 'critical',
        explanation: expect.stringContaining(
          '3 days 14 hours old, 90 % of the retention period of 4 days',
        ),
      }),
    ]);
    const atTheLimit = queueReading({
      visible: 1,
      oldestAgeSeconds: 345_600 * 0.8,
    });
    expect(idsOf(queue, atTheLimit)).toEqual([]);
  });

  it('of unknown retention is not judged by age', () => {
    expect(
      idsOf(aQueue('loyalty'), queueReading({ oldestAgeSeconds: 1e9 })),
    ).toEqual([]);
  });
});

describe('an ECS service', () => {
  it.each([
    { backlogPerTask: 10, severity: undefined },
    { backlogPerTask: 10.5, severity: 'warning' },
    { backlogPerTask: 19.9, severity: 'warning' },
    { backlogPerTask: 20, severity: 'critical' },
  ])(
    'with a backlog of $backlogPerTask per task over a target of 10 gives $severity',
    ({ backlogPerTask, severity }) => {
      const { findings } = nodeHealth(
        aService('loyalty'),
        serviceReading({ backlogPerTask, targetBacklogPerTask: 10 }),
      );
      expect(findings.map(finding => finding.severity)).toEqual(
        severity ? [severity] : [],
      );
    },
  );

  it('tells the figures of its backlog, and when scaling has reached its end', () => {
    const service = aService('loyalty');
    service.attributes.scaling = {
      minCapacity: 1,
      maxCapacity: 2,
      policies: [
        {
          policyName: 'backlog',
          policyType: 'TargetTrackingScaling',
          targetValue: 10,
          backlogPerTask: true,
        },
      ],
    };
    const [finding] = nodeHealth(
      service,
      serviceReading({ backlogPerTask: 35 }),
    ).findings;
    expect(finding.explanation).toContain('35 messages');
    expect(finding.explanation).toContain('3.5 times the target of 10');
    expect(finding.explanation).toContain('All 2 tasks');
    expect(finding.remedy).toContain('maximum capacity');
  });

  it('without a target is not judged by its backlog', () => {
    expect(
      idsOf(aService('loyalty'), serviceReading({ backlogPerTask: 1e6 })),
    ).toEqual([]);
  });

  it.each([
    { desired: 2, running: 1, severity: 'warning' },
    { desired: 2, running: 0, severity: 'critical' },
    { desired: 0, running: 0, severity: undefined },
    { desired: 1, running: 2, severity: undefined },
  ])(
    'with $running of $desired desired tasks gives $severity',
    ({ desired, running, severity }) => {
      const { findings } = nodeHealth(
        aService('loyalty'),
        serviceReading({ desired, running }),
      );
      expect(findings.map(finding => finding.severity)).toEqual(
        severity ? [severity] : [],
      );
    },
  );

  it('says that tasks are starting when some are pending', () => {
    const [finding] = nodeHealth(
      aService('loyalty'),
      serviceReading({ desired: 3, running: 1, pending: 2 }),
    ).findings;
    expect(finding.explanation).toBe(
      '1 of 3 desired tasks is running and 2 are pending.',
    );
    expect(finding.remedy).toContain('Tasks are starting');
  });

  it('is critical when its rollout failed, with the reason that ECS gives', () => {
    const service = aService('loyalty');
    service.attributes.rolloutState = 'FAILED';
    service.attributes.rolloutStateReason = 'tasks failed to start.';
    const { findings } = nodeHealth(service, serviceReading({}));
    expect(findings).toEqual([
      expect.objectContaining({
        id: 'rollout-failed',
        severity: 'critical',
        explanation: expect.stringContaining('tasks failed to start.'),
      }),
    ]);
    service.attributes.rolloutState = 'IN_PROGRESS';
    expect(idsOf(service, serviceReading({}))).toEqual([]);
  });
});

describe('a rule', () => {
  const figures = { invocationsPerMinute: 12, failedPerMinute: 0 };

  it('is a warning when disabled', () => {
    const rule = aRule('order-created');
    rule.attributes.state = 'DISABLED';
    expect(nodeHealth(rule, aReading('rule', 'r', figures)).findings).toEqual([
      expect.objectContaining({ id: 'rule-disabled', severity: 'warning' }),
    ]);
  });

  it('is critical when invocations fail', () => {
    const rule = aRule('order-created');
    expect(idsOf(rule, aReading('rule', 'r', figures))).toEqual([]);
    expect(
      nodeHealth(
        rule,
        aReading('rule', 'r', { ...figures, failedPerMinute: 2.5 }),
      ).findings,
    ).toEqual([
      expect.objectContaining({
        id: 'rule-invocations-failed',
        severity: 'critical',
        explanation: expect.stringContaining('2.5 invocations a minute'),
      }),
    ]);
  });
});

describe('an API destination', () => {
  const attributes: ApiDestinationAttributes = {
    state: 'ACTIVE',
    httpMethod: 'POST',
    invocationEndpoint: 'https://payment.shop.example/events',
    connectionName: 'payment',
    connectionState: 'AUTHORIZED',
  };

  function findingsOf(overrides: Partial<ApiDestinationAttributes>) {
    return nodeHealth(
      aNode('api-destination', 'payment', { ...attributes, ...overrides }),
      undefined,
    ).findings.map(({ id, severity }) => [id, severity]);
  }

  it('is fine when active and authorized', () => {
    expect(findingsOf({})).toEqual([]);
    expect(findingsOf({ connectionState: undefined })).toEqual([]);
  });

  it('is critical when inactive', () => {
    expect(findingsOf({ state: 'INACTIVE' })).toEqual([
      ['api-destination-inactive', 'critical'],
    ]);
  });

  it.each(['DEAUTHORIZED', 'DEAUTHORIZING', 'DELETING', 'FAILED_CONNECTIVITY'])(
    'is critical when its connection is %s',
    connectionState => {
      expect(findingsOf({ connectionState })).toEqual([
        ['connection-not-authorized', 'critical'],
      ]);
    },
  );

  it.each(['AUTHORIZING', 'CREATING', 'UPDATING'])(
    'is a warning while its connection is %s',
    connectionState => {
      expect(findingsOf({ connectionState })).toEqual([
        ['connection-not-authorized', 'warning'],
      ]);
    },
  );
});

describe('a pipe', () => {
  function findingsOf(currentState: string) {
    const attributes: PipeAttributes = {
      currentState,
      desiredState: 'RUNNING',
      sourceArn: 'arn:aws:sqs:eu-central-1:123456789012:in',
      targetArn: 'arn:aws:sqs:eu-central-1:123456789012:out',
      stateReason: 'The role cannot be assumed.',
    };
    return nodeHealth(aNode('pipe', 'shop', attributes), undefined).findings;
  }

  it('is fine when running or on its way', () => {
    expect(findingsOf('RUNNING')).toEqual([]);
    expect(findingsOf('STARTING')).toEqual([]);
  });

  it('is a warning when stopped', () => {
    expect(findingsOf('STOPPED')).toEqual([
      expect.objectContaining({ id: 'pipe-stopped', severity: 'warning' }),
    ]);
  });

  it.each(['CREATE_FAILED', 'START_FAILED', 'UPDATE_FAILED', 'STOP_FAILED'])(
    'is critical in %s, with the reason',
    state => {
      expect(findingsOf(state)).toEqual([
        expect.objectContaining({
          id: 'pipe-failed',
          severity: 'critical',
          explanation: expect.stringContaining('The role cannot be assumed.'),
        }),
      ]);
    },
  );
});

describe('a state machine', () => {
  const quiet: StateMachineFigures = {
    startedPerMinute: 4,
    succeededPerMinute: 4,
    failedPerMinute: 0,
    timedOutPerMinute: 0,
  };

  it.each([
    [{}, []],
    [{ failedPerMinute: 1 }, ['executions-failed']],
    [{ timedOutPerMinute: 1 }, ['executions-timed-out']],
  ])('with %o finds %o', (figures, expected) => {
    const { findings, status } = nodeHealth(
      aNode('state-machine', 'offers', { type: 'STANDARD' }),
      aReading('state-machine', 'm', { ...quiet, ...figures }),
    );
    expect(findings.map(finding => finding.id)).toEqual(expected);
    expect(status).toBe(expected.length > 0 ? 'warning' : 'healthy');
  });
});

describe('an activity', () => {
  const quiet = {
    scheduledPerMinute: 6,
    startedPerMinute: 6,
    succeededPerMinute: 6,
    failedPerMinute: 0,
    heartbeatTimedOutPerMinute: 0,
  };

  it.each([
    [{}, []],
    [{ failedPerMinute: 1 }, ['activity-failed']],
    [{ heartbeatTimedOutPerMinute: 1 }, ['activity-heartbeat-missed']],
    [{ startedPerMinute: 0 }, ['activity-not-started']],
    [{ scheduledPerMinute: 0, startedPerMinute: 0 }, []],
  ])('with %o finds %o', (figures, expected) => {
    const { findings, status } = nodeHealth(
      aNode('activity', 'offers', {}),
      aReading('activity', 'a', { ...quiet, ...figures }),
    );
    expect(findings.map(finding => finding.id)).toEqual(expected);
    expect(status).toBe(expected.length > 0 ? 'warning' : 'healthy');
  });
});

describe('a stream', () => {
  const attributes = { status: 'ACTIVE', retentionPeriodHours: 24 };
  const quiet = { incomingRecordsPerMinute: 0, throttledRecordsPerMinute: 0 };
  const findingsOf = (figures: Partial<StreamFigures>) =>
    nodeHealth(
      aNode('stream', 'clicks', attributes),
      aReading('stream', 's', { ...quiet, ...figures }),
    ).findings;

  it('is critical when a reader is past 80 % of the retention period, and names it', () => {
    expect(findingsOf({ iteratorAgeSeconds: 86_400 * 0.8 })).toEqual([]);
    expect(findingsOf({ iteratorAgeSeconds: 86_400 * 0.9 })).toEqual([
      expect.objectContaining({
        id: 'records-near-retention',
        severity: 'critical',
        explanation: expect.stringContaining(
          'The slowest reader gets records that are 21 hours 36 minutes old, 90 % of the retention period of 1 day',
        ),
      }),
    ]);
    expect(
      findingsOf({
        iteratorAgeSeconds: 1,
        'consumerLagSeconds:fraud': 86_400 * 0.9,
      })[0].explanation,
    ).toContain('Consumer fraud');
  });

  it('of unknown retention is not judged by age', () => {
    expect(
      nodeHealth(
        aNode('stream', 'clicks', { status: 'ACTIVE' }),
        aReading('stream', 's', { ...quiet, iteratorAgeSeconds: 1e9 }),
      ).findings,
    ).toEqual([]);
  });

  it('is a warning when it refuses records', () => {
    expect(findingsOf({ throttledRecordsPerMinute: 12 })).toEqual([
      expect.objectContaining({
        id: 'records-throttled',
        severity: 'warning',
        explanation: expect.stringContaining('12 records a minute'),
      }),
    ]);
  });
});

describe('a broker', () => {
  const stateOf = (engine: string, state: string) =>
    nodeHealth(aNode('broker', 'erp', { engine, state }), undefined).findings;
  const findingsOf = (figures: BrokerFigures) =>
    nodeHealth(
      aNode('broker', 'erp', { engine: 'ACTIVEMQ', state: 'RUNNING' }),
      aReading('broker', 'b', figures),
    ).findings;

  it.each([
    ['ACTIVEMQ', 'RUNNING', []],
    ['KAFKA', 'ACTIVE', []],
    ['KAFKA', 'REBOOTING_BROKER', ['warning']],
    ['KAFKA', 'FAILED', ['critical']],
    ['RABBITMQ', 'CRITICAL_ACTION_REQUIRED', ['critical']],
  ])('%s in state %s has findings %j', (engine, state, expected) => {
    expect(stateOf(engine, state).map(one => one.severity)).toEqual(expected);
  });

  it('is a warning when messages wait that nobody takes, and names the queue', () => {
    expect(
      findingsOf({ 'queueMessages:stock': 3, 'queueConsumers:stock': 1 }),
    ).toEqual([]);
    expect(
      findingsOf({ 'queueMessages:stock': 0, 'queueConsumers:stock': 0 }),
    ).toEqual([]);
    expect(
      findingsOf({
        'queueMessages:stock': 3,
        'queueConsumers:stock': 0,
        'queueMessages:old': 1,
        'queueConsumers:old': 0,
      }),
    ).toEqual([
      expect.objectContaining({
        id: 'broker-queue-without-consumer',
        severity: 'warning',
        explanation:
          '3 messages wait in queue stock, which has no consumer. So do messages in 1 other queue.',
      }),
    ]);
  });
});

describe('other kinds', () => {
  it('a topic is critical when notifications fail', () => {
    const figures = {
      publishedPerMinute: 3,
      deliveredPerMinute: 3,
      failedPerMinute: 0,
    };
    const topic = aTopic('notifications');
    expect(idsOf(topic, aReading('topic', 't', figures))).toEqual([]);
    expect(
      nodeHealth(
        topic,
        aReading('topic', 't', { ...figures, failedPerMinute: 1 }),
      ).findings,
    ).toEqual([
      expect.objectContaining({
        id: 'notifications-failed',
        severity: 'critical',
      }),
    ]);
  });

  it('a function is a warning when it ends with errors', () => {
    const fn = aNode('function', 'media', {});
    const figures = { invocationsPerMinute: 5, errorsPerMinute: 0 };
    expect(idsOf(fn, aReading('function', 'f', figures))).toEqual([]);
    expect(
      nodeHealth(
        fn,
        aReading('function', 'f', { ...figures, errorsPerMinute: 0.04 }),
      ).findings,
    ).toEqual([
      expect.objectContaining({
        id: 'function-errors',
        severity: 'warning',
        explanation: expect.stringContaining('less than 0.1 invocations'),
      }),
    ]);
  });

  it('a global endpoint is critical when AWS could not make or change it', () => {
    const endpoint = (state: string) =>
      aNode('global-endpoint', 'shop', { state, stateReason: 'No such role' });
    expect(idsOf(endpoint('ACTIVE'))).toEqual([]);
    expect(idsOf(endpoint('UPDATING'))).toEqual([]);
    expect(nodeHealth(endpoint('UPDATE_FAILED'), undefined).findings).toEqual([
      expect.objectContaining({
        id: 'global-endpoint-failed',
        severity: 'critical',
        explanation: expect.stringContaining('No such role'),
      }),
    ]);
  });

  it('a schedule is a warning when disabled', () => {
    const attributes = {
      state: 'ENABLED',
      groupName: 'default',
      scheduleExpression: 'rate(1 day)',
    };
    expect(idsOf(aNode('schedule', 'offers', attributes))).toEqual([]);
    expect(
      nodeHealth(
        aNode('schedule', 'offers', { ...attributes, state: 'DISABLED' }),
        undefined,
      ).findings,
    ).toEqual([
      expect.objectContaining({ id: 'schedule-disabled', severity: 'warning' }),
    ]);
  });
});

describe('the checks', () => {
  it('have ids of their own in kebab-case', () => {
    const ids = HEALTH_CHECKS.map(check => check.id);
    expect(new Set(ids).size).toBe(ids.length);
    ids.forEach(id => expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/));
  });
});
