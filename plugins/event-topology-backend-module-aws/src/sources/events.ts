import {
  ApiDestination,
  Archive,
  DescribeConnectionCommand,
  DescribeConnectionCommandOutput,
  DescribeEventBusCommand,
  DescribeEventBusCommandOutput,
  Endpoint,
  EventBridgeClient,
  EventBus,
  ListApiDestinationsCommand,
  ListArchivesCommand,
  ListEndpointsCommand,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  Rule,
  Target,
} from '@aws-sdk/client-eventbridge';
import {
  ApiDestinationAttributes,
  EdgeDetails,
  EventBusAttributes,
  Evidence,
  GlobalEndpointAttributes,
  RuleAttributes,
  TopologyEdge,
  TopologyNodeOf,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { nodeIdOfArn, taskDefinitionNodeId } from '../arns/node-id';
import { patternSources } from '../definitions/pattern-sources';
import { accountNodeId } from '../findings/account-node-id';
import { Findings, emptyFindings } from '../findings/findings';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { admittedPrincipals } from '../policies/admitted-principals';
import { AwsSource, SourceContext } from './aws-source';

const PAGE_SIZE = 100;

/** `CreateArchive` adds a rule of this name that nobody may change. */
const ARCHIVE_RULE_PREFIX = 'Events-Archive-';

/**
 * Buses, rules, targets, archives, global endpoints, API destinations and their
 * connections. 1 call a 100 buses, archives, global endpoints, API destinations,
 * and rules of a bus; 1 a bus, 1 a rule (its targets), 1 a connection that an
 * API destination uses.
 */
export const eventsSource: AwsSource = {
  service: 'events',
  scope: 'region',
  createClient: config => new EventBridgeClient(config),

  async read(context) {
    const found = { ...emptyFindings(), archiveRules: new Map<string, Rule>() };
    const archives: Archive[] = [];
    await Promise.all([
      readBuses(context, found),
      context.resources.attempt('archives', () =>
        readArchives(context, archives),
      ),
      context.resources.attempt('API destinations', () =>
        readApiDestinations(context, found),
      ),
      context.resources.attempt('global endpoints', () =>
        readGlobalEndpoints(context, found),
      ),
    ]);
    await context.resources.done();
    for (const archive of archives) {
      const { node, edge } = archiveFindings(
        context,
        archive,
        found.archiveRules.get(`${ARCHIVE_RULE_PREFIX}${archive.ArchiveName}`),
      );
      found.nodes.push(node);
      found.edges.push(edge);
    }
    const { nodes, edges, taskDefinitionReferences } = found;
    return { nodes, edges, taskDefinitionReferences };
  },
};

/** What the reads add to, and the rules that belong to archives. */
type EventsFindings = Findings & { archiveRules: Map<string, Rule> };

/** A bus that has what it is known by. */
type KnownBus = EventBus & { Arn: string; Name: string };

async function readBuses(
  context: SourceContext,
  found: EventsFindings,
): Promise<void> {
  const listed = context.pages(
    'event buses',
    token =>
      context.send(
        new ListEventBusesCommand({ Limit: PAGE_SIZE, NextToken: token }),
      ),
    page => page.NextToken,
  );
  for await (const page of listed) {
    for (const { Arn, Name, ...rest } of page.EventBuses ?? []) {
      if (Arn && Name) {
        addBus(context, found, { Arn, Name, ...rest });
      }
    }
  }
}

function addBus(
  context: SourceContext,
  found: EventsFindings,
  bus: KnownBus,
): void {
  const node = busNode(context, bus);
  found.nodes.push(node);
  found.edges.push(...busAdmissionEdges(node));
  context.resources.add('rules', `rules of ${bus.Name}`, () =>
    readRules(context, found, bus),
  );
  context.resources.add('event bus', bus.Name, async () => {
    const details = await context.send(
      new DescribeEventBusCommand({ Name: bus.Name }),
    );
    found.edges.push(...addBusDetails(node, details));
  });
}

async function readRules(
  context: SourceContext,
  found: EventsFindings,
  bus: KnownBus,
): Promise<void> {
  const listed = context.pages(
    `rules of ${bus.Name}`,
    token =>
      context.send(
        new ListRulesCommand({
          EventBusName: bus.Name,
          Limit: PAGE_SIZE,
          NextToken: token,
        }),
      ),
    page => page.NextToken,
  );
  for await (const page of listed) {
    for (const rule of page.Rules ?? []) {
      if (isArchiveRule(rule)) {
        found.archiveRules.set(rule.Name ?? '', rule);
      } else {
        addRule(context, found, bus, rule);
      }
    }
  }
}

function addRule(
  context: SourceContext,
  found: EventsFindings,
  bus: KnownBus,
  rule: Rule,
): void {
  const { rule: node, sources, edges } = ruleFindings(context, bus.Arn, rule);
  found.nodes.push(node, ...sources);
  found.edges.push(...edges);
  context.resources.add('targets', node.name, async () => {
    const targets = await readTargets(context, bus, node.name);
    node.attributes.targetCount = targets.length;
    for (const target of targets) {
      found.edges.push(...targetEdges(context, node.id, target));
      if (target.EcsParameters?.TaskDefinitionArn) {
        found.taskDefinitionReferences.push(
          target.EcsParameters.TaskDefinitionArn,
        );
      }
    }
  });
}

async function readTargets(
  context: SourceContext,
  bus: KnownBus,
  ruleName: string,
): Promise<Target[]> {
  const targets: Target[] = [];
  const listed = context.pages(
    `targets of ${ruleName}`,
    token =>
      context.send(
        new ListTargetsByRuleCommand({
          EventBusName: bus.Name,
          Rule: ruleName,
          Limit: PAGE_SIZE,
          NextToken: token,
        }),
      ),
    page => page.NextToken,
  );
  for await (const page of listed) {
    targets.push(...(page.Targets ?? []));
  }
  return targets;
}

async function readArchives(
  context: SourceContext,
  archives: Archive[],
): Promise<void> {
  const listed = context.pages(
    'archives',
    token =>
      context.send(
        new ListArchivesCommand({ Limit: PAGE_SIZE, NextToken: token }),
      ),
    page => page.NextToken,
  );
  for await (const page of listed) {
    archives.push(...(page.Archives ?? []));
  }
}

async function readApiDestinations(
  context: SourceContext,
  found: EventsFindings,
): Promise<void> {
  const byConnection = new Map<string, TopologyNodeOf<'api-destination'>[]>();
  const listed = context.pages(
    'API destinations',
    token =>
      context.send(
        new ListApiDestinationsCommand({ Limit: PAGE_SIZE, NextToken: token }),
      ),
    page => page.NextToken,
  );
  for await (const page of listed) {
    for (const destination of page.ApiDestinations ?? []) {
      const node = apiDestinationNode(context, destination);
      found.nodes.push(node);
      const { connectionName } = node.attributes;
      if (connectionName) {
        byConnection.set(connectionName, [
          ...(byConnection.get(connectionName) ?? []),
          node,
        ]);
      }
    }
  }
  for (const [connectionName, users] of byConnection) {
    context.resources.add('connection', connectionName, async () => {
      const details = await context.send(
        new DescribeConnectionCommand({ Name: connectionName }),
      );
      users.forEach(user => addConnectionDetails(user, details));
    });
  }
}

async function readGlobalEndpoints(
  context: SourceContext,
  found: EventsFindings,
): Promise<void> {
  const listed = context.pages(
    'global endpoints',
    token =>
      context.send(
        new ListEndpointsCommand({ MaxResults: PAGE_SIZE, NextToken: token }),
      ),
    page => page.NextToken,
  );
  for await (const page of listed) {
    for (const endpoint of page.Endpoints ?? []) {
      const { node, edges } = globalEndpointFindings(context, endpoint);
      found.nodes.push(node);
      found.edges.push(...edges);
    }
  }
}

/** Such a rule is folded into its archive: it would only say the same twice. */
export function isArchiveRule(rule: Rule): boolean {
  return Boolean(rule.ManagedBy && rule.Name?.startsWith(ARCHIVE_RULE_PREFIX));
}

export function busNode(
  place: ReadingPlace,
  bus: EventBus & { Arn: string; Name: string },
): TopologyNodeOf<'event-bus'> {
  return makeNode(
    place,
    'event-bus',
    bus.Arn,
    bus.Name,
    withoutUndefined<EventBusAttributes>({
      isDefault: bus.Name === 'default',
      description: bus.Description || undefined,
      policy: bus.Policy || undefined,
    }),
  );
}

/** The edges from the accounts that the bus's own policy lets publish. */
export function busAdmissionEdges(
  bus: TopologyNodeOf<'event-bus'>,
): TopologyEdge[] {
  const { policy } = bus.attributes;
  if (!policy) {
    return [];
  }
  return admittedPrincipals(policy, 'events:PutEvents', bus.accountId).map(
    ({ sourceArn, accountId, statement }) =>
      makeEdge({
        from: sourceArn ?? accountNodeId(accountId ?? ''),
        kind: sourceArn ? 'delivers' : 'publishes',
        to: bus.id,
        confidence: 'inferred',
        evidence: {
          scope: bus.scope,
          source: 'aws-api',
          operation: 'events:ListEventBuses',
          field: 'EventBuses[].Policy',
          value: statement,
        },
      }),
  );
}

/** Adds what only `DescribeEventBus` says, and gives the edge to the bus's dead-letter queue. */
export function addBusDetails(
  bus: TopologyNodeOf<'event-bus'>,
  details: Partial<DescribeEventBusCommandOutput>,
): TopologyEdge[] {
  if (details.KmsKeyIdentifier) {
    bus.attributes.kmsKeyIdentifier = details.KmsKeyIdentifier;
  }
  const deadLetterQueueArn = details.DeadLetterConfig?.Arn;
  if (!deadLetterQueueArn) {
    return [];
  }
  bus.attributes.deadLetterQueueArn = deadLetterQueueArn;
  return [
    makeEdge({
      from: bus.id,
      kind: 'dead-letters',
      to: deadLetterQueueArn,
      confidence: 'configured',
      evidence: {
        scope: bus.scope,
        source: 'aws-api',
        operation: 'events:DescribeEventBus',
        field: 'DeadLetterConfig.Arn',
        value: deadLetterQueueArn,
      },
    }),
  ];
}

/**
 * A rule, the edge from its bus, and the event sources that its pattern waits
 * for. That a pattern names a source does not prove that the source publishes,
 * so those edges are inferred.
 */
export function ruleFindings(
  place: ReadingPlace,
  busArn: string,
  rule: Rule,
): {
  rule: TopologyNodeOf<'rule'>;
  sources: TopologyNodeOf<'event-source'>[];
  edges: TopologyEdge[];
} {
  const id = rule.Arn ?? '';
  const node = makeNode(
    place,
    'rule',
    id,
    rule.Name ?? id,
    withoutUndefined<RuleAttributes>({
      state: rule.State ?? 'ENABLED',
      eventBusName: rule.EventBusName ?? 'default',
      eventPattern: rule.EventPattern || undefined,
      scheduleExpression: rule.ScheduleExpression || undefined,
      description: rule.Description || undefined,
      managedBy: rule.ManagedBy || undefined,
      targetCount: 0,
    }),
  );
  const edges: TopologyEdge[] = [];
  const sources: TopologyNodeOf<'event-source'>[] = [];
  if (rule.EventPattern) {
    const evidence: Evidence = {
      scope: place.scope,
      source: 'aws-api',
      operation: 'events:ListRules',
      field: 'Rules[].EventPattern',
      value: rule.EventPattern,
    };
    edges.push(
      makeEdge({
        from: busArn,
        kind: 'matches',
        to: id,
        confidence: 'configured',
        evidence,
        details: { eventPattern: rule.EventPattern },
      }),
    );
    for (const source of patternSources(rule.EventPattern)) {
      const sourceNode = makeNode(
        place,
        'event-source',
        `urn:event-topology:event-source:${place.accountId}:${place.region}:${source}`,
        source,
        { source },
      );
      sources.push(sourceNode);
      edges.push(
        makeEdge({
          from: sourceNode.id,
          kind: 'publishes',
          to: busArn,
          confidence: 'inferred',
          evidence: { ...evidence, resourceArn: id },
        }),
      );
    }
  }
  return { rule: node, sources, edges };
}

/** The edges to a rule's target and to the dead-letter queue of that target. */
export function targetEdges(
  place: ReadingPlace,
  ruleArn: string,
  target: Target,
): TopologyEdge[] {
  const { Id = '', Arn } = target;
  if (!Arn) {
    return [];
  }
  const taskDefinition = target.EcsParameters?.TaskDefinitionArn;
  const deadLetterArn = target.DeadLetterConfig?.Arn;
  const evidence = (field: string, value: string): Evidence => ({
    scope: place.scope,
    source: 'aws-api',
    operation: 'events:ListTargetsByRule',
    field,
    value,
  });
  const edges = [
    makeEdge({
      from: ruleArn,
      kind: 'delivers',
      // The target's own ARN is merely the cluster that the task runs on.
      to: taskDefinition
        ? taskDefinitionNodeId(taskDefinition, place)
        : nodeIdOfArn(Arn),
      confidence: 'configured',
      evidence: taskDefinition
        ? evidence('Targets[].EcsParameters.TaskDefinitionArn', taskDefinition)
        : evidence('Targets[].Arn', Arn),
      details: withoutUndefined<EdgeDetails>({
        targetId: Id,
        inputTransformation: inputTransformation(target),
        deadLetterArn,
        maximumRetryAttempts: target.RetryPolicy?.MaximumRetryAttempts,
        maximumEventAgeSeconds: target.RetryPolicy?.MaximumEventAgeInSeconds,
        taskCount: taskDefinition
          ? target.EcsParameters?.TaskCount ?? 1
          : undefined,
      }),
      discriminator: Id,
    }),
  ];
  if (deadLetterArn) {
    edges.push(
      makeEdge({
        from: ruleArn,
        kind: 'dead-letters',
        to: deadLetterArn,
        confidence: 'configured',
        evidence: evidence('Targets[].DeadLetterConfig.Arn', deadLetterArn),
        details: { targetId: Id },
        discriminator: Id,
      }),
    );
  }
  return edges;
}

function inputTransformation(
  target: Target,
): EdgeDetails['inputTransformation'] {
  if (target.InputTransformer) {
    return 'inputTransformer';
  }
  if (target.InputPath) {
    return 'inputPath';
  }
  return target.Input ? 'input' : undefined;
}

/** An archive and the edge to it; the rule that AWS manages for it tells which events it keeps. */
export function archiveFindings(
  place: ReadingPlace,
  archive: Archive,
  rule?: Rule,
): { node: TopologyNodeOf<'archive'>; edge: TopologyEdge } {
  const name = archive.ArchiveName ?? '';
  const busArn = archive.EventSourceArn ?? '';
  const bus = parseArn(busArn);
  // `ListArchives` gives no ARN; it is made of the bus's place and the name.
  const id = `arn:${bus?.partition ?? 'aws'}:events:${
    bus?.region ?? place.region
  }:${bus?.accountId ?? place.accountId}:archive/${name}`;
  const node = makeNode(place, 'archive', id, name, {
    state: archive.State ?? 'ENABLED',
    eventSourceArn: busArn,
    ...(archive.RetentionDays !== undefined && {
      retentionDays: archive.RetentionDays,
    }),
  });
  const evidence: Evidence[] = [
    {
      scope: place.scope,
      source: 'aws-api',
      operation: 'events:ListArchives',
      field: 'Archives[].EventSourceArn',
      value: busArn,
    },
  ];
  if (rule?.EventPattern) {
    evidence.push({
      scope: place.scope,
      source: 'aws-api',
      operation: 'events:ListRules',
      field: 'Rules[].EventPattern',
      value: rule.EventPattern,
      ...(rule.Arn && { resourceArn: rule.Arn }),
    });
  }
  return {
    node,
    edge: makeEdge({
      from: busArn,
      kind: 'archives',
      to: id,
      confidence: 'configured',
      evidence,
      details: rule?.EventPattern
        ? { eventPattern: rule.EventPattern }
        : undefined,
    }),
  };
}

/**
 * A global endpoint and the edges to its two buses. AWS lists the buses without
 * order: the secondary one is that in the region that failover goes to.
 */
export function globalEndpointFindings(
  place: ReadingPlace,
  endpoint: Endpoint,
): { node: TopologyNodeOf<'global-endpoint'>; edges: TopologyEdge[] } {
  const id = endpoint.Arn ?? '';
  const { Primary, Secondary } = endpoint.RoutingConfig?.FailoverConfig ?? {};
  const busArns = (endpoint.EventBuses ?? []).flatMap(
    ({ EventBusArn }) => EventBusArn ?? [],
  );
  const isSecondary = (arn: string) =>
    parseArn(arn)?.region === Secondary?.Route;
  const secondaryBusArn = busArns.find(isSecondary);
  const node = makeNode(
    place,
    'global-endpoint',
    id,
    endpoint.Name ?? id,
    withoutUndefined<GlobalEndpointAttributes>({
      state: endpoint.State ?? 'ACTIVE',
      stateReason: endpoint.StateReason || undefined,
      description: endpoint.Description || undefined,
      endpointId: endpoint.EndpointId,
      endpointUrl: endpoint.EndpointUrl,
      replicationState: endpoint.ReplicationConfig?.State,
      healthCheckArn: Primary?.HealthCheck,
      primaryBusArn: busArns.find(arn => !isSecondary(arn)),
      secondaryBusArn,
      secondaryRegion: Secondary?.Route,
      roleArn: endpoint.RoleArn || undefined,
    }),
  );
  const edges = busArns.map(arn =>
    makeEdge({
      from: id,
      kind: 'publishes',
      to: arn,
      confidence: 'configured',
      evidence: {
        scope: place.scope,
        source: 'aws-api',
        operation: 'events:ListEndpoints',
        field: 'Endpoints[].EventBuses[].EventBusArn',
        value: arn,
      },
      details: {
        failoverRole: arn === secondaryBusArn ? 'secondary' : 'primary',
      },
    }),
  );
  return { node, edges };
}

export function apiDestinationNode(
  place: ReadingPlace,
  destination: ApiDestination,
): TopologyNodeOf<'api-destination'> {
  const id = destination.ApiDestinationArn ?? '';
  // …:connection/name/uuid
  const connectionName = destination.ConnectionArn?.split('/')[1];
  return makeNode(
    place,
    'api-destination',
    id,
    destination.Name ?? id,
    withoutUndefined<ApiDestinationAttributes>({
      state: destination.ApiDestinationState ?? 'ACTIVE',
      httpMethod: destination.HttpMethod ?? 'POST',
      invocationEndpoint: destination.InvocationEndpoint ?? '',
      invocationRateLimitPerSecond: destination.InvocationRateLimitPerSecond,
      connectionArn: destination.ConnectionArn,
      connectionName,
    }),
  );
}

export function addConnectionDetails(
  destination: TopologyNodeOf<'api-destination'>,
  connection: Partial<DescribeConnectionCommandOutput>,
): void {
  Object.assign(
    destination.attributes,
    withoutUndefined<Partial<ApiDestinationAttributes>>({
      connectionState: connection.ConnectionState,
      authorizationType: connection.AuthorizationType,
      resourceConfigurationArn:
        connection.InvocationConnectivityParameters?.ResourceParameters
          ?.ResourceConfigurationArn,
    }),
  );
}
