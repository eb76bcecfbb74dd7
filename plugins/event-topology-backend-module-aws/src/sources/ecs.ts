import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  Failure,
  ListClustersCommand,
  ListServicesCommand,
  Service,
  Tag,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import {
  EcsServiceAttributes,
  TaskDefinitionAttributes,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { taskDefinitionNodeId } from '../arns/node-id';
import { AwsCallError } from '../calls/aws-call-error';
import { Findings, WorkloadFact } from '../findings/findings';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource, SourceContext } from './aws-source';

const PAGE_SIZE = 100;

/** The most that `DescribeServices` takes. */
const SERVICES_PER_CALL = 10;

/**
 * Services with their task definitions, and task definitions that rules,
 * schedules, pipes and state machines run. 1 call a 100 clusters, 1 a 100
 * services of a cluster, 1 for 10 services of a cluster, 1 a revision of a
 * service's task definition that was not seen before (revisions never change,
 * so later reads know them), 1 a task definition that something else runs.
 */
export const ecsSource: AwsSource = {
  service: 'ecs',
  scope: 'region',
  after: ['events', 'states', 'pipes', 'scheduler'],
  createClient: config => new ECSClient(config),

  async read(context) {
    const found: EcsFindings = { nodes: [], workloads: [] };
    const clusters = context.pages(
      'clusters',
      token =>
        context.send(
          new ListClustersCommand({ maxResults: PAGE_SIZE, nextToken: token }),
        ),
      page => page.nextToken,
    );
    for await (const page of clusters) {
      for (const cluster of page.clusterArns ?? []) {
        context.resources.add('clusters', cluster, () =>
          readCluster(context, found, cluster),
        );
      }
    }
    await addTaskDefinitionsToRun(context, found);
    await context.resources.done();
    return found;
  },
};

/** What the reads add to. */
type EcsFindings = Pick<Findings, 'nodes' | 'workloads'>;

async function readCluster(
  context: SourceContext,
  found: EcsFindings,
  cluster: string,
): Promise<void> {
  const listed = context.pages(
    `services of ${cluster}`,
    token =>
      context.send(
        new ListServicesCommand({
          cluster,
          maxResults: PAGE_SIZE,
          nextToken: token,
        }),
      ),
    page => page.nextToken,
  );
  for await (const page of listed) {
    const serviceArns = page.serviceArns ?? [];
    for (let i = 0; i < serviceArns.length; i += SERVICES_PER_CALL) {
      const some = serviceArns.slice(i, i + SERVICES_PER_CALL);
      context.resources.add('services', some.join(', '), () =>
        readServices(context, found, cluster, some),
      );
    }
  }
}

async function readServices(
  context: SourceContext,
  found: EcsFindings,
  cluster: string,
  serviceArns: string[],
): Promise<void> {
  const answer = await context.send(
    new DescribeServicesCommand({
      cluster,
      services: serviceArns,
      include: ['TAGS'],
    }),
  );
  for (const service of (answer.services ?? []).filter(isAlive)) {
    addService(context, found, service);
  }
  for (const failure of answer.failures ?? []) {
    // A service that is missing was deleted in between.
    if (failure.reason !== 'MISSING') {
      context.resources.fault(failure.arn ?? 'service', refused(failure));
    }
  }
}

function refused(failure: Failure): AwsCallError {
  return new AwsCallError({
    kind: 'refused',
    code: failure.reason ?? 'UNKNOWN',
    message: failure.detail ?? 'ECS gave no details.',
    operation: 'ecs:DescribeServices',
    remedy: 'Look at the service in the ECS console.',
  });
}

function addService(
  context: SourceContext,
  found: EcsFindings,
  service: Service,
): void {
  const node = serviceNode(context, service);
  const workload: WorkloadFact = {
    scope: context.scope,
    accountId: node.accountId,
    region: node.region,
    nodeId: node.id,
    environment: [],
    targetGroupArns: (service.loadBalancers ?? []).flatMap(
      one => one.targetGroupArn ?? [],
    ),
  };
  found.nodes.push(node);
  found.workloads.push(workload);
  const taskDefinitionArn = service.taskDefinition;
  if (taskDefinitionArn) {
    context.resources.add('task definition', taskDefinitionArn, async () => {
      const { containers, cpu, memory, ...read } = await readRevision(
        context,
        taskDefinitionArn,
      );
      Object.assign(
        node.attributes,
        withoutUndefined({ containers, cpu, memory }),
      );
      Object.assign(workload, read, { taskDefinitionArn });
    });
  }
}

/** A revision never changes: once read, it is known. */
function readRevision(context: SourceContext, taskDefinitionArn: string) {
  return context.immutable.get(
    `task-definition ${taskDefinitionArn}`,
    async () => {
      const { taskDefinition } = await context.send(
        new DescribeTaskDefinitionCommand({
          taskDefinition: taskDefinitionArn,
        }),
      );
      return readContainers(taskDefinition ?? {});
    },
  );
}

