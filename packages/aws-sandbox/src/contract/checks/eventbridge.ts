import {
  ApiDestination,
  Connection,
  CreateApiDestinationCommand,
  CreateArchiveCommand,
  CreateConnectionCommand,
  CreateEventBusCommand,
  DeleteApiDestinationCommand,
  DeleteArchiveCommand,
  DeleteConnectionCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeApiDestinationCommand,
  DescribeArchiveCommand,
  DescribeConnectionCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBus,
  ListApiDestinationsCommand,
  ListArchivesCommand,
  ListConnectionsCommand,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  Rule,
  Target,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';
import { createQueue } from './sqs';

/** Creates a bus that goes away with the check. */
export async function createBus(
  context: ContractContext,
  Name = context.name('bus'),
): Promise<{ name: string; arn: string }> {
  const { aws } = context;
  const { EventBusArn } = await aws.eventBridge.send(
    new CreateEventBusCommand({ Name }),
  );
  context.cleanUp(() =>
    aws.eventBridge.send(new DeleteEventBusCommand({ Name })),
  );
  return { name: Name, arn: EventBusArn ?? '' };
}

/** Creates a rule with targets; both go away with the check. */
export async function createRule(
  context: ContractContext,
  EventBusName: string,
  pattern: unknown,
  targets: Target[],
  Name = context.name('rule'),
): Promise<{ name: string; arn: string }> {
  const { aws } = context;
  const { RuleArn } = await aws.eventBridge.send(
    new PutRuleCommand({
      Name,
      EventBusName,
      EventPattern: JSON.stringify(pattern),
      Tags: [{ Key: 'event-topology:component', Value: 'order' }],
    }),
  );
  context.cleanUp(() =>
    aws.eventBridge.send(new DeleteRuleCommand({ Name, EventBusName })),
  );
  if (targets.length > 0) {
    const result = await aws.eventBridge.send(
      new PutTargetsCommand({ Rule: Name, EventBusName, Targets: targets }),
    );
    expect(result.FailedEntryCount ?? 0).toBe(0);
    context.cleanUp(() =>
      aws.eventBridge.send(
        new RemoveTargetsCommand({
          Rule: Name,
          EventBusName,
          Ids: targets.map(target => target.Id ?? ''),
        }),
      ),
    );
  }
  return { name: Name, arn: RuleArn ?? '' };
}

/** Buses, rules, targets and what they name. */
export const eventBridgeChecks: Check[] = [
  {
    behaviour:
      'lists buses by prefix, page by page, and describes one with its policy',
    async run(context) {
      const { aws, accountId } = context;
      const prefix = context.name('buses');
      for (const suffix of ['a', 'b', 'c']) {
        await createBus(context, `${prefix}-${suffix}`);
      }
      const buses = await context.pages<EventBus>(
        'events:ListEventBuses',
        async NextToken => {
          const page = await aws.eventBridge.send(
            new ListEventBusesCommand({
              NamePrefix: prefix,
              Limit: 2,
              NextToken,
            }),
          );
          return { items: page.EventBuses, next: page.NextToken };
        },
      );
      expect(buses.map(bus => bus.Name).sort()).toEqual(
        ['a', 'b', 'c'].map(suffix => `${prefix}-${suffix}`),
      );
      const [bus] = buses;
      await aws.eventBridge.send(
        new PutPermissionCommand({
          EventBusName: bus.Name,
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'partners',
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${accountId}:root` },
                Action: 'events:PutEvents',
                Resource: bus.Arn,
              },
            ],
          }),
        }),
      );
      const described = await aws.eventBridge.send(
        new DescribeEventBusCommand({ Name: bus.Name }),
      );
      expect(described.Arn).toBe(bus.Arn);
      expect(described.Policy).toContain('partners');
      const standard = await aws.eventBridge.send(
        new DescribeEventBusCommand({}),
      );
      expect(standard.Name).toBe('default');
    },
  },
  {
    behaviour:
      'lists rules of a bus, page by page, with pattern, state and tags',
    async run(context) {
      const { aws } = context;
      const bus = await createBus(context);
      const pattern = { source: ['shop.order'] };
      const names: string[] = [];
      for (const suffix of ['a', 'b', 'c']) {
        const { name } = await createRule(
          context,
          bus.name,
          pattern,
          [],
          `rule-${suffix}`,
        );
        names.push(name);
      }
      await aws.eventBridge.send(
        new DisableRuleCommand({ Name: 'rule-b', EventBusName: bus.name }),
      );
      const rules = await context.pages<Rule>(
        'events:ListRules',
        async NextToken => {
          const page = await aws.eventBridge.send(
            new ListRulesCommand({
              EventBusName: bus.name,
              Limit: 1,
              NextToken,
            }),
          );
          return { items: page.Rules, next: page.NextToken };
        },
      );
      expect(rules.map(rule => [rule.Name, rule.State]).sort()).toEqual([
        ['rule-a', 'ENABLED'],
        ['rule-b', 'DISABLED'],
        ['rule-c', 'ENABLED'],
      ]);
      expect(JSON.parse(rules[0].EventPattern ?? '')).toEqual(pattern);
      const rule = await aws.eventBridge.send(
        new DescribeRuleCommand({ Name: 'rule-a', EventBusName: bus.name }),
      );
      expect(rule.EventBusName).toBe(bus.name);
      const { Tags } = await aws.eventBridge.send(
        new ListTagsForResourceCommand({ ResourceARN: rule.Arn }),
      );
      expect(Tags).toEqual([
        { Key: 'event-topology:component', Value: 'order' },
      ]);
    },
  },
  {
    behaviour:
      'gives targets back with transformer, retries and dead-letter queue',
    async run(context) {
      const { aws } = context;
      const bus = await createBus(context);
      const queue = await createQueue(context);
      const letters = await createQueue(context);
      const first: Target = {
        Id: 'first',
        Arn: queue.arn,
        InputTransformer: {
          InputPathsMap: { id: '$.detail.id' },
          InputTemplate: '{"id": <id>}',
        },
        DeadLetterConfig: { Arn: letters.arn },
        RetryPolicy: {
          MaximumEventAgeInSeconds: 3600,
          MaximumRetryAttempts: 3,
        },
      };
      const second: Target = { Id: 'second', Arn: letters.arn };
      const rule = await createRule(context, bus.name, { source: ['a'] }, [
        first,
        second,
      ]);
      const targets = await context.pages<Target>(
        'events:ListTargetsByRule',
        async NextToken => {
          const page = await aws.eventBridge.send(
            new ListTargetsByRuleCommand({
              Rule: rule.name,
              EventBusName: bus.name,
              Limit: 1,
              NextToken,
            }),
          );
          return { items: page.Targets, next: page.NextToken };
        },
      );
      expect(targets).toHaveLength(2);
      expect(targets).toEqual(
        expect.arrayContaining([
          expect.objectContaining(first),
          expect.objectContaining(second),
        ]),
      );
      const byTarget = await aws.eventBridge.send(
        new ListRuleNamesByTargetCommand({
          TargetArn: queue.arn,
          EventBusName: bus.name,
        }),
      );
      expect(byTarget.RuleNames).toEqual([rule.name]);
    },
  },
  {
    behaviour: 'keeps API destinations with the connection they use',
    async run(context) {
      const { aws } = context;
      const Name = context.name('destination');
      const connection = await aws.eventBridge.send(
        new CreateConnectionCommand({
          Name,
          AuthorizationType: 'API_KEY',
          AuthParameters: {
            ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 's' },
          },
        }),
      );
      context.cleanUp(() =>
        aws.eventBridge.send(new DeleteConnectionCommand({ Name })),
      );
      await aws.eventBridge.send(
        new CreateApiDestinationCommand({
          Name,
          ConnectionArn: connection.ConnectionArn,
          InvocationEndpoint: 'https://payment.example.com/orders',
          HttpMethod: 'POST',
          InvocationRateLimitPerSecond: 50,
        }),
      );
      context.cleanUp(() =>
        aws.eventBridge.send(new DeleteApiDestinationCommand({ Name })),
      );
      const described = await context.eventually(
        'an active API destination',
        async () => {
          const answer = await aws.eventBridge.send(
            new DescribeApiDestinationCommand({ Name }),
          );
          return answer.ApiDestinationState === 'ACTIVE' && answer;
        },
      );
      expect(described).toMatchObject({
        ConnectionArn: connection.ConnectionArn,
        InvocationEndpoint: 'https://payment.example.com/orders',
        HttpMethod: 'POST',
        InvocationRateLimitPerSecond: 50,
      });
      const kept = await aws.eventBridge.send(
        new DescribeConnectionCommand({ Name }),
      );
      expect(kept.AuthorizationType).toBe('API_KEY');
      expect(JSON.stringify(kept.AuthParameters)).not.toContain('"s"');
    },
  },
  {
    behaviour: 'lists connections and API destinations by prefix, page by page',
    async run(context) {
      const { aws } = context;
      const prefix = context.name('http');
      const names = ['a', 'b', 'c'].map(suffix => `${prefix}-${suffix}`);
      for (const Name of names) {
        const { ConnectionArn } = await aws.eventBridge.send(
          new CreateConnectionCommand({
            Name,
            AuthorizationType: 'BASIC',
            AuthParameters: {
              BasicAuthParameters: { Username: 'shop', Password: 'secret' },
            },
          }),
        );
        context.cleanUp(() =>
          aws.eventBridge.send(new DeleteConnectionCommand({ Name })),
        );
        await aws.eventBridge.send(
          new CreateApiDestinationCommand({
            Name,
            ConnectionArn,
            InvocationEndpoint: `https://${Name}.example.com/`,
            HttpMethod: 'PUT',
          }),
        );
        context.cleanUp(() =>
          aws.eventBridge.send(new DeleteApiDestinationCommand({ Name })),
        );
      }
      const connections = await context.pages<Connection>(
        'events:ListConnections',
        async NextToken => {
          const page = await aws.eventBridge.send(
            new ListConnectionsCommand({
              NamePrefix: prefix,
              Limit: 2,
              NextToken,
            }),
          );
          return { items: page.Connections, next: page.NextToken };
        },
      );
      expect(connections.map(one => one.Name).sort()).toEqual(names);
      const destinations = await context.pages<ApiDestination>(
        'events:ListApiDestinations',
        async NextToken => {
          const page = await aws.eventBridge.send(
            new ListApiDestinationsCommand({
              NamePrefix: prefix,
              Limit: 2,
              NextToken,
            }),
          );
          return { items: page.ApiDestinations, next: page.NextToken };
        },
      );
      expect(destinations.map(one => one.Name).sort()).toEqual(names);
    },
  },
  {
    behaviour: 'archives a bus by a rule of its own that it marks as managed',
    async run(context) {
      const { aws } = context;
      const bus = await createBus(context);
      const ArchiveName = context.name('archive');
      await aws.eventBridge.send(
        new CreateArchiveCommand({
          ArchiveName,
          EventSourceArn: bus.arn,
          RetentionDays: 7,
        }),
      );
      context.cleanUp(() =>
        aws.eventBridge.send(new DeleteArchiveCommand({ ArchiveName })),
      );
      const { Archives } = await aws.eventBridge.send(
        new ListArchivesCommand({ EventSourceArn: bus.arn }),
      );
      expect(Archives?.map(archive => archive.ArchiveName)).toEqual([
        ArchiveName,
      ]);
      const archive = await aws.eventBridge.send(
        new DescribeArchiveCommand({ ArchiveName }),
      );
      expect(archive).toMatchObject({
        EventSourceArn: bus.arn,
        RetentionDays: 7,
      });
      const { Rules } = await aws.eventBridge.send(
        new ListRulesCommand({ EventBusName: bus.name }),
      );
      expect(Rules).toEqual([
        expect.objectContaining({
          Name: expect.stringMatching(/^Events-Archive-/),
          ManagedBy: expect.any(String),
        }),
      ]);
    },
  },
  {
    behaviour: 'tests patterns, and refuses what is no pattern',
    async run({ aws, accountId, region }) {
      const event = (durationSeconds: number) =>
        JSON.stringify({
          id: '7bf73129-1428-4cd3-a780-95db273d1602',
          'detail-type': 'VideoUploaded',
          source: 'shop.media',
          account: accountId,
          time: '2026-11-27T03:30:00Z',
          region,
          resources: [],
          detail: { durationSeconds },
        });
      const EventPattern = JSON.stringify({
        detail: { durationSeconds: [{ numeric: ['>', 120] }] },
      });
      for (const [duration, matches] of [
        [119, false],
        [121, true],
      ] as const) {
        const { Result } = await aws.eventBridge.send(
          new TestEventPatternCommand({ EventPattern, Event: event(duration) }),
        );
        expect(Result).toBe(matches);
      }
      await expectError(
        aws.eventBridge.send(
          new TestEventPatternCommand({
            EventPattern: '{"source": "not a list"}',
            Event: event(1),
          }),
        ),
        'InvalidEventPatternException',
      );
    },
  },
  {
    behaviour: 'refuses a second bus of a name, and a rule that is not there',
    async run(context) {
      const { aws } = context;
      const bus = await createBus(context);
      await expectError(
        aws.eventBridge.send(new CreateEventBusCommand({ Name: bus.name })),
        'ResourceAlreadyExistsException',
      );
      await expectError(
        aws.eventBridge.send(
          new DescribeRuleCommand({ Name: 'absent', EventBusName: bus.name }),
        ),
        'ResourceNotFoundException',
      );
    },
  },
];
