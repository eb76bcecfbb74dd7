import { shortName } from '../../../ecs/names';
import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import { Identity, Properties, ResourceType } from '../resource-type';

/** CloudFormation gives a service three hours; a sandbox's user would not wait that long. */
const STEADY_SECONDS = 15 * 60;
const DRAINED_SECONDS = 10 * 60;

const cluster = apiType({
  service: 'ecs',
  create: 'CreateCluster',
  update: { operation: 'UpdateCluster', whole: true },
  delete: 'DeleteCluster',
  name: { property: 'ClusterName', maximumLength: 255 },
  replacedBy: ['ClusterName'],
  rename: { ClusterSettings: 'Settings' },
  separate: ['CapacityProviders', 'DefaultCapacityProviderStrategy'],
  identify: ({ cluster: { clusterArn, clusterName } }) => ({
    physicalId: clusterName,
    arn: clusterArn,
    attributes: { Arn: clusterArn },
  }),
  key: ({ physicalId }) => ({ cluster: physicalId }),
  async afterwards(identity, properties, before, context) {
    const names = ['CapacityProviders', 'DefaultCapacityProviderStrategy'];
    const given = (of: Properties = {}) =>
      JSON.stringify(names.map(name => of[name] ?? []));
    if (given(properties) !== given(before)) {
      await putProviders(
        { ...properties, Cluster: identity.physicalId },
        context,
      );
    }
  },
});

async function putProviders(
  {
    Cluster,
    CapacityProviders = [],
    DefaultCapacityProviderStrategy = [],
  }: Properties,
  context: ResourceContext,
): Promise<void> {
  await context.call(
    'ecs',
    'PutClusterCapacityProviders',
    context.shape('ecs', 'PutClusterCapacityProviders', {
      Cluster,
      CapacityProviders,
      DefaultCapacityProviderStrategy,
    }),
  );
}

const capacityProviderAssociations = apiType({
  service: 'ecs',
  create: 'PutClusterCapacityProviders',
  update: { operation: 'PutClusterCapacityProviders', whole: true },
  replacedBy: ['Cluster'],
  untagged: true,
  identify: (_, { cluster: reference }) => ({
    physicalId: shortName(reference),
    attributes: {},
  }),
  key: () => ({}),
  async beforeDelete(_, { Cluster }, context) {
    await putProviders({ Cluster }, context);
  },
});

const capacityProvider = apiType({
  service: 'ecs',
  create: 'CreateCapacityProvider',
  delete: 'DeleteCapacityProvider',
  name: { property: 'Name', maximumLength: 255 },
  rename: { ClusterName: 'Cluster' },
  identify: ({ capacityProvider: { name, capacityProviderArn } }) => ({
    physicalId: name,
    arn: capacityProviderArn,
    attributes: { Arn: capacityProviderArn },
  }),
  key: ({ physicalId }) => ({ capacityProvider: physicalId }),
});

const taskDefinition = apiType({
  service: 'ecs',
  create: 'RegisterTaskDefinition',
  delete: 'DeregisterTaskDefinition',
  name: { property: 'Family', maximumLength: 255, reusable: true },
  identify: ({ taskDefinition: { taskDefinitionArn } }) => ({
    physicalId: taskDefinitionArn,
    arn: taskDefinitionArn,
    attributes: { TaskDefinitionArn: taskDefinitionArn },
  }),
  key: ({ physicalId }) => ({ taskDefinition: physicalId }),
});

const service = apiType({
  service: 'ecs',
  create: 'CreateService',
  update: { operation: 'UpdateService' },
  name: { property: 'ServiceName', maximumLength: 255 },
  replacedBy: [
    'Cluster',
    'DeploymentController',
    'LaunchType',
    'Role',
    'SchedulingStrategy',
    'ServiceName',
  ],
  rename: { PlacementStrategies: 'PlacementStrategy' },
  // Capacity belongs to the scaling policies once the template is silent on it.
  lasting: ['DesiredCount'],
  adapt: ({ ForceNewDeployment: _, ...properties }) => properties,
  identify: ({ service: { serviceArn, serviceName } }) => ({
    physicalId: serviceArn,
    arn: serviceArn,
    attributes: { Name: serviceName, ServiceArn: serviceArn },
  }),
  key: ({ physicalId }, { Cluster }) => ({
    cluster: Cluster,
    service: shortName(physicalId),
  }),
  async afterwards(identity, properties, before, context) {
    if (before && wantsNewDeployment(before, properties)) {
      await context.call('ecs', 'UpdateService', {
        cluster: properties.Cluster,
        service: shortName(identity.physicalId),
        forceNewDeployment: true,
      });
    }
    await untilSteady(identity, properties, context);
  },
  async beforeDelete(identity, properties, context) {
    await context.call('ecs', 'DeleteService', {
      cluster: properties.Cluster,
      service: shortName(identity.physicalId),
      force: true,
    });
    await untilDrained(identity, properties, context);
  },
});

/** A new nonce asks for a rollout of what is there. */
function wantsNewDeployment(before: Properties, after: Properties): boolean {
  return (
    isRecord(after.ForceNewDeployment) &&
    String(after.ForceNewDeployment.EnableForceNewDeployment) === 'true' &&
    JSON.stringify(before.ForceNewDeployment) !==
      JSON.stringify(after.ForceNewDeployment)
  );
}

/**
 * Waits until the rollout that is under way has brought up all tasks.
 *
 * @throws Error when the circuit breaker ended it, or the time is over
 */
async function untilSteady(
  identity: Identity,
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const [rollout] = (await describe(identity, properties, context)).deployments;
  await context.until(
    async () => {
      const now = await describe(identity, properties, context);
      const own = now.deployments.find(
        (deployment: { id: string }) => deployment.id === rollout.id,
      );
      // After a rollback by the circuit breaker another rollout is the newest.
      if (
        own?.rolloutState === 'FAILED' ||
        now.deployments[0].id !== rollout.id
      ) {
        throw new Error(
          `Error occurred during operation 'ECS Deployment Circuit Breaker was triggered': ${
            own?.rolloutStateReason ?? now.events?.[0]?.message
          }`,
        );
      }
      return own?.rolloutState === 'COMPLETED' &&
        now.runningCount === now.desiredCount
        ? true
        : undefined;
    },
    {
      seconds: STEADY_SECONDS,
      message: `Service ${identity.physicalId} did not stabilize`,
    },
  );
}

async function untilDrained(
  identity: Identity,
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  await context.until(
    async () => {
      const { status } = await describe(identity, properties, context);
      return status === 'INACTIVE' ? true : undefined;
    },
    {
      seconds: DRAINED_SECONDS,
      message: `Service ${identity.physicalId} did not drain`,
    },
  );
}

async function describe(
  { physicalId }: Identity,
  { Cluster }: Properties,
  context: ResourceContext,
) {
  const { services } = await context.call('ecs', 'DescribeServices', {
    cluster: Cluster,
    services: [shortName(physicalId)],
  });
  return services[0];
}

export const ecsTypes: Record<string, ResourceType> = {
  'AWS::ECS::CapacityProvider': capacityProvider,
  'AWS::ECS::Cluster': cluster,
  'AWS::ECS::ClusterCapacityProviderAssociations': capacityProviderAssociations,
  'AWS::ECS::Service': service,
  'AWS::ECS::TaskDefinition': taskDefinition,
};
