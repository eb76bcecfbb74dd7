import {
  CreateServiceCommandInput,
  DeleteServiceCommandInput,
  Deployment,
  DescribeServicesCommandInput,
  Failure,
  ListServicesCommandInput,
  Service,
  UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { Operation, RequestContext, UnsupportedError } from '../../../core';
import { invalidParameter, serviceNotActive } from '../errors';
import {
  findCluster,
  findRunnableTaskDefinition,
  findService,
  lookUpService,
} from '../find';
import { resolveLaunchConfiguration } from '../launch-configuration';
import { ecsArn, isValidName } from '../names';
import { ecsPage } from '../page';
import { startDeployment } from '../scheduling/deployments';
import { reconcile } from '../scheduling/reconcile';
import {
  EcsState,
  StoredDeployment,
  StoredService,
  StoredTask,
  ecsState,
} from '../state';
import { mergeTags } from '../tags';
import { isRunning, isStarting } from '../task-status';

const MAXIMUM_DESCRIBED = 10;

/** `Create-`, `Update-`, `Describe-`, `List-` and `DeleteService(s)`. */
export const serviceOperations: Record<string, Operation> = {
  CreateService: createService,
  UpdateService: updateService,
  DescribeServices: describeServices,
  ListServices: listServices,
  DeleteService: deleteService,
};

function createService(
  input: CreateServiceCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const cluster = findCluster(state, input.cluster);
  const serviceName = input.serviceName ?? '';
  checkSupported(input);
  if (!isValidName(serviceName)) {
    throw invalidParameter('Invalid service name.');
  }
  const existing = cluster.services.get(serviceName);
  if (existing?.service.status === 'ACTIVE') {
    throw invalidParameter('Creation of service was not idempotent.');
  }
  if (existing?.service.status === 'DRAINING') {
    throw invalidParameter('Unable to Start a service that is still Draining.');
  }
  const { definition } = findRunnableTaskDefinition(
    state,
    input.taskDefinition ?? '',
  );
  const launch = resolveLaunchConfiguration(state, cluster, definition, input);
  const stored: StoredService = {
    service: {
      serviceArn: ecsArn(
        context,
        `service/${cluster.cluster.clusterName}/${serviceName}`,
      ),
      serviceName,
      clusterArn: cluster.cluster.clusterArn,
      loadBalancers: input.loadBalancers ?? [],
      serviceRegistries: input.serviceRegistries ?? [],
      status: 'ACTIVE',
      desiredCount: checkedCount(input.desiredCount ?? 1),
      ...launch,
      platformVersion: input.platformVersion ?? 'LATEST',
      platformFamily: 'Linux',
      deploymentConfiguration: withDefaults(input.deploymentConfiguration),
      roleArn: `arn:aws:iam::${context.accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
      events: [],
      createdAt: state.now(),
      placementConstraints: input.placementConstraints ?? [],
      placementStrategy: input.placementStrategy ?? [],
      healthCheckGracePeriodSeconds:
        input.healthCheckGracePeriodSeconds ??
        (input.loadBalancers?.length ? 0 : undefined),
      schedulingStrategy: 'REPLICA',
      deploymentController: { type: 'ECS' },
      createdBy: context.principalArn,
      enableECSManagedTags: input.enableECSManagedTags ?? false,
      propagateTags: input.propagateTags ?? 'NONE',
      enableExecuteCommand: input.enableExecuteCommand ?? false,
      availabilityZoneRebalancing: input.availabilityZoneRebalancing,
      tags: mergeTags(input.tags),
    },
    deployments: [],
    tasks: new Set(),
    steady: false,
  };
  cluster.services.set(serviceName, stored);
  startDeployment(state, stored, definition.taskDefinitionArn);
  reconcile(state, cluster, stored);
  return { service: describe(stored, true) };
}

function updateService(
  input: UpdateServiceCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const cluster = findCluster(state, input.cluster);
  const stored = findService(cluster, input.service ?? '');
  const { service } = stored;
  if (service.status !== 'ACTIVE') {
    throw serviceNotActive();
  }
  checkSupported(input);
  const { definition } =
    input.taskDefinition === undefined
      ? { definition: undefined }
      : findRunnableTaskDefinition(state, input.taskDefinition);
  const rollsOut = beginsRollout(input, service, definition?.taskDefinitionArn);
  if (rollsOut) {
    Object.assign(service, changedLaunch(state, cluster, stored, input));
  }
  applyGiven(service, input);
  if (input.deploymentConfiguration) {
    service.deploymentConfiguration = withDefaults({
      ...service.deploymentConfiguration,
      ...input.deploymentConfiguration,
    });
  }
  if (rollsOut) {
    startDeployment(
      state,
      stored,
      definition?.taskDefinitionArn ?? service.taskDefinition ?? '',
    );
  }
  reconcile(state, cluster, stored);
  return { service: describe(stored, true) };
}

/** A change of count or of options alone starts no rollout. */
function beginsRollout(
  input: UpdateServiceCommandInput,
  service: Service,
  taskDefinitionArn: string | undefined,
): boolean {
  return (
    input.forceNewDeployment === true ||
    (taskDefinitionArn !== undefined &&
      taskDefinitionArn !== service.taskDefinition) ||
    input.capacityProviderStrategy !== undefined ||
    input.networkConfiguration !== undefined ||
    input.platformVersion !== undefined ||
    input.loadBalancers !== undefined ||
    input.serviceRegistries !== undefined
  );
}

function changedLaunch(
  state: EcsState,
  cluster: ReturnType<typeof findCluster>,
  { service }: StoredService,
  input: UpdateServiceCommandInput,
) {
  const { definition } = findRunnableTaskDefinition(
    state,
    input.taskDefinition ?? service.taskDefinition ?? '',
  );
  const launchType = input.capacityProviderStrategy
    ? undefined
    : service.launchType;
  return resolveLaunchConfiguration(state, cluster, definition, {
    launchType,
    capacityProviderStrategy: launchType
      ? undefined
      : input.capacityProviderStrategy ?? service.capacityProviderStrategy,
    networkConfiguration:
      input.networkConfiguration ?? service.networkConfiguration,
  });
}

function applyGiven(service: Service, input: UpdateServiceCommandInput): void {
  if (input.desiredCount !== undefined) {
    service.desiredCount = checkedCount(input.desiredCount);
  }
  service.platformVersion = input.platformVersion ?? service.platformVersion;
  service.healthCheckGracePeriodSeconds =
    input.healthCheckGracePeriodSeconds ??
    service.healthCheckGracePeriodSeconds;
  service.enableExecuteCommand =
    input.enableExecuteCommand ?? service.enableExecuteCommand;
  service.enableECSManagedTags =
    input.enableECSManagedTags ?? service.enableECSManagedTags;
  service.loadBalancers = input.loadBalancers ?? service.loadBalancers;
  service.propagateTags = input.propagateTags ?? service.propagateTags;
  service.serviceRegistries =
    input.serviceRegistries ?? service.serviceRegistries;
  service.availabilityZoneRebalancing =
    input.availabilityZoneRebalancing ?? service.availabilityZoneRebalancing;
}

function describeServices(
  input: DescribeServicesCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const asked = input.services ?? [];
  if (asked.length === 0) {
    throw invalidParameter('Services cannot be empty.');
  }
  if (asked.length > MAXIMUM_DESCRIBED) {
    throw invalidParameter(
      `Services can not have more than ${MAXIMUM_DESCRIBED} elements.`,
    );
  }
  const cluster = findCluster(state, input.cluster);
  const services: Service[] = [];
  const failures: Failure[] = [];
  for (const reference of asked) {
    const stored = lookUpService(cluster, reference);
    if (stored) {
      services.push(describe(stored, input.include?.includes('TAGS') ?? false));
    } else {
      failures.push({
        arn: reference.startsWith('arn:')
          ? reference
          : ecsArn(
              context,
              `service/${cluster.cluster.clusterName}/${reference}`,
            ),
        reason: 'MISSING',
      });
    }
  }
  return { services, failures };
}

function listServices(
  input: ListServicesCommandInput,
  context: RequestContext,
) {
  const cluster = findCluster(ecsState(context.world, context), input.cluster);
  const arns = [...cluster.services.values()]
    .map(({ service }) => service)
    .filter(({ status }) => status !== 'INACTIVE')
    .filter(
      service => !input.launchType || service.launchType === input.launchType,
    )
    .filter(
      service =>
        !input.schedulingStrategy ||
        service.schedulingStrategy === input.schedulingStrategy,
    )
    .map(({ serviceArn }) => serviceArn);
  const page = ecsPage(arns, arn => arn, input, 10);
  return { serviceArns: page.items, nextToken: page.nextToken };
}

function deleteService(
  input: DeleteServiceCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const cluster = findCluster(state, input.cluster);
  const stored = findService(cluster, input.service ?? '');
  if ((stored.service.desiredCount ?? 0) > 0 && input.force !== true) {
    throw invalidParameter(
      'The service cannot be stopped while it is scaled above 0.',
    );
  }
  stored.service.status = 'DRAINING';
  stored.service.desiredCount = 0;
  const answer = describe(stored, true);
  reconcile(state, cluster, stored);
  return { service: answer };
}

/** The service as `DescribeServices` gives it. */
export function describe(stored: StoredService, withTags: boolean): Service {
  const { tags, ...service } = stored.service;
  const tasks = [...stored.tasks];
  return {
    ...service,
    ...countsOf(tasks),
    deployments: stored.deployments.map((deployment, index) =>
      describeDeployment(stored, deployment, index === 0),
    ),
    tags: withTags ? tags : undefined,
  };
}

function describeDeployment(
  stored: StoredService,
  { deployment }: StoredDeployment,
  primary: boolean,
): Deployment {
  const tasks = [...stored.tasks].filter(
    task => task.deploymentId === deployment.id,
  );
  const counts = countsOf(tasks);
  return {
    ...deployment,
    desiredCount: primary
      ? stored.service.desiredCount
      : counts.runningCount + counts.pendingCount,
    ...counts,
  };
}

function countsOf(tasks: StoredTask[]) {
  return {
    runningCount: tasks.filter(isRunning).length,
    pendingCount: tasks.filter(isStarting).length,
  };
}

function checkSupported(
  input: CreateServiceCommandInput | UpdateServiceCommandInput,
): void {
  const controller = input.deploymentController?.type;
  if (controller !== undefined && controller !== 'ECS') {
    throw new UnsupportedError(`the deployment controller ${controller}`);
  }
  const strategy = input.deploymentConfiguration?.strategy;
  if (strategy !== undefined && strategy !== 'ROLLING') {
    throw new UnsupportedError(`the deployment strategy ${strategy}`);
  }
  if ('schedulingStrategy' in input && input.schedulingStrategy === 'DAEMON') {
    throw invalidParameter(
      'The daemon scheduling strategy is not supported for the Fargate launch type.',
    );
  }
}

function checkedCount(desiredCount: number): number {
  if (desiredCount < 0) {
    throw invalidParameter('desiredCount must not be negative.');
  }
  return desiredCount;
}

function withDefaults(
  given: CreateServiceCommandInput['deploymentConfiguration'],
): NonNullable<Service['deploymentConfiguration']> {
  return {
    deploymentCircuitBreaker: given?.deploymentCircuitBreaker ?? {
      enable: false,
      rollback: false,
    },
    maximumPercent: given?.maximumPercent ?? 200,
    minimumHealthyPercent: given?.minimumHealthyPercent ?? 100,
    strategy: 'ROLLING',
    bakeTimeInMinutes: given?.bakeTimeInMinutes ?? 0,
    alarms: given?.alarms,
  };
}
