import { randomUUID } from 'node:crypto';
import {
  GetTaskProtectionCommandOutput,
  UpdateTaskProtectionCommandOutput,
} from '@aws-sdk/client-ecs';
import { AwsError, World, internalContext } from '../core';
import { WireRequest, WireResponse } from '../server/wire';
import { ContainerTask } from '../services/ecs/data-plane';

const PREFIX = '/_sandbox/containers/';

/** One container that asks its agent. */
interface KnownContainer {
  task: ContainerTask;
  name: string;
}

/**
 * What a container reaches under `ECS_AGENT_URI` and
 * `ECS_CONTAINER_METADATA_URI_V4`: the protection of its task and what it is
 * itself. It configures nothing.
 */
export class ContainerAgent {
  readonly #containers = new Map<string, KnownContainer>();

  constructor(private readonly world: World) {}

  /** @returns the address of the container's own agent */
  add(task: ContainerTask, name: string): { id: string; url: string } {
    const id = randomUUID();
    this.#containers.set(id, { task, name });
    return { id, url: `${this.world.baseUrl}${PREFIX}${id}` };
  }

  remove(id: string): void {
    this.#containers.delete(id);
  }

  /** The answer; undefined when the request is not for an agent. */
  async answer(request: WireRequest): Promise<WireResponse | undefined> {
    if (!request.path.startsWith(PREFIX)) {
      return undefined;
    }
    const [id, ...rest] = request.path.slice(PREFIX.length).split('/');
    const container = this.#containers.get(id);
    if (!container) {
      return json(404, { message: 'There is no such container' });
    }
    const route = `${request.method} ${rest.join('/').replace(/\/$/, '')}`;
    switch (route) {
      case 'GET agent/task-protection/v1/state':
        return this.#protection(container, 'GetTaskProtection', {});
      case 'PUT agent/task-protection/v1/state':
        return this.#updateProtection(container, request.body);
      case 'GET v4':
        return json(200, containerMetadata(container));
      case 'GET v4/task':
        return json(200, taskMetadata(container));
      default:
        return json(404, {
          message: `The agent of the AWS sandbox does not have ${route}`,
        });
    }
  }

  async #updateProtection(
    container: KnownContainer,
    body: Buffer,
  ): Promise<WireResponse> {
    let wish: { ProtectionEnabled?: unknown; ExpiresInMinutes?: unknown };
    try {
      wish = JSON.parse(body.toString('utf8'));
    } catch {
      return refusal(container, 'The body must be JSON');
    }
    if (typeof wish?.ProtectionEnabled !== 'boolean') {
      return refusal(container, 'does not contain ProtectionEnabled field');
    }
    return this.#protection(container, 'UpdateTaskProtection', {
      protectionEnabled: wish.ProtectionEnabled,
      expiresInMinutes: wish.ExpiresInMinutes,
    });
  }

  async #protection(
    container: KnownContainer,
    operation: 'GetTaskProtection' | 'UpdateTaskProtection',
    settings: object,
  ): Promise<WireResponse> {
    const { task, scope } = container.task;
    try {
      const { protectedTasks, failures }: ProtectionOutput = await this.world
        .service('ecs')
        .operations[operation](
          { cluster: task.clusterArn, tasks: [task.taskArn], ...settings },
          internalContext(this.world, scope, 'ecs-tasks.amazonaws.com'),
        );
      const [failure] = failures ?? [];
      const [state] = protectedTasks ?? [];
      return failure
        ? json(200, {
            requestID: randomUUID(),
            failure: { Arn: failure.arn, Reason: failure.reason },
          })
        : json(200, {
            protection: {
              ProtectionEnabled: state?.protectionEnabled ?? false,
              ExpirationDate: state?.expirationDate?.toISOString(),
              TaskArn: task.taskArn,
            },
          });
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      return refusal(container, error.message, error.code);
    }
  }
}

type ProtectionOutput = Pick<
  GetTaskProtectionCommandOutput & UpdateTaskProtectionCommandOutput,
  'failures' | 'protectedTasks'
>;

function refusal(
  { task: { task } }: KnownContainer,
  message: string,
  code = 'InvalidParameterException',
): WireResponse {
  return json(400, {
    requestID: randomUUID(),
    error: { Arn: task.taskArn, Code: code, Message: message },
  });
}

function containerMetadata({ task: container, name }: KnownContainer): object {
  const { task, definition, privateAddress } = container;
  const found = task.containers?.find(one => one.name === name);
  const settings = definition.containerDefinitions?.find(
    one => one.name === name,
  );
  return {
    DockerId: found?.containerArn?.split('/').pop(),
    Name: name,
    DockerName: name,
    Image: settings?.image,
    Labels: {
      'com.amazonaws.ecs.cluster': task.clusterArn,
      'com.amazonaws.ecs.container-name': name,
      'com.amazonaws.ecs.task-arn': task.taskArn,
      'com.amazonaws.ecs.task-definition-family': definition.family,
      'com.amazonaws.ecs.task-definition-version': String(definition.revision),
    },
    DesiredStatus: task.desiredStatus,
    KnownStatus: found?.lastStatus,
    ContainerARN: found?.containerArn,
    Limits: { CPU: settings?.cpu, Memory: settings?.memory },
    CreatedAt: task.createdAt,
    StartedAt: task.startedAt,
    Type: 'NORMAL',
    Networks: privateAddress
      ? [{ NetworkMode: 'awsvpc', IPv4Addresses: [privateAddress] }]
      : [],
  };
}

function taskMetadata(known: KnownContainer): object {
  const { task, definition } = known.task;
  return {
    Cluster: task.clusterArn,
    TaskARN: task.taskArn,
    Family: definition.family,
    Revision: String(definition.revision),
    ServiceName: task.group?.startsWith('service:')
      ? task.group.slice('service:'.length)
      : undefined,
    DesiredStatus: task.desiredStatus,
    KnownStatus: task.lastStatus,
    Limits: {
      CPU: task.cpu && Number(task.cpu) / 1024,
      Memory: task.memory && Number(task.memory),
    },
    PullStartedAt: task.pullStartedAt,
    PullStoppedAt: task.pullStoppedAt,
    AvailabilityZone: task.availabilityZone,
    LaunchType: task.launchType,
    Containers: (task.containers ?? []).map(({ name = '' }) =>
      containerMetadata({ ...known, name }),
    ),
  };
}

function json(status: number, value: unknown): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}
