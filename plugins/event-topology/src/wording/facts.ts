import {
  brokerQueueName,
  parseArn,
  ScalingPolicyAttributes,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { Fact } from './Fact';
import { formatCount } from './format-count';
import { formatDuration } from './format-duration';
import { nameOfArn } from './name-of-arn';
import { prettyJson } from './pretty-json';
import { Translate } from './Translate';

/** What AWS says about a resource, in plain words. */
export function nodeFacts(t: Translate, node: TopologyNode): Fact[] {
  switch (node.kind) {
    case 'event-source':
      return [{ label: t('fact.source'), value: node.attributes.source }];
    case 'global-endpoint':
      return globalEndpointFacts(t, node);
    case 'event-bus':
      return busFacts(t, node);
    case 'archive':
      return [
        { label: t('fact.state'), value: node.attributes.state },
        {
          label: t('fact.keeps'),
          value: node.attributes.retentionDays
            ? t('duration.days', { count: node.attributes.retentionDays })
            : t('fact.forEver'),
        },
        linked(t('fact.archiveOf'), node.attributes.eventSourceArn),
      ];
    case 'rule':
      return ruleFacts(t, node);
    case 'schedule':
      return present([
        state(t, node.attributes.state),
        {
          label: t('fact.schedule'),
          value: node.attributes.scheduleExpression,
        },
        optional(
          t('fact.timezone'),
          node.attributes.scheduleExpressionTimezone,
        ),
        { label: t('fact.group'), value: node.attributes.groupName },
      ]);
    case 'pipe':
      return pipeFacts(t, node);
    case 'api-destination':
      return apiDestinationFacts(t, node);
    case 'rest-api':
      return present([
        optional(t('fact.description'), node.attributes.description),
        {
          label: t('fact.endpoints'),
          value: node.attributes.endpointTypes.join(', '),
        },
        node.attributes.integratedMethods.length > 0 && {
          label: t('fact.methods'),
          value: node.attributes.integratedMethods.join('\n'),
          code: true,
        },
      ]);
    case 'topic':
      return topicFacts(t, node);
    case 'queue':
      return queueFacts(t, node);
    case 'stream':
      return present([
        { label: t('fact.status'), value: node.attributes.status },
        number(t('fact.shards'), node.attributes.shardCount),
        optional(t('fact.mode'), node.attributes.streamMode),
        duration(
          t,
          t('fact.keeps'),
          node.attributes.retentionPeriodHours === undefined
            ? undefined
            : node.attributes.retentionPeriodHours * 3600,
        ),
        node.attributes.encryptionType !== undefined && {
          label: t('fact.encryption'),
          value:
            node.attributes.encryptionType === 'NONE'
              ? t('fact.notEncrypted')
              : t('fact.encryptedByKms'),
        },
        optional(
          t('fact.consumers'),
          node.attributes.consumers?.map(({ name }) => name).join(', '),
        ),
      ]);
    case 'kafka-topic':
      return kafkaTopicFacts(t, node);
    case 'broker':
      return brokerFacts(t, node);
    case 'state-machine':
      return present([
        {
          label: t('fact.type'),
          value:
            node.attributes.type === 'EXPRESS'
              ? t('fact.expressMachine')
              : t('fact.standardMachine'),
        },
        optional(t('fact.status'), node.attributes.status),
        number(t('fact.states'), node.attributes.stateCount),
        optional(t('fact.logging'), node.attributes.loggingLevel),
        switched(t, t('fact.tracing'), node.attributes.tracingEnabled),
      ]);
    case 'activity':
      return present([
        optional(
          t('fact.created'),
          node.attributes.creationDate &&
            new Date(node.attributes.creationDate).toLocaleString(),
        ),
      ]);
    case 'ecs-service':
      return serviceFacts(t, node);
    case 'task-definition':
      return present([
        { label: t('fact.family'), value: node.attributes.family },
        number(t('fact.revision'), node.attributes.revision),
        taskSize(t, node.attributes.cpu, node.attributes.memory),
        optional(t('fact.network'), node.attributes.networkMode),
        containers(t, node.attributes.containers),
      ]);
    case 'function':
      return present([
        optional(t('fact.state'), node.attributes.state),
        optional(t('fact.runtime'), node.attributes.runtime),
        optional(t('fact.handler'), node.attributes.handler),
        node.attributes.memorySizeMegabytes !== undefined && {
          label: t('fact.memory'),
          value: t('fact.megabytes', {
            value: String(node.attributes.memorySizeMegabytes),
          }),
        },
        duration(t, t('fact.timeout'), node.attributes.timeoutSeconds),
      ]);
    case 'external':
      return present([
        { label: t('fact.protocol'), value: node.attributes.protocol },
        optional(t('fact.endpoint'), node.attributes.endpoint),
        optional(t('fact.description'), node.attributes.description),
      ]);
    default:
      return [];
  }
}

function globalEndpointFacts(
  t: Translate,
  { attributes }: TopologyNodeOf<'global-endpoint'>,
): Fact[] {
  return present([
    { label: t('fact.state'), value: attributes.state },
    optional(t('fact.reason'), attributes.stateReason),
    optional(t('fact.description'), attributes.description),
    optional(t('fact.endpointId'), attributes.endpointId),
    attributes.primaryBusArn !== undefined &&
      linkedInRegion(t('fact.primaryBus'), attributes.primaryBusArn),
    attributes.secondaryBusArn !== undefined &&
      linkedInRegion(t('fact.secondaryBus'), attributes.secondaryBusArn),
    {
      label: t('fact.replication'),
      value:
        attributes.replicationState === 'ENABLED'
          ? t('fact.replicates')
          : t('fact.doesNotReplicate'),
    },
    optional(t('fact.healthCheck'), attributes.healthCheckArn),
    optional(t('fact.role'), attributes.roleArn),
  ]);
}

function busFacts(t: Translate, node: TopologyNodeOf<'event-bus'>): Fact[] {
  const { attributes } = node;
  return present([
    {
      label: t('fact.type'),
      value: attributes.isDefault ? t('fact.defaultBus') : t('fact.customBus'),
    },
    optional(t('fact.description'), attributes.description),
    attributes.deadLetterQueueArn !== undefined &&
      linked(t('fact.deadLetters'), attributes.deadLetterQueueArn),
    optional(t('fact.encryptionKey'), attributes.kmsKeyIdentifier),
    attributes.policy !== undefined && {
      label: t('fact.resourcePolicy'),
      value: prettyJson(attributes.policy),
      code: true,
    },
  ]);
}

function ruleFacts(t: Translate, node: TopologyNodeOf<'rule'>): Fact[] {
  const { attributes } = node;
  return present([
    state(t, attributes.state),
    optional(t('fact.description'), attributes.description),
    { label: t('fact.bus'), value: attributes.eventBusName },
    { label: t('fact.targets'), value: formatCount(attributes.targetCount) },
    optional(t('fact.schedule'), attributes.scheduleExpression),
    attributes.eventPattern !== undefined && {
      label: t('fact.pattern'),
      value: prettyJson(attributes.eventPattern),
      code: true,
    },
    optional(t('fact.managedBy'), attributes.managedBy),
  ]);
}

function pipeFacts(t: Translate, node: TopologyNodeOf<'pipe'>): Fact[] {
  const { attributes } = node;
  const wanted =
    attributes.desiredState === attributes.currentState
      ? ''
      : ` (${t('fact.wanted', { state: attributes.desiredState })})`;
  return present([
    { label: t('fact.state'), value: `${attributes.currentState}${wanted}` },
    optional(t('fact.reason'), attributes.stateReason),
    linked(t('fact.pipeSource'), attributes.sourceArn),
    attributes.enrichmentArn !== undefined &&
      linked(t('fact.pipeEnrichment'), attributes.enrichmentArn),
    linked(t('fact.pipeTarget'), attributes.targetArn),
  ]);
}

function apiDestinationFacts(
  t: Translate,
  node: TopologyNodeOf<'api-destination'>,
): Fact[] {
  const { attributes } = node;
  return present([
    { label: t('fact.state'), value: attributes.state },
    {
      label: t('fact.calls'),
      value: `${attributes.httpMethod} ${attributes.invocationEndpoint}`,
      code: true,
    },
    {
      label: t('fact.reach'),
      value: attributes.resourceConfigurationArn
        ? t('fact.privateVia')
        : t('fact.publicEndpoint'),
    },
    attributes.invocationRateLimitPerSecond !== undefined && {
      label: t('fact.rateLimit'),
      value: t('fact.rateLimitValue', {
        rate: formatCount(attributes.invocationRateLimitPerSecond),
      }),
    },
    optional(
      t('fact.connection'),
      attributes.connectionName &&
        [attributes.connectionName, attributes.connectionState]
          .filter(Boolean)
          .join(', '),
    ),
    optional(t('fact.authorization'), attributes.authorizationType),
  ]);
}

function kafkaTopicFacts(
  t: Translate,
  { attributes }: TopologyNodeOf<'kafka-topic'>,
): Fact[] {
  return present([
    {
      label: t('fact.kafkaCluster'),
      value: attributes.clusterName,
      nodeId: attributes.clusterArn,
    },
    number(t('fact.partitions'), attributes.partitionCount),
    number(t('fact.replicas'), attributes.replicationFactor),
    optional(t('fact.consumerGroups'), attributes.consumerGroups?.join(', ')),
  ]);
}

function brokerFacts(
  t: Translate,
  { attributes }: TopologyNodeOf<'broker'>,
): Fact[] {
  return present([
    { label: t('fact.engine'), value: engineName(t, attributes.engine) },
    optional(t('fact.version'), attributes.version),
    optional(t('fact.state'), attributes.state),
    optional(t('fact.deployment'), attributes.deployment),
    optional(t('fact.instanceType'), attributes.instanceType),
    number(t('fact.brokerNodes'), attributes.brokerNodeCount),
    optional(
      t('fact.brokerQueues'),
      attributes.queues?.map(brokerQueueName).join(', '),
    ),
  ]);
}

function engineName(t: Translate, engine: string): string {
  switch (engine) {
    case 'KAFKA':
      return t('fact.engineKafka');
    case 'ACTIVEMQ':
      return t('fact.engineActiveMq');
    case 'RABBITMQ':
      return t('fact.engineRabbitMq');
    default:
      return engine;
  }
}

function topicFacts(t: Translate, node: TopologyNodeOf<'topic'>): Fact[] {
  const { attributes } = node;
  return present([
    {
      label: t('fact.type'),
      value: attributes.fifo ? t('fact.fifoTopic') : t('fact.standard'),
    },
    optional(t('fact.displayName'), attributes.displayName),
    attributes.subscriptionsConfirmed !== undefined && {
      label: t('fact.subscriptions'),
      value: t('fact.subscriptionsValue', {
        confirmed: formatCount(attributes.subscriptionsConfirmed),
        pending: formatCount(attributes.subscriptionsPending ?? 0),
      }),
    },
    optional(t('fact.encryptionKey'), attributes.kmsMasterKeyId),
  ]);
}

function queueFacts(t: Translate, node: TopologyNodeOf<'queue'>): Fact[] {
  const { attributes } = node;
  return present([
    attributes.deadLetterQueue && {
      label: t('fact.role'),
      value: t('fact.isDeadLetterQueue'),
    },
    {
      label: t('fact.type'),
      value: attributes.fifo ? t('fact.fifoQueue') : t('fact.standard'),
    },
    deadLetters(t, attributes),
    duration(
      t,
      t('fact.visibilityTimeout'),
      attributes.visibilityTimeoutSeconds,
    ),
    duration(t, t('fact.retention'), attributes.messageRetentionPeriodSeconds),
    attributes.receiveMessageWaitTimeSeconds !== undefined && {
      label: t('fact.longPoll'),
      value:
        attributes.receiveMessageWaitTimeSeconds > 0
          ? formatDuration(t, attributes.receiveMessageWaitTimeSeconds)
          : t('fact.longPollOff'),
    },
    attributes.delaySeconds
      ? duration(t, t('fact.delay'), attributes.delaySeconds)
      : undefined,
    attributes.maximumMessageSizeBytes !== undefined && {
      label: t('fact.maximumSize'),
      value: t('fact.kilobytes', {
        value: formatCount(attributes.maximumMessageSizeBytes / 1024),
      }),
    },
    attributes.encrypted !== undefined && {
      label: t('fact.encrypted'),
      value: attributes.encrypted ? t('panel.yes') : t('panel.no'),
    },
  ]);
}

function deadLetters(
  t: Translate,
  attributes: TopologyNodeOf<'queue'>['attributes'],
): Fact | undefined {
  if (attributes.redrivePolicy) {
    const { maxReceiveCount, deadLetterTargetArn } = attributes.redrivePolicy;
    return {
      label: t('fact.deadLetters'),
      value: t('fact.redrive', {
        count: maxReceiveCount,
        queue: nameOfArn(deadLetterTargetArn),
      }),
      nodeId: deadLetterTargetArn,
    };
  }
  return attributes.deadLetterQueue
    ? undefined
    : { label: t('fact.deadLetters'), value: t('fact.noRedrive') };
}

function serviceFacts(
  t: Translate,
  node: TopologyNodeOf<'ecs-service'>,
): Fact[] {
  const { attributes } = node;
  return present([
    { label: t('fact.cluster'), value: attributes.clusterName },
    { label: t('fact.status'), value: attributes.status },
    optional(
      t('fact.launch'),
      attributes.capacityProviders?.length
        ? attributes.capacityProviders
            .map(share => share.capacityProvider)
            .join(', ')
        : attributes.launchType,
    ),
    taskSize(t, attributes.cpu, attributes.memory),
    attributes.scaling
      ? {
          label: t('fact.scaling'),
          value: t('fact.scalingRange', {
            min: formatCount(attributes.scaling.minCapacity),
            max: formatCount(attributes.scaling.maxCapacity),
          }),
        }
      : { label: t('fact.scaling'), value: t('fact.noScaling') },
    ...(attributes.scaling?.policies ?? []).map(policy => ({
      label: t('fact.scalingPolicy'),
      value: scalingPolicy(t, policy),
    })),
    optional(
      t('fact.rollout'),
      attributes.rolloutState &&
        [attributes.rolloutState, attributes.rolloutStateReason]
          .filter(Boolean)
          .join(': '),
    ),
    switched(t, t('fact.circuitBreaker'), attributes.circuitBreaker),
    switched(t, t('fact.exec'), attributes.enableExecuteCommand),
    optional(
      t('fact.taskDefinition'),
      attributes.taskDefinitionArn && nameOfArn(attributes.taskDefinitionArn),
    ),
    containers(t, attributes.containers),
  ]);
}

function scalingPolicy(t: Translate, policy: ScalingPolicyAttributes): string {
  return [
    scalingRule(t, policy),
    policy.queueNames?.length
      ? t('fact.watches', { queues: policy.queueNames.join(', ') })
      : undefined,
    policy.cooldownSeconds === undefined
      ? undefined
      : t('fact.cooldown', {
          duration: formatDuration(t, policy.cooldownSeconds),
        }),
  ]
    .filter(part => part !== undefined)
    .join('; ');
}

function scalingRule(t: Translate, policy: ScalingPolicyAttributes): string {
  if (
    policy.policyType === 'TargetTrackingScaling' &&
    policy.targetValue !== undefined
  ) {
    return t('fact.targetTracking', {
      name: policy.policyName,
      target: formatCount(policy.targetValue),
      unit: policy.backlogPerTask
        ? t('fact.messagesPerTask')
        : t('fact.metricValue'),
    });
  }
  return policy.steps?.length
    ? t('fact.stepScaling', {
        name: policy.policyName,
        steps: policy.steps.join(', '),
      })
    : t('fact.otherScaling', {
        name: policy.policyName,
        type: policy.policyType,
      });
}

function present(facts: (Fact | false | undefined)[]): Fact[] {
  return facts.filter((fact): fact is Fact => Boolean(fact));
}

function optional(label: string, value: string | undefined): Fact | undefined {
  return value ? { label, value } : undefined;
}

function number(label: string, value: number | undefined): Fact | undefined {
  return value === undefined ? undefined : { label, value: formatCount(value) };
}

function duration(
  t: Translate,
  label: string,
  seconds: number | undefined,
): Fact | undefined {
  return seconds === undefined
    ? undefined
    : { label, value: formatDuration(t, seconds) };
}

function switched(
  t: Translate,
  label: string,
  on: boolean | undefined,
): Fact | undefined {
  return on === undefined
    ? undefined
    : { label, value: on ? t('fact.on') : t('fact.off') };
}

function state(t: Translate, value: string): Fact {
  const words: Record<string, string> = {
    ENABLED: t('fact.enabled'),
    DISABLED: t('fact.disabled'),
  };
  return { label: t('fact.state'), value: words[value] ?? value };
}

/** Both buses of an endpoint have the same name: their regions tell them apart. */
function linkedInRegion(label: string, arn: string): Fact {
  const fact = linked(label, arn);
  const region = parseArn(arn)?.region;
  return region ? { ...fact, value: `${fact.value}, ${region}` } : fact;
}

function linked(label: string, arn: string): Fact {
  return { label, value: nameOfArn(arn), nodeId: arn };
}

function taskSize(
  t: Translate,
  cpu: string | undefined,
  memory: string | undefined,
): Fact | undefined {
  return cpu && memory
    ? { label: t('fact.size'), value: t('fact.sizeValue', { cpu, memory }) }
    : undefined;
}

function containers(
  t: Translate,
  list: { name: string; image: string }[] | undefined,
): Fact | undefined {
  return list?.length
    ? {
        label: t('fact.containers'),
        value: list.map(({ name, image }) => `${name}: ${image}`).join('\n'),
        code: true,
      }
    : undefined;
}
