import { randomUUID } from 'node:crypto';
import {
  BrokerInstance,
  CreateBrokerRequest,
  CreateBrokerResponse,
  DeleteBrokerRequest,
  DeleteBrokerResponse,
  DeploymentMode,
  DescribeBrokerRequest,
  DescribeBrokerResponse,
  EngineType,
  ListBrokersRequest,
  ListBrokersResponse,
} from '@aws-sdk/client-mq';
import { AwsError, Operation, paginate } from '../../../core';
import { StoredBroker, badRequest, findBroker, mqState } from '../state';

const PAGE_SIZE = 100;

/** What AWS takes where a request names no version. */
const DEFAULT_VERSIONS: Record<EngineType, string> = {
  ACTIVEMQ: '5.18',
  RABBITMQ: '3.13',
};

const DEPLOYMENT_MODES: Record<EngineType, DeploymentMode[]> = {
  ACTIVEMQ: ['SINGLE_INSTANCE', 'ACTIVE_STANDBY_MULTI_AZ'],
  RABBITMQ: ['SINGLE_INSTANCE', 'CLUSTER_MULTI_AZ'],
};

/** Brokers. They are ready at once. */
export const brokerOperations: Record<string, Operation> = {
  CreateBroker(input: CreateBrokerRequest, context): CreateBrokerResponse {
    const { brokers } = mqState(context.world, context);
    const name = input.BrokerName ?? '';
    if (!/^[A-Za-z0-9_-]{1,50}$/.test(name)) {
      throw badRequest(
        'Broker name must have 1 to 50 letters, digits, hyphens and underscores.',
        'brokerName',
      );
    }
    const engine = input.EngineType;
    const modes = engine && DEPLOYMENT_MODES[engine];
    if (!engine || !modes) {
      throw badRequest(
        `Engine type [${engine}] is invalid. Valid values: [ACTIVEMQ, RABBITMQ].`,
        'engineType',
      );
    }
    if (!input.DeploymentMode || !modes.includes(input.DeploymentMode)) {
      throw badRequest(
        `Deployment mode [${input.DeploymentMode}] is invalid for ${engine}.`,
        'deploymentMode',
      );
    }
    if ([...brokers.values()].some(broker => broker.name === name)) {
      throw new AwsError(
        'ConflictException',
        `Broker name [${name}] already exists for your account.`,
        409,
        { ErrorAttribute: 'brokerName' },
      );
    }
    const id = `b-${randomUUID()}`;
    const broker: StoredBroker = {
      id,
      name,
      arn: `arn:aws:mq:${context.region}:${context.accountId}:broker:${name}:${id}`,
      scope: { accountId: context.accountId, region: context.region },
      engine,
      engineVersion: input.EngineVersion ?? DEFAULT_VERSIONS[engine],
      definition: input,
      tags: { ...input.Tags },
      createdAt: context.world.clock.now(),
      queues: new Map(),
    };
    brokers.set(id, broker);
    return { BrokerArn: broker.arn, BrokerId: id };
  },

  DescribeBroker(
    input: DescribeBrokerRequest,
    context,
  ): DescribeBrokerResponse {
    const broker = findBroker(context, input.BrokerId);
    const { definition } = broker;
    return {
      ...summaryOf(broker),
      EngineVersion: broker.engineVersion,
      BrokerInstances: instancesOf(broker),
      AutoMinorVersionUpgrade: definition.AutoMinorVersionUpgrade ?? false,
      PubliclyAccessible: definition.PubliclyAccessible,
      SecurityGroups: definition.SecurityGroups,
      SubnetIds: definition.SubnetIds,
      Users: (definition.Users ?? []).map(({ Username }) => ({ Username })),
      Tags: { ...broker.tags },
    };
  },

  ListBrokers(input: ListBrokersRequest, context): ListBrokersResponse {
    const found = [...mqState(context.world, context).brokers.values()].sort(
      (a, b) => (a.id < b.id ? -1 : 1),
    );
    const page = paginate(
      found,
      ({ id }) => id,
      { asked: input.MaxResults, maximum: PAGE_SIZE, token: input.NextToken },
      () => badRequest('The page token is invalid.', 'nextToken'),
    );
    return {
      BrokerSummaries: page.items.map(summaryOf),
      NextToken: page.nextToken,
    };
  },

  DeleteBroker(input: DeleteBrokerRequest, context): DeleteBrokerResponse {
    const { id } = findBroker(context, input.BrokerId);
    mqState(context.world, context).brokers.delete(id);
    return { BrokerId: id };
  },
};

function summaryOf(broker: StoredBroker) {
  const { definition } = broker;
  return {
    BrokerArn: broker.arn,
    BrokerId: broker.id,
    BrokerName: broker.name,
    BrokerState: 'RUNNING' as const,
    Created: new Date(broker.createdAt),
    DeploymentMode: definition.DeploymentMode,
    EngineType: broker.engine,
    HostInstanceType: definition.HostInstanceType,
  };
}

/** Where clients connect, in the form of AWS's own names. */
function instancesOf({ id, engine, scope, definition }: StoredBroker) {
  const host = (instance: string) =>
    `${id}${instance}.mq.${scope.region}.on.aws`;
  if (engine === 'RABBITMQ') {
    return [
      {
        ConsoleURL: `https://${host('')}`,
        Endpoints: [`amqps://${host('')}:5671`],
      },
    ];
  }
  const instances =
    definition.DeploymentMode === 'SINGLE_INSTANCE' ? ['-1'] : ['-1', '-2'];
  return instances.map<BrokerInstance>(instance => ({
    ConsoleURL: `https://${host(instance)}:8162`,
    Endpoints: [
      `ssl://${host(instance)}:61617`,
      `amqp+ssl://${host(instance)}:5671`,
    ],
  }));
}