async function addTaskDefinitionsToRun(
  context: SourceContext,
  found: EcsFindings,
): Promise<void> {
  const { taskDefinitionReferences } = await context.findingsOf(
    ['events', 'states', 'pipes', 'scheduler'],
    'region',
  );
  const references = newestOfEachFamily(taskDefinitionReferences, context);
  for (const reference of references) {
    context.resources.add('task definition to run', reference, async () => {
      const { taskDefinition, tags } = await context.send(
        new DescribeTaskDefinitionCommand({
          taskDefinition: reference,
          include: ['TAGS'],
        }),
      );
      const { node, workload } = taskDefinitionFindings(
        context,
        taskDefinition ?? {},
        tags,
      );
      found.nodes.push(node);
      found.workloads.push(workload);
    });
  }
}

function isAlive(service: Service): boolean {
  return service.status !== 'INACTIVE';
}

/**
 * One reference for each family. The one without a revision means the newest,
 * so it wins; else the highest revision does.
 */
export function newestOfEachFamily(
  references: string[],
  place: ReadingPlace,
): string[] {
  const newest = new Map<string, { reference: string; revision: number }>();
  for (const reference of references) {
    const family = taskDefinitionNodeId(reference, place);
    const revision = Number(/:(\d+)$/.exec(reference)?.[1] ?? Infinity);
    const known = newest.get(family);
    if (!known || revision > known.revision) {
      newest.set(family, { reference, revision });
    }
  }
  return [...newest.values()].map(one => one.reference);
}

export function serviceNode(
  place: ReadingPlace,
  service: Service,
): TopologyNodeOf<'ecs-service'> {
  const id = service.serviceArn ?? '';
  const clusterArn = service.clusterArn ?? '';
  const newest =
    service.deployments?.find(one => one.status === 'PRIMARY') ??
    service.deployments?.[0];
  return makeNode(
    place,
    'ecs-service',
    id,
    service.serviceName ?? id,
    withoutUndefined<EcsServiceAttributes>({
      clusterArn,
      clusterName: clusterArn.slice(clusterArn.lastIndexOf('/') + 1),
      status: service.status ?? 'ACTIVE',
      taskDefinitionArn: service.taskDefinition,
      launchType: service.launchType,
      capacityProviders: service.capacityProviderStrategy?.length
        ? service.capacityProviderStrategy.map(share =>
            withoutUndefined({
              capacityProvider: share.capacityProvider ?? '',
              weight: share.weight,
              base: share.base,
            }),
          )
        : undefined,
      schedulingStrategy: service.schedulingStrategy,
      rolloutState: newest?.rolloutState,
      rolloutStateReason: newest?.rolloutStateReason,
      circuitBreaker:
        service.deploymentConfiguration?.deploymentCircuitBreaker?.enable,
      enableExecuteCommand: service.enableExecuteCommand,
    }),
    tagsOf(service.tags),
  );
}

/** What the map takes from a task definition. Its secrets are references and are not read. */
export function readContainers(taskDefinition: TaskDefinition) {
  const definitions = taskDefinition.containerDefinitions ?? [];
  return {
    containers: definitions.map(({ name = '', image = '' }) => ({
      name,
      image,
    })),
    cpu: taskDefinition.cpu,
    memory: taskDefinition.memory,
    taskRoleArn: taskDefinition.taskRoleArn,
    environment: definitions.flatMap(container =>
      (container.environment ?? []).map(({ name = '', value = '' }) => ({
        container: container.name ?? '',
        name,
        value,
      })),
    ),
  };
}

/** A task definition that something runs for an event. */
export function taskDefinitionFindings(
  place: ReadingPlace,
  taskDefinition: TaskDefinition,
  tags?: Tag[],
): { node: TopologyNodeOf<'task-definition'>; workload: WorkloadFact } {
  const { containers, cpu, memory, taskRoleArn, environment } =
    readContainers(taskDefinition);
  const family = taskDefinition.family ?? '';
  const node = makeNode(
    place,
    'task-definition',
    taskDefinitionNodeId(taskDefinition.taskDefinitionArn ?? family, place),
    family,
    withoutUndefined<TaskDefinitionAttributes>({
      family,
      revision: taskDefinition.revision,
      cpu,
      memory,
      networkMode: taskDefinition.networkMode,
      containers,
    }),
    tagsOf(tags),
  );
  return {
    node,
    workload: {
      scope: place.scope,
      accountId: node.accountId,
      region: node.region,
      nodeId: node.id,
      ...(taskDefinition.taskDefinitionArn && {
        taskDefinitionArn: taskDefinition.taskDefinitionArn,
      }),
      ...(taskRoleArn && { taskRoleArn }),
      environment,
      targetGroupArns: [],
    },
  };
}

function tagsOf(tags: Tag[] = []): Record<string, string> {
  return Object.fromEntries(
    tags.flatMap(({ key, value }) => (key ? [[key, value ?? '']] : [])),
  );
}
