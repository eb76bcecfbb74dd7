import {
  Compatibility,
  ContainerDefinition,
  DeregisterTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandInput,
  ListTaskDefinitionFamiliesCommandInput,
  ListTaskDefinitionsCommandInput,
  RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import { Operation, RequestContext, paginate } from '../../../core';
import { clientException, invalidParameter, invalidToken } from '../errors';
import { cpuUnits, isFargateSize, memoryMebibytes } from '../fargate-sizes';
import { lookUpTaskDefinition } from '../find';
import { ecsArn, isValidName } from '../names';
import { ecsPage } from '../page';
import { StoredTaskDefinition, ecsState } from '../state';
import { mergeTags } from '../tags';

/** `Register-`, `Deregister-`, `Describe-`, `ListTaskDefinition(s)` and families. */
export const taskDefinitionOperations: Record<string, Operation> = {
  RegisterTaskDefinition: registerTaskDefinition,
  DeregisterTaskDefinition: deregisterTaskDefinition,
  DescribeTaskDefinition: describeTaskDefinition,
  ListTaskDefinitions: listTaskDefinitions,
  ListTaskDefinitionFamilies: listTaskDefinitionFamilies,
};

function registerTaskDefinition(
  input: RegisterTaskDefinitionCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const family = input.family ?? '';
  if (!isValidName(family)) {
    throw clientException(
      'Family contains invalid characters. It can have letters, numbers, hyphens and underscores.',
    );
  }
  const containers = input.containerDefinitions ?? [];
  checkContainers(containers);
  const onFargate = (input.requiresCompatibilities ?? []).includes('FARGATE');
  const size = onFargate ? fargateSize(input) : sizeOf(input);
  const revisions = state.families.get(family) ?? [];
  const revision = revisions.length + 1;
  const { tags: _tags, ...given } = input;
  const stored: StoredTaskDefinition = {
    definition: {
      ...given,
      ...size,
      family,
      revision,
      taskDefinitionArn: ecsArn(
        context,
        `task-definition/${family}:${revision}`,
      ),
      containerDefinitions: containers.map(withDefaults),
      volumes: input.volumes ?? [],
      placementConstraints: input.placementConstraints ?? [],
      status: 'ACTIVE',
      requiresAttributes: [],
      compatibilities: compatibilitiesOf(input),
      registeredAt: state.now(),
      registeredBy: context.principalArn,
    },
    tags: mergeTags(input.tags),
  };
  revisions.push(stored);
  state.families.set(family, revisions);
  return { taskDefinition: stored.definition, tags: stored.tags };
}

function deregisterTaskDefinition(
  input: DeregisterTaskDefinitionCommandInput,
  context: RequestContext,
) {
  const state = ecsState(context.world, context);
  const reference = input.taskDefinition ?? '';
  if (!/:\d+$/.test(reference)) {
    throw clientException(
      'Invalid revision number. Number: A task definition is deregistered by family and revision.',
    );
  }
  const stored = lookUpTaskDefinition(state, reference);
  if (!stored) {
    throw clientException('The specified task definition does not exist.');
  }
  stored.definition.status = 'INACTIVE';
  stored.definition.deregisteredAt = state.now();
  return { taskDefinition: stored.definition };
}

function describeTaskDefinition(
  input: DescribeTaskDefinitionCommandInput,
  context: RequestContext,
) {
  const stored = lookUpTaskDefinition(
    ecsState(context.world, context),
    input.taskDefinition ?? '',
  );
  if (!stored) {
    throw clientException('Unable to describe task definition.');
  }
  return {
    taskDefinition: stored.definition,
    tags: input.include?.includes('TAGS') ? stored.tags : undefined,
  };
}

function listTaskDefinitions(
  input: ListTaskDefinitionsCommandInput,
  context: RequestContext,
) {
  const { families } = ecsState(context.world, context);
  const found = [...families.entries()]
    .filter(([family]) => !input.familyPrefix || family === input.familyPrefix)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, revisions]) => revisions)
    .map(({ definition }) => definition)
    .filter(({ status }) => status === (input.status ?? 'ACTIVE'))
    .map(({ taskDefinitionArn }) => taskDefinitionArn);
  if (input.sort === 'DESC') {
    found.reverse();
  }
  if (input.maxResults !== undefined && input.maxResults < 1) {
    throw invalidParameter('maxResults must be between 1 and 100');
  }
  // Revisions are never removed, so a position in the list is a stable key.
  const positioned = found.map((arn, index) => ({
    arn,
    key: String(index).padStart(9, '0'),
  }));
  const page = paginate(
    positioned,
    ({ key }) => key,
    { asked: input.maxResults, maximum: 100, token: input.nextToken },
    invalidToken,
  );
  return {
    taskDefinitionArns: page.items.map(({ arn }) => arn),
    nextToken: page.nextToken,
  };
}

