import { ContainerDefinition, ContainerOverride } from '@aws-sdk/client-ecs';
import { Scope } from '../core';
import { ContainerProgram } from './ContainerProgram';

/** What of the machine's own environment a program needs to start at all; keys and settings of its user stay out. */
const OF_THE_MACHINE = ['HOME', 'LANG', 'PATH', 'TMPDIR', 'TZ'];

/** What goes into the environment of one container. */
export interface EnvironmentParts {
  container: ContainerDefinition;
  override?: ContainerOverride;
  secrets: Record<string, string>;
  program: ContainerProgram;
  scope: Scope;
  /** The sandbox's own address. */
  endpoint: string;
  /** The address of this container's agent and metadata. */
  agentUrl: string;
  /** The port on 127.0.0.1 that the container is to listen on. */
  port: number;
  machine: NodeJS.ProcessEnv;
}

/**
 * The environment of a container: what the task definition, its overrides and
 * its secrets say, what the program adds, and what leads to the sandbox. The
 * last wins, so that a container never reaches anything but the sandbox.
 */
export function containerEnvironment(
  parts: EnvironmentParts,
): Record<string, string> {
  const { container, override, program, scope } = parts;
  return {
    ...Object.fromEntries(
      OF_THE_MACHINE.flatMap(name => {
        const value = parts.machine[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    ...record(container.environment),
    ...record(override?.environment),
    ...parts.secrets,
    ...program.environment,
    AWS_ENDPOINT_URL: parts.endpoint,
    AWS_REGION: scope.region,
    AWS_DEFAULT_REGION: scope.region,
    AWS_ACCESS_KEY_ID: scope.accountId,
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_EC2_METADATA_DISABLED: 'true',
    ECS_AGENT_URI: `${parts.agentUrl}/agent`,
    ECS_CONTAINER_METADATA_URI_V4: `${parts.agentUrl}/v4`,
    HOST: '127.0.0.1',
    PORT: String(parts.port),
  };
}

function record(
  pairs: { name?: string; value?: string }[] | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (pairs ?? []).map(({ name = '', value = '' }) => [name, value]),
  );
}
