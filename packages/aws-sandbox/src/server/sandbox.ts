import { Clock, ServiceDefinition, World } from '../core';
import { allServices } from '../services';
import { answerStageRequest } from '../services/apigateway/data-plane';
import {
  answerByHost,
  isLoadBalancerHost,
} from '../services/elasticloadbalancing/answer-by-host';
import { startRunningExample } from '../workloads';
import { AwsFront } from './aws-front';
import { Behaviour } from './behaviour';
import { BehaviourGate } from './behaviour-gate';
import { CallLog, RecordingCallLog } from './call-log';
import { ContainerProgram, ContainerRunner } from '../containers';
import type { ContainerLogLine } from '../containers';
import { ControlApi } from './control-api';
import { Controls } from './controls';
import { HttpListener } from './http-listener';
import { StoppableClock } from './stoppable-clock';

/** LocalStack's port, which tools know. */
export const DEFAULT_PORT = 4566;

/** What `startSandbox` takes. The host is always 127.0.0.1. */
export interface SandboxOptions {
  /** Default 4566; 0 takes any free port. */
  port?: number;
  /** Default the machine's; tests drive a `ManualClock`. */
  clock?: Clock;
  behaviour?: Behaviour;
  /** Loads the running example and its workloads. Default false. */
  runningExample?: boolean;
  /** Default all that the sandbox has. */
  services?: ServiceDefinition[];
  /**
   * Programs that stand in for images: tasks of these families run them as
   * processes of this machine. Only with the machine's clock.
   */
  containers?: ContainerProgram[];
  /**
   * How many standalone tasks, which no service keeps up, run as processes at
   * the same time; further ones stay `PENDING`. Default 32.
   */
  standaloneTasksAtATime?: number;
}

/** A sandbox that runs. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>`, the endpoint of all services. */
  url: string;
  world: World;
  calls: CallLog;
  /** What the page and the control API can start. */
  controls: Controls;
  containers: {
    /** The last lines that the containers of a task wrote, oldest first. */
    logs(taskArn: string): ContainerLogLine[];
  };
  setBehaviour(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/**
 * Starts a sandbox.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken, and when
 *   containers are to live by a clock that is not the machine's
 */
export async function startSandbox(
  options: SandboxOptions = {},
): Promise<Sandbox> {
  if (options.clock && options.containers?.length) {
    throw new Error(
      'Containers are processes of this machine and live by its clock: start the sandbox without `clock`, or without `containers`',
    );
  }
  const ownClock = options.clock ? undefined : new StoppableClock(reportFault);
  const world = new World(options.services ?? allServices, {
    clock: options.clock ?? ownClock,
  });
  const gate = new BehaviourGate(world.clock, options.behaviour);
  const calls = new RecordingCallLog();
  const controls = new Controls();
  const front = new AwsFront(world, gate, calls, reportFault);
  const containers = new ContainerRunner(
    world,
    options.containers ?? [],
    options.standaloneTasksAtATime,
  );
  const controlApi = new ControlApi({ world, gate, calls, controls });
  const listener = new HttpListener(
    async (request, signal) =>
      (await answerByHost(world, request, signal)) ??
      (await containers.agent.answer(request)) ??
      (await controlApi.answer(request)) ??
      (await answerStageRequest(world, request)) ??
      front.answer(request, signal),
    host => isLoadBalancerHost(world, host),
  );
  const url = await listener.listen(options.port ?? DEFAULT_PORT);
  world.baseUrl = url;
  world.start();
  const sandbox: Sandbox = {
    url,
    world,
    calls,
    controls,
    containers: { logs: taskArn => containers.logs(taskArn) },
    setBehaviour: behaviour => gate.set(behaviour),
    async close() {
      // First, so that no service starts anew what ends now.
      ownClock?.stop();
      await containers.close();
      await listener.close();
    },
  };
  if (options.runningExample) {
    await loadRunningExample(sandbox);
  }
  controlApi.markReady();
  return sandbox;
}

async function loadRunningExample(sandbox: Sandbox): Promise<void> {
  try {
    await startRunningExample(sandbox);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** A fault of the sandbox itself; the caller got an `InternalFailure`. */
function reportFault(error: unknown): void {
  process.stderr.write(
    `${error instanceof Error ? error.stack : String(error)}\n`,
  );
}