function listTaskDefinitionFamilies(
  input: ListTaskDefinitionFamiliesCommandInput,
  context: RequestContext,
) {
  const { families } = ecsState(context.world, context);
  const wanted = input.status ?? 'ACTIVE';
  const found = [...families.entries()]
    .filter(([family]) => family.startsWith(input.familyPrefix ?? ''))
    .filter(([, revisions]) => {
      const active = revisions.some(r => r.definition.status === 'ACTIVE');
      return wanted === 'ALL' || active === (wanted === 'ACTIVE');
    })
    .map(([family]) => family);
  const page = ecsPage(found, family => family, input);
  return { families: page.items, nextToken: page.nextToken };
}

function checkContainers(containers: ContainerDefinition[]): void {
  if (containers.length === 0) {
    throw clientException('Container list cannot be empty.');
  }
  for (const { name, image } of containers) {
    if (!name || !isValidName(name)) {
      throw clientException('Container.name contains invalid characters.');
    }
    if (!image) {
      throw clientException('Container.image should not be null or empty.');
    }
  }
  const names = new Set(containers.map(({ name }) => name));
  if (names.size !== containers.length) {
    throw clientException('Container.name should be unique within a task.');
  }
  if (!containers.some(({ essential }) => essential !== false)) {
    throw clientException(
      'At least one essential container must be specified in a task definition.',
    );
  }
}

function fargateSize(input: RegisterTaskDefinitionCommandInput) {
  if ((input.networkMode ?? 'awsvpc') !== 'awsvpc' || !input.networkMode) {
    throw clientException('Fargate only supports network mode ‘awsvpc’.');
  }
  if (!input.cpu || !input.memory) {
    throw clientException(
      "Fargate requires that 'cpu' and 'memory' be defined at the task level.",
    );
  }
  const size = sizeOf(input);
  if (!isFargateSize(Number(size.cpu), Number(size.memory))) {
    throw clientException(
      `No Fargate configuration exists for given values: ${size.cpu} CPU, ${size.memory} memory. See the Amazon ECS documentation for the valid values.`,
    );
  }
  return size;
}

function sizeOf({ cpu, memory }: RegisterTaskDefinitionCommandInput) {
  const units = cpu && cpuUnits(cpu);
  const mebibytes = memory && memoryMebibytes(memory);
  if (Number.isNaN(units)) {
    throw clientException("Invalid 'cpu' setting for task.");
  }
  if (Number.isNaN(mebibytes)) {
    throw clientException("Invalid 'memory' setting for task.");
  }
  return {
    cpu: units ? String(units) : undefined,
    memory: mebibytes ? String(mebibytes) : undefined,
  };
}

function compatibilitiesOf(
  input: RegisterTaskDefinitionCommandInput,
): Compatibility[] {
  const fitsFargate =
    input.networkMode === 'awsvpc' &&
    isFargateSize(
      cpuUnits(input.cpu ?? ''),
      memoryMebibytes(input.memory ?? ''),
    );
  return fitsFargate ? ['EC2', 'FARGATE'] : ['EXTERNAL', 'EC2'];
}

function withDefaults(container: ContainerDefinition): ContainerDefinition {
  return {
    ...container,
    cpu: container.cpu ?? 0,
    essential: container.essential ?? true,
    environment: container.environment ?? [],
    mountPoints: container.mountPoints ?? [],
    portMappings: (container.portMappings ?? []).map(mapping => ({
      ...mapping,
      hostPort: mapping.hostPort ?? mapping.containerPort,
      protocol: mapping.protocol ?? 'tcp',
    })),
    volumesFrom: container.volumesFrom ?? [],
    systemControls: container.systemControls ?? [],
  };
}
