import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  BaseService,
  ContainerDefinition,
  Ec2Service,
  FargateService,
  PropagatedTagSource,
  TaskDefinition,
} from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { compute } from '../config/compute';
import { acceptFinding, findingOf } from './accept-finding';
import { ALARM_PERIOD } from './alarms';
import { Capacity, addCapacity } from './cluster';
import { ContainerSpec, addTaskDefinition } from './container';
import { addNetwork, taskSubnets } from './network';
import { Relations, declareRelations } from './relations';
import type { ServiceStack } from './service-stack';

/** What a long-running service needs beside its container. */
export interface ContainerServiceSpec extends ContainerSpec, Relations {
  /** How many tasks there may be. As long as the two differ, something else must scale the service. */
  tasks: { min: number; max: number };
  /** What the tasks are reached through, if anything calls them. */
  securityGroups?: ISecurityGroup[];
}

/** A long-running container: an ECS service on the capacity that was chosen. */
export interface ContainerService extends Capacity {
  service: BaseService;
  taskDefinition: TaskDefinition;
  container: ContainerDefinition;
}

/**
 * Adds network, cluster, task definition and service, with rolling deployments
 * that are taken back when tasks don't get well, and an alarm for fewer tasks
 * than there ought to be.
 */
export function addContainerService(
  stack: ServiceStack,
  spec: ContainerServiceSpec,
): ContainerService {
  const vpc = addNetwork(stack, compute);
  const capacity = addCapacity(stack, vpc, compute);
  const { taskDefinition, container } = addTaskDefinition(stack, compute, spec);
  const Service =
    compute.capacity === 'CAPACITY_PROVIDER' ? Ec2Service : FargateService;
  const service = new Service(stack, 'Service', {
    serviceName: stack.service.name,
    cluster: capacity.cluster,
    taskDefinition,
    // Where something scales the service, a deployment must not set its count back.
    desiredCount:
      spec.tasks.min === spec.tasks.max ? spec.tasks.min : undefined,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { enable: true, rollback: true },
    enableExecuteCommand: false,
    enableECSManagedTags: true,
    propagateTags: PropagatedTagSource.SERVICE,
    // As a launch type, Fargate works in every cluster; as a capacity provider,
    // only in those that were given it.
    capacityProviderStrategies:
      compute.capacity === 'FARGATE'
        ? undefined
        : capacity.strategies(spec.tasks.min),
    vpcSubnets: { subnets: taskSubnets(vpc).subnets },
    securityGroups: spec.securityGroups,
  });
  if (service.node.defaultChild) {
    declareRelations(service.node.defaultChild, spec);
  }
  addRunningTasksAlarm(stack, capacity);
  return { ...capacity, service, taskDefinition, container };
}

/**
 * Lets tasks keep themselves from being stopped while they have work in hand
 * (`ECS_AGENT_URI/task-protection`).
 */
export function allowTaskProtection(
  stack: ServiceStack,
  { cluster, taskDefinition }: ContainerService,
): void {
  const tasks = stack.formatArn({
    service: 'ecs',
    resource: 'task',
    resourceName: `${cluster.clusterName}/*`,
  });
  taskDefinition.addToTaskRolePolicy(
    new PolicyStatement({
      sid: 'ProtectOwnTask',
      actions: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
      resources: [tasks],
    }),
  );
  acceptFinding(
    taskDefinition.taskRole,
    `AwsSolutions-IAM5[Resource::${findingOf(stack, tasks)}]`,
    'The IDs of its own tasks are not known before they run.',
  );
}

function addRunningTasksAlarm(stack: ServiceStack, { cluster }: Capacity) {
  const count = (metricName: string) =>
    new Metric({
      namespace: 'ECS/ContainerInsights',
      metricName,
      dimensionsMap: {
        ClusterName: cluster.clusterName,
        ServiceName: stack.service.name,
      },
      period: ALARM_PERIOD,
      statistic: 'Average',
    });
  stack.alarms.add({
    name: 'running-tasks',
    says: 'Fewer tasks run than the service wants.',
    runbook: 'running-tasks-below-desired',
    metric: new MathExpression({
      expression: 'desired - FILL(running, 0)',
      label: 'Missing tasks',
      usingMetrics: {
        desired: count('DesiredTaskCount'),
        running: count('RunningTaskCount'),
      },
      period: ALARM_PERIOD,
    }),
    threshold: 0,
    // A deployment or a burst takes some minutes to start tasks.
    evaluationPeriods: 10,
  });
}
