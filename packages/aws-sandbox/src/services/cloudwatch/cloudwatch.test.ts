import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  MetricDataQuery,
  PutMetricAlarmCommand,
  PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  ResourceNotFound,
  SetAlarmStateCommand,
  paginateGetMetricData,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import { Delivery, ManualClock, ServiceDefinition } from '../../core';
import { Sandbox, startSandbox } from '../../server';
import { cloudwatchService, onAlarmAction } from '.';

const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';
const SCOPE = { accountId: ACCOUNT, region: REGION };
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 27, 4, 0);
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`;
const POLICY = `arn:aws:autoscaling:${REGION}:${ACCOUNT}:scalingPolicy:1:resource/ecs/service/shop/loyalty:policyName/out`;

/** Keeps what alarms send to topics. */
class TopicSpy {
  readonly deliveries: Delivery[] = [];
  readonly definition: ServiceDefinition<{}> = {
    ...cloudwatchService,
    id: 'sns',
    createState: () => ({}),
    taggedResources: undefined,
    start: undefined,
    deliver: delivery => {
      this.deliveries.push(delivery);
    },
  };
}

let sandbox: Sandbox;
let clock: ManualClock;
let topics: TopicSpy;
let client: CloudWatchClient;

beforeEach(async () => {
  clock = new ManualClock(START);
  topics = new TopicSpy();
  sandbox = await startSandbox({
    port: 0,
    clock,
    services: [cloudwatchService, topics.definition],
  });
  client = new CloudWatchClient({
    endpoint: sandbox.url,
    region: REGION,
    maxAttempts: 1,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'any' },
  });
});

afterEach(() => sandbox.close());

function record(metricName: string, queue: string, value: number) {
  sandbox.world.metrics.add(
    SCOPE,
    {
      namespace: 'AWS/SQS',
      metricName,
      dimensions: { QueueName: queue },
    },
    value,
  );
}

function query(Id: string, queue: string, Stat = 'Maximum'): MetricDataQuery {
  return {
    Id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/SQS',
        MetricName: 'Visible',
        Dimensions: [{ Name: 'QueueName', Value: queue }],
      },
      Period: 60,
      Stat,
    },
  };
}

describe('GetMetricData', () => {
  beforeEach(async () => {
    for (let minute = 0; minute < 5; minute += 1) {
      record('Visible', 'loyalty', minute * 10);
      record('Visible', 'loyalty', minute * 10 + 4);
      record('Visible', 'payment', 1);
      await clock.advance(MINUTE);
    }
  });

  const get = (
    MetricDataQueries: MetricDataQuery[],
    more: { MaxDatapoints?: number; ScanBy?: 'TimestampAscending' } = {},
  ) =>
    client.send(
      new GetMetricDataCommand({
        MetricDataQueries,
        StartTime: new Date(START),
        EndTime: new Date(START + 5 * MINUTE),
        ...more,
      }),
    );

  it.each([
    ['Sum', [4, 24, 44, 64, 84]],
    ['Average', [2, 12, 22, 32, 42]],
    ['Maximum', [4, 14, 24, 34, 44]],
    ['Minimum', [0, 10, 20, 30, 40]],
    ['SampleCount', [2, 2, 2, 2, 2]],
    ['p50', [2, 12, 22, 32, 42]],
  ])('gives %s by minute', async (statistic, expected) => {
    const { MetricDataResults } = await get(
      [query('m1', 'loyalty', statistic)],
      { ScanBy: 'TimestampAscending' },
    );
    expect(MetricDataResults).toEqual([
      {
        Id: 'm1',
        Label: 'Visible',
        StatusCode: 'Complete',
        Timestamps: [0, 1, 2, 3, 4].map(
          minute => new Date(START + minute * MINUTE),
        ),
        Values: expected,
      },
    ]);
  });

  it('gives the latest first unless asked otherwise', async () => {
    const { MetricDataResults } = await get([query('m1', 'loyalty')]);
    expect(MetricDataResults?.[0].Values).toEqual([44, 34, 24, 14, 4]);
  });

  it('evaluates expressions and returns only what is asked for', async () => {
    const { MetricDataResults } = await get(
      [
        { ...query('m1', 'loyalty'), ReturnData: false },
        { ...query('m2', 'payment'), ReturnData: false },
        { Id: 'e1', Expression: 'm1 + m2', ReturnData: false },
        { Id: 'e2', Expression: 'IF(e1 > 20, e1, 0)', Label: 'High' },
      ],
      { ScanBy: 'TimestampAscending' },
    );
    expect(MetricDataResults).toMatchObject([
      { Id: 'e2', Label: 'High', Values: [0, 0, 25, 35, 45] },
    ]);
  });

  it('gives a result without values for a metric that has no data', async () => {
    const { MetricDataResults } = await get([query('m1', 'none')]);
    expect(MetricDataResults).toEqual([
      {
        Id: 'm1',
        Label: 'Visible',
        StatusCode: 'Complete',
        Timestamps: [],
        Values: [],
      },
    ]);
  });

  it('pages by datapoints', async () => {
    const queries = [
      query('m1', 'loyalty'),
      query('m2', 'none'),
      query('m3', 'payment'),
    ];
    const first = await get(queries, {
      MaxDatapoints: 3,
      ScanBy: 'TimestampAscending',
    });
    expect(first.NextToken).toBeDefined();
    expect(first.MetricDataResults).toMatchObject([
      { Id: 'm1', Values: [4, 14, 24], StatusCode: 'PartialData' },
    ]);
    const values: Record<string, number[]> = {};
    for await (const page of paginateGetMetricData(
      { client },
      {
        MetricDataQueries: queries,
        StartTime: new Date(START),
        EndTime: new Date(START + 5 * MINUTE),
        MaxDatapoints: 3,
        ScanBy: 'TimestampAscending',
      },
    )) {
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? []) {
        values[Id] = [...(values[Id] ?? []), ...Values];
      }
    }
    expect(values).toEqual({
      m1: [4, 14, 24, 34, 44],
      m2: [],
      m3: [1, 1, 1, 1, 1],
    });
  });

  it.each<[string, MetricDataQuery[]]>([
    ['is not unique', [query('m1', 'a'), query('m1', 'b')]],
    ['must begin with a small letter', [query('M1', 'a')]],
    ['either MetricStat or Expression', [{ Id: 'm1' }]],
    [
      'Period must be',
      [
        {
          Id: 'm1',
          MetricStat: { ...query('m1', 'a').MetricStat!, Period: 45 },
        },
      ],
    ],
    ['parameter Stat is not supported', [query('m1', 'a', 'Median')]],
    ['must return data', [{ ...query('m1', 'a'), ReturnData: false }]],
    [
      'size greater than 500',
      Array.from({ length: 501 }, (_, i) => query(`m${i}`, 'a')),
    ],
  ])('refuses queries where something %s', async (message, queries) => {
    await expect(get(queries)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('has the same figures in GetMetricStatistics', async () => {
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/SQS',
        MetricName: 'Visible',
        Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
        StartTime: new Date(START),
        EndTime: new Date(START + 5 * MINUTE),
        Period: 300,
        Statistics: ['Maximum', 'SampleCount'],
        ExtendedStatistics: ['p100'],
      }),
    );
    expect(Datapoints).toEqual([
      {
        Timestamp: new Date(START),
        Unit: 'None',
        Maximum: 44,
        SampleCount: 10,
        ExtendedStatistics: { p100: 44 },
      },
    ]);
  });
});

describe('metrics', () => {
  it('lists those that got data, by page and filter', async () => {
    for (let i = 0; i < 620; i += 1) {
      record('Visible', `queue-${i}`, 1);
    }
    record('Age', 'queue-0', 1);
    const pages: number[] = [];
    for await (const page of paginateListMetrics(
      { client },
      { MetricName: 'Visible' },
    )) {
      pages.push(page.Metrics?.length ?? 0);
    }
    expect(pages).toEqual([500, 120]);
    const { Metrics } = await client.send(
      new ListMetricsCommand({
        Dimensions: [{ Name: 'QueueName', Value: 'queue-0' }],
      }),
    );
    expect(Metrics?.map(({ MetricName }) => MetricName)).toEqual([
      'Age',
      'Visible',
    ]);
  });

  it('takes a user’s own, at their own time', async () => {
    await client.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName: 'Orders',
            Timestamp: new Date(START - 2 * MINUTE),
            Values: [1, 5],
            Counts: [2, 1],
          },
          { MetricName: 'Orders', Value: 3 },
        ],
      }),
    );
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Shop',
        MetricName: 'Orders',
        StartTime: new Date(START - 5 * MINUTE),
        EndTime: new Date(START + MINUTE),
        Period: 60,
        Statistics: ['Sum', 'SampleCount'],
      }),
    );
    expect(Datapoints).toMatchObject([
      { Timestamp: new Date(START - 2 * MINUTE), Sum: 7, SampleCount: 3 },
      { Timestamp: new Date(START), Sum: 3, SampleCount: 1 },
    ]);
    await expect(
      client.send(
        new PutMetricDataCommand({
          Namespace: 'AWS/SQS',
          MetricData: [{ MetricName: 'Visible', Value: 1 }],
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});

describe('alarms', () => {
  const put = (more: Partial<PutMetricAlarmCommandInput> = {}) =>
    client.send(
      new PutMetricAlarmCommand({
        AlarmName: 'loyalty-backlog',
        Namespace: 'AWS/SQS',
        MetricName: 'Visible',
        Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 2,
        Threshold: 100,
        ComparisonOperator: 'GreaterThanThreshold',
        ...more,
      }),
    );

  const describe1 = async () =>
    (await client.send(new DescribeAlarmsCommand({}))).MetricAlarms?.[0];

  /** A minute in which the queue is that deep. */
  async function pass(visible: number) {
    record('Visible', 'loyalty', visible);
    await clock.advance(MINUTE);
  }

  it('goes through its states as the metric does, and acts once a change', async () => {
    await put({ AlarmActions: [TOPIC], OKActions: [TOPIC] });
    expect((await describe1())?.StateValue).toBe('INSUFFICIENT_DATA');
    await pass(5);
    await pass(150);
    await clock.advance(10_000);
    expect((await describe1())?.StateValue).toBe('OK');
    await pass(200);
    await clock.advance(10_000);
    expect(await describe1()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 2 out of the last 2 datapoints [150, 200] were greater than the threshold (100)',
      AlarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:loyalty-backlog`,
    });
    await pass(3);
    await clock.advance(MINUTE);
    expect((await describe1())?.StateValue).toBe('OK');
    expect(
      topics.deliveries.map(({ arn, sender, body }) => ({
        arn,
        sender,
        ...pick(JSON.parse(body), ['OldStateValue', 'NewStateValue']),
      })),
    ).toEqual(
      [
        ['INSUFFICIENT_DATA', 'OK'],
        ['OK', 'ALARM'],
        ['ALARM', 'OK'],
      ].map(([OldStateValue, NewStateValue]) => ({
        arn: TOPIC,
        sender: 'cloudwatch.amazonaws.com',
        OldStateValue,
        NewStateValue,
      })),
    );
    const { AlarmHistoryItems } = await client.send(
      new DescribeAlarmHistoryCommand({
        AlarmName: 'loyalty-backlog',
        HistoryItemType: 'StateUpdate',
        MaxRecords: 2,
      }),
    );
    expect(AlarmHistoryItems?.map(item => item.HistorySummary)).toEqual([
      'Alarm updated from ALARM to OK',
      'Alarm updated from OK to ALARM',
    ]);
  });

  it('calls a scaling policy again each period, with the value it judged', async () => {
    const actions: unknown[] = [];
    onAlarmAction(sandbox.world, (arn, alarm, state, value) => {
      actions.push([arn, alarm.AlarmName, state, value]);
    });
    await put({ AlarmActions: [POLICY], EvaluationPeriods: 1 });
    await pass(150);
    await pass(180);
    await pass(190);
    await clock.advance(10_000);
    expect(actions).toEqual([
      [POLICY, 'loyalty-backlog', 'ALARM', 150],
      [POLICY, 'loyalty-backlog', 'ALARM', 180],
      [POLICY, 'loyalty-backlog', 'ALARM', 190],
    ]);
    expect(topics.deliveries).toEqual([]);
  });

  it('watches expressions', async () => {
    await put({
      MetricName: undefined,
      Namespace: undefined,
      Dimensions: undefined,
      Statistic: undefined,
      Period: undefined,
      EvaluationPeriods: 1,
      Threshold: 40,
      Metrics: [
        { ...query('m1', 'loyalty'), ReturnData: false },
        { ...query('m2', 'tasks'), ReturnData: false },
        { Id: 'backlog', Expression: 'm1 / FILL(m2, 1)' },
      ],
    });
    record('Visible', 'tasks', 2);
    await pass(100);
    await clock.advance(10_000);
    expect(await describe1()).toMatchObject({
      StateValue: 'ALARM',
      StateReason: expect.stringContaining('[50]'),
    });
  });

  it('does nothing while its actions are off', async () => {
    await put({ AlarmActions: [TOPIC], EvaluationPeriods: 1 });
    await client.send(
      new DisableAlarmActionsCommand({ AlarmNames: ['loyalty-backlog'] }),
    );
    await pass(500);
    await clock.advance(10_000);
    expect((await describe1())?.StateValue).toBe('ALARM');
    expect(topics.deliveries).toEqual([]);
  });

  it('can be set by hand until it is judged again', async () => {
    await put({ AlarmActions: [TOPIC], EvaluationPeriods: 1 });
    await client.send(
      new SetAlarmStateCommand({
        AlarmName: 'loyalty-backlog',
        StateValue: 'ALARM',
        StateReason: 'Drill',
      }),
    );
    expect(await describe1()).toMatchObject({
      StateValue: 'ALARM',
      StateReason: 'Drill',
    });
    expect(topics.deliveries).toHaveLength(1);
    await pass(1);
    await clock.advance(10_000);
    expect((await describe1())?.StateValue).toBe('OK');
  });

  it('is found by name, prefix, state, action and metric, page by page', async () => {
    for (const AlarmName of ['a-1', 'a-2', 'b-1']) {
      await put({
        AlarmName,
        AlarmActions: AlarmName === 'a-2' ? [TOPIC] : [],
      });
    }
    const names = async (input: object) =>
      (await client.send(new DescribeAlarmsCommand(input))).MetricAlarms?.map(
        ({ AlarmName }) => AlarmName,
      );
    expect(await names({ AlarmNamePrefix: 'a-' })).toEqual(['a-1', 'a-2']);
    expect(await names({ AlarmNames: ['b-1', 'c'] })).toEqual(['b-1']);
    expect(await names({ StateValue: 'ALARM' })).toEqual([]);
    expect(await names({ ActionPrefix: 'arn:aws:sns' })).toEqual(['a-2']);
    expect(await names({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
    const first = await client.send(
      new DescribeAlarmsCommand({ MaxRecords: 2 }),
    );
    expect(first.MetricAlarms).toHaveLength(2);
    expect(await names({ MaxRecords: 2, NextToken: first.NextToken })).toEqual([
      'b-1',
    ]);
    const forMetric = await client.send(
      new DescribeAlarmsForMetricCommand({
        Namespace: 'AWS/SQS',
        MetricName: 'Visible',
        Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
      }),
    );
    expect(forMetric.MetricAlarms).toHaveLength(3);
  });

  it('is tagged and deleted', async () => {
    await put({ Tags: [{ Key: 'team', Value: 'loyalty' }] });
    const alarm = await describe1();
    const { Tags } = await client.send(
      new ListTagsForResourceCommand({ ResourceARN: alarm?.AlarmArn }),
    );
    expect(Tags).toEqual([{ Key: 'team', Value: 'loyalty' }]);
    await expect(
      client.send(
        new DeleteAlarmsCommand({ AlarmNames: ['loyalty-backlog', 'none'] }),
      ),
    ).rejects.toBeInstanceOf(ResourceNotFound);
    expect(await describe1()).toBeDefined();
    await client.send(
      new DeleteAlarmsCommand({ AlarmNames: ['loyalty-backlog'] }),
    );
    expect(await describe1()).toBeUndefined();
  });

  it.each<[string, Partial<PutMetricAlarmCommandInput>]>([
    ['EvaluationPeriods must be at least 1', { EvaluationPeriods: undefined }],
    ['DatapointsToAlarm must not be greater', { DatapointsToAlarm: 3 }],
    ['Threshold and ComparisonOperator are required', { Threshold: undefined }],
    ['either MetricName or Metrics', { MetricName: undefined }],
    [
      'parameter Stat is not supported',
      { Statistic: undefined, ExtendedStatistic: 'tm90' },
    ],
    ['does not support ThresholdMetricId', { ThresholdMetricId: 'e1' }],
  ])('is refused when it says: %s', async (message, more) => {
    await expect(put(more)).rejects.toThrow(message);
  });
});

function pick(object: Record<string, unknown>, keys: string[]) {
  return Object.fromEntries(keys.map(key => [key, object[key]]));
}
