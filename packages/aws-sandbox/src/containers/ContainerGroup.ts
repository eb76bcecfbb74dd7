import { ContainerDependency } from '@aws-sdk/client-ecs';
import { TaskContainers } from '../services/ecs/data-plane';
import { ContainerProcess } from './ContainerProcess';
import { Leave, MachineRoom } from './MachineRoom';

/** One container of a task, and how it is brought up. */
export interface ContainerPlan {
  name: string;
  dependsOn: ContainerDependency[];
  stopTimeoutMilliseconds: number;
  /** Absent for a container that is only modelled: it does nothing, for as long as the task runs. */
  start?: () => Promise<ContainerProcess>;
}

/** The containers of one task: they start and stop in the order of their dependencies. */
export class ContainerGroup implements TaskContainers {
  readonly started: Promise<void>;
  readonly #plans: Map<string, ContainerPlan>;
  readonly #starts = new Map<string, Promise<ContainerProcess | undefined>>();
  readonly #stops = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #entering: Promise<Leave | undefined>;

  /**
   * @param room - that processes are started in; what is only modelled needs none
   * @param ended - told of each container that ends, with its exit code
   */
  constructor(
    plans: ContainerPlan[],
    room: MachineRoom,
    private readonly ended: (name: string, exitCode: number) => void,
  ) {
    this.#plans = new Map(plans.map(plan => [plan.name, plan]));
    this.#entering = plans.some(({ start }) => start)
      ? room.enter(this.#stopping.signal)
      : Promise.resolve(undefined);
    this.started = Promise.all(plans.map(plan => this.#start(plan))).then(
      () => undefined,
    );
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#plans.values()].map(plan => this.#stop(plan)));
    (await this.#entering)?.();
  }

  /** Ends all at once, without asking. */
  async kill(): Promise<void> {
    this.#stopping.abort();
    for (const process of await this.#processes()) {
      process.kill();
      await process.ended;
    }
  }

  #start(plan: ContainerPlan): Promise<ContainerProcess | undefined> {
    let start = this.#starts.get(plan.name);
    if (!start) {
      start = this.#startInOrder(plan);
      this.#starts.set(plan.name, start);
    }
    return start;
  }

  async #startInOrder(
    plan: ContainerPlan,
  ): Promise<ContainerProcess | undefined> {
    await this.#entering;
    for (const dependency of plan.dependsOn) {
      await this.#meet(plan, dependency);
    }
    if (this.#stopping.signal.aborted || !plan.start) {
      return undefined;
    }
    const process = await plan.start();
    void process.ended.then(exitCode => this.ended(plan.name, exitCode));
    return process;
  }

  /** A health check is not run, so that a container counts as healthy once it is started. */
  async #meet(
    plan: ContainerPlan,
    { containerName = '', condition }: ContainerDependency,
  ): Promise<void> {
    const dependency = this.#plans.get(containerName);
    if (!dependency) {
      throw new Error(
        `CannotStartContainerError: ${plan.name} depends on ${containerName}, which is not in the task definition`,
      );
    }
    const process = await this.#start(dependency);
    if (process && (condition === 'COMPLETE' || condition === 'SUCCESS')) {
      const exitCode = await process.ended;
      if (condition === 'SUCCESS' && exitCode !== 0) {
        throw new Error(
          `CannotStartContainerError: dependency of ${plan.name} did not succeed: ${containerName} exited with ${exitCode}`,
        );
      }
    }
  }

  #stop(plan: ContainerPlan): Promise<void> {
    let stop = this.#stops.get(plan.name);
    if (!stop) {
      stop = this.#stopInOrder(plan);
      this.#stops.set(plan.name, stop);
    }
    return stop;
  }

  async #stopInOrder(plan: ContainerPlan): Promise<void> {
    // Not started by another's dependency any more: what is not up stays so.
    const process = await this.#starts.get(plan.name)?.catch(() => undefined);
    const dependents = [...this.#plans.values()].filter(other =>
      other.dependsOn.some(({ containerName }) => containerName === plan.name),
    );
    await Promise.all(dependents.map(dependent => this.#stop(dependent)));
    await process?.stop(plan.stopTimeoutMilliseconds);
  }

  async #processes(): Promise<ContainerProcess[]> {
    const starts = await Promise.allSettled(this.#starts.values());
    return starts.flatMap(start =>
      start.status === 'fulfilled' && start.value ? [start.value] : [],
    );
  }
}
