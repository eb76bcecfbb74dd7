import {
  CapacityProvider,
  Cluster,
  Deployment,
  ProtectedTask,
  Service,
  Tag,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import { Cancel, Scope, World } from '../../core';
import { TaskBehaviour, TaskContainers } from './task-behaviour';

/** Who wants to know how a task fares: the service that it belongs to. */
export interface TaskObserver {
  cameUp(task: StoredTask): void;
  isStopping(task: StoredTask): void;
  hasStopped(task: StoredTask): void;
}

/** A task, with what its lifecycle needs and no answer shows. */
export interface StoredTask {
  task: Task & { taskArn: string; taskDefinitionArn: string };
  definition: TaskDefinition;
  /** The service and deployment that started it; absent for `RunTask`. */
  serviceName?: string;
  deploymentId?: string;
  observer?: TaskObserver;
  /** Ends the step of the lifecycle that is under way. */
  cancelStep?: Cancel;
  /** Ends the program in the container, once it runs. */
  cancelRun?: Cancel;
  behaviour?: TaskBehaviour;
  /** Its containers, once they run for real. */
  containers?: TaskContainers;
  /** Exit code that its containers will show when the task has stopped. */
  exitCode?: number;
  protection?: ProtectedTask;
}

/** One rollout of a service. */
export interface StoredDeployment {
  deployment: Deployment & { id: string; taskDefinition: string };
  /** Starts that failed one after another. */
  consecutiveFailures: number;
  /** No task is started before this moment, after failures. */
  notBefore: number;
}

/** A service; counts are added when it is described. */
export interface StoredService {
  service: Service & { serviceName: string; serviceArn: string };
  /** The newest, with the status `PRIMARY`, first. */
  deployments: StoredDeployment[];
  /** Its tasks that have not stopped altogether. */
  tasks: Set<StoredTask>;
  /** The task definition that last rolled out completely, to roll back to. */
  lastCompletedTaskDefinition?: string;
  steady: boolean;
  /** Set while the scheduler looks at it; `again`: something changed meanwhile. */
  look?: { again: boolean };
  cancelRetry?: Cancel;
}

/** A cluster with what runs in it. */
export interface StoredCluster {
  cluster: Cluster & { clusterArn: string; clusterName: string };
  services: Map<string, StoredService>;
  /** By ARN. */
  tasks: Map<string, StoredTask>;
}

/** One revision of a task definition. */
export interface StoredTaskDefinition {
  definition: TaskDefinition & { taskDefinitionArn: string };
  tags: Tag[];
}

/** ECS in one account and region. */
export class EcsState {
  readonly clusters = new Map<string, StoredCluster>();
  /** By family; revision n stands at index n - 1. */
  readonly families = new Map<string, StoredTaskDefinition[]>();
  /** Those that were created; `FARGATE` and `FARGATE_SPOT` are always there. */
  readonly capacityProviders = new Map<string, CapacityProvider>();
  /** By capacity provider: how many tasks it can hold; no entry means no limit. */
  readonly capacityLimits = new Map<string, number>();

  constructor(readonly scope: Scope, readonly world: World) {}

  now(): Date {
    return new Date(this.world.clock.now());
  }
}

/** The state of ECS in one account and region. */
export function ecsState(world: World, scope: Scope): EcsState {
  return world.state<EcsState>('ecs', scope);
}
