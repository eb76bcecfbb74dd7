import { ContainerDefinition } from '@aws-sdk/client-ecs';
import { World } from '../core';
import {
  ContainerTask,
  TaskContainers,
  setTaskBehaviour,
} from '../services/ecs/data-plane';
import { writeLine } from '../services/logs/put-events';
import { ContainerAgent } from './ContainerAgent';
import { ContainerGroup, ContainerPlan } from './ContainerGroup';
import { ContainerLogLine, ContainerLogs } from './ContainerLogs';
import { ContainerProcess } from './ContainerProcess';
import { ContainerProgram, programOf } from './ContainerProgram';
import { LocalPorts } from './LocalPorts';
import { MachineRoom } from './MachineRoom';
import { ProcessReaper } from './ProcessReaper';
import { setContainerAddress } from './container-addresses';
import { containerEnvironment } from './container-environment';
import { logDestination } from './log-destination';
import { readSecrets } from './read-secrets';

/** How long ECS waits between SIGTERM and SIGKILL unless the container says otherwise. */
const STOP_TIMEOUT_SECONDS = 30;
/** Tasks whose processes run at the same time: some 60 MB each as Node.js. */
const TASKS_AT_A_TIME = 32;
/** How long containers have to end when the sandbox itself does. */
const CLOSING_MILLISECONDS = 2_000;

/** Runs the containers of tasks as processes of this machine. */
export class ContainerRunner {
  /** Answers what containers ask of their agent. */
  readonly agent: ContainerAgent;
  readonly #logs = new ContainerLogs();
  readonly #ports = new LocalPorts();
  readonly #roomForServices = new MachineRoom(TASKS_AT_A_TIME);
  readonly #roomForStandaloneTasks: MachineRoom;
  readonly #reaper = new ProcessReaper();
  readonly #groups = new Set<ContainerGroup>();

  constructor(
    private readonly world: World,
    private readonly programs: ContainerProgram[],
    standaloneTasksAtATime = TASKS_AT_A_TIME,
  ) {
    this.#roomForStandaloneTasks = new MachineRoom(standaloneTasksAtATime);
    this.agent = new ContainerAgent(world);
    for (const { family } of programs) {
      setTaskBehaviour(world, family, {
        runSeconds: Infinity,
        run: task => this.#run(task),
      });
    }
  }

  /** What the containers of a task wrote last, oldest first; a thousand lines of each of the latest tasks are kept. */
  logs(taskArn: string): ContainerLogLine[] {
    return this.#logs.of(taskArn);
  }

  /** Ends all containers: asks them to, and kills those that don't. */
  async close(): Promise<void> {
    const groups = [...this.#groups];
    const timer = setTimeout(
      () => void Promise.all(groups.map(group => group.kill())),
      CLOSING_MILLISECONDS,
    );
    await Promise.all(groups.map(group => group.stop()));
    clearTimeout(timer);
    this.#reaper.close();
  }

  #run(task: ContainerTask): TaskContainers {
    const group = new ContainerGroup(
      this.#plans(task),
      // A burst of `RunTask` leaves the services' tasks their room.
      task.task.group?.startsWith('service:')
        ? this.#roomForServices
        : this.#roomForStandaloneTasks,
      (name, exitCode) => task.ended(name, exitCode),
    );
    this.#groups.add(group);
    return {
      started: group.started,
      stop: async () => {
        await group.stop();
        this.#groups.delete(group);
      },
    };
  }

  #plans(task: ContainerTask): ContainerPlan[] {
    const containers = task.definition.containerDefinitions ?? [];
    const main = containers.find(({ essential }) => essential !== false);
    return containers.map(container => {
      const program = programOf(
        this.programs,
        task.definition.family ?? '',
        container.name ?? '',
        container === main,
      );
      return {
        name: container.name ?? '',
        dependsOn: container.dependsOn ?? [],
        stopTimeoutMilliseconds:
          (container.stopTimeout ?? STOP_TIMEOUT_SECONDS) * 1_000,
        start: program && (() => this.#start(task, container, program)),
      };
    });
  }

  async #start(
    task: ContainerTask,
    container: ContainerDefinition,
    program: ContainerProgram,
  ): Promise<ContainerProcess> {
    const { world } = this;
    const { taskArn, overrides } = task.task;
    const name = container.name ?? '';
    const override = overrides?.containerOverrides?.find(
      one => one.name === name,
    );
    const destination = logDestination(world, task, container);
    const secrets = await readSecrets(world, container.secrets);
    const port = await this.#ports.take();
    const agent = this.agent.add(task, name);
    const leave = () => {
      this.#setAddresses(task, container, undefined);
      this.agent.remove(agent.id);
      this.#ports.giveBack(port);
    };
    try {
      const process = await ContainerProcess.start(
        {
          command: [
            ...program.command,
            ...(override?.command ?? container.command ?? []),
          ],
          cwd: program.cwd,
          environment: containerEnvironment({
            container,
            override,
            secrets,
            program,
            scope: task.scope,
            endpoint: world.baseUrl ?? '',
            agentUrl: agent.url,
            port,
            machine: globalThis.process.env,
          }),
          onLine: (stream, message) => {
            this.#logs.add(taskArn, {
              at: new Date(world.clock.now()).toISOString(),
              container: name,
              stream,
              message,
            });
            if (destination) {
              writeLine(world, destination, message);
            }
          },
        },
        this.#reaper,
      );
      this.#setAddresses(task, container, port);
      void process.ended.then(leave);
      return process;
    } catch (error) {
      leave();
      throw new Error(
        `CannotStartContainerError: ${
          error instanceof Error ? error.message : String(error)
        }`,
      );
    }
  }

  /** All ports of a container are the one that it was told to listen on. */
  #setAddresses(
    { scope, privateAddress }: ContainerTask,
    { portMappings }: ContainerDefinition,
    localPort: number | undefined,
  ): void {
    for (const { containerPort } of portMappings ?? []) {
      if (privateAddress && containerPort) {
        setContainerAddress(
          this.world,
          scope,
          privateAddress,
          containerPort,
          localPort,
        );
      }
    }
  }
}
