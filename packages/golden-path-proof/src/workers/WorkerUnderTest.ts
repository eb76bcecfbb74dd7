import fs from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs';
import { startSandbox } from '@ecs-eda/aws-sandbox';
import { SandboxAccount } from '../deployed/SandboxAccount';
import { createGiven } from '../deployed/create-given';
import { createStack } from '../deployed/stacks';
import { runProgram } from '../processes/run-program';
import { StampedVariants } from '../stamping/StampedVariants';
import { Variant } from '../variants/read-variants';
import { DeployedService, FrontDoor, Job } from './FrontDoor';
import { PROOF_JOB, createJobRecords, readJobRecords } from './JobRecords';
import { messagesIn } from './front-doors/queue-jobs';
import { until } from './until';

/** A burst of tasks must not keep the sandbox from answering: it stands for AWS, which has time. */
const STANDALONE_TASKS_AT_A_TIME = 2 * availableParallelism();

/** A stamped worker that runs as processes behind its own, deployed stack. */
export class WorkerUnderTest {
  /** Jobs that producers were told are refused for good. */
  private readonly refused: Job[] = [];

  private constructor(
    private readonly service: DeployedService,
    private readonly frontDoor: FrontDoor,
  ) {}

  /**
   * Builds the worker by the project's own script, with the proof's handler
   * for the developer's, and deploys the stack.
   */
  static async start(
    stamped: StampedVariants,
    variant: Variant,
    frontDoor: FrontDoor,
  ): Promise<WorkerUnderTest> {
    // A copy, because what was stamped is what other checks are about.
    const project = path.join(
      stamped.directory,
      `${variant.serviceName}-running`,
    );
    const { directory } = await stamped.project(variant);
    await fs.cp(directory, project, { recursive: true });
    await fs.writeFile(path.join(project, 'src/handler.ts'), frontDoor.handler);
    await fs.writeFile(path.join(project, 'src/proof-job.ts'), PROOF_JOB);
    const { exitCode, output } = await runProgram(
      'npm',
      ['run', 'build'],
      project,
    );
    if (exitCode !== 0) {
      throw new Error(`${variant.id} cannot be built:\n${output}`);
    }
    const stack = await stamped.stack(variant);
    const sandbox = await startSandbox({
      port: 0,
      standaloneTasksAtATime: STANDALONE_TASKS_AT_A_TIME,
      containers: [
        {
          family: variant.serviceName,
          // As the image's entry point runs it.
          command: [process.execPath, '--enable-source-maps', 'dist/main.js'],
          cwd: project,
        },
      ],
    });
    const account = new SandboxAccount(sandbox.url);
    const service = { name: variant.serviceName, account, sandbox };
    const worker = new WorkerUnderTest(service, frontDoor);
    try {
      await createJobRecords(account);
      await createGiven(account, variant.given);
      await createStack(account, stack);
      await frontDoor.prepare?.(service);
      return worker;
    } catch (error) {
      await worker.stop();
      throw error;
    }
  }

  async send(jobs: Job[]): Promise<void> {
    const refused = await this.frontDoor.send(this.service, jobs);
    this.refused.push(...(refused ?? []));
  }

  async sendTwice(jobs: Job[]): Promise<void> {
    await this.frontDoor.sendTwice?.(this.service, jobs);
  }

  /** Waits until so many of the jobs are done at least once. */
  async untilDone(jobs: Job[], count = jobs.length): Promise<void> {
    await until(
      `${count} of ${jobs.length} jobs are done`,
      async () => (await this.timesDone(jobs)).filter(Boolean).length,
      done => done >= count,
    );
  }

  /** Waits until all jobs are done though tasks were stopped, by what the runbook says where one must. */
  async untilDoneAfterAll(jobs: Job[]): Promise<void> {
    await until(
      `${jobs.length} jobs are done after all`,
      async () => {
        await this.frontDoor.bringBack?.(this.service);
        return (await this.timesDone(jobs)).filter(Boolean).length;
      },
      done => done === jobs.length,
    );
  }

  /** Waits until nothing is on its way to the handler any more, nor in hand. */
  async untilIdle(): Promise<void> {
    await until(
      'the worker is idle',
      () => this.frontDoor.inFlight(this.service),
      events => events === 0,
    );
  }

  /** How many times each of the jobs was done. */
  async timesDone(jobs: Job[]): Promise<number[]> {
    const records = await readJobRecords(this.service.account);
    return jobs.map(({ id }) => records.get(id)?.done ?? 0);
  }

  /** How many times each of the jobs was begun. */
  async timesBegun(jobs: Job[]): Promise<number[]> {
    const records = await readJobRecords(this.service.account);
    return jobs.map(({ id }) => records.get(id)?.begun ?? 0);
  }

  /** The jobs that were begun before the one ahead of them, in their group, was done. */
  async begunTooEarly(jobs: Job[]): Promise<Job[]> {
    const records = await readJobRecords(this.service.account);
    const ahead = new Map<string, Job>();
    return jobs.filter(job => {
      const before = records.get(ahead.get(job.group)?.id ?? '');
      ahead.set(job.group, job);
      return before && !(records.get(job.id)!.begunAt >= before.doneAt);
    });
  }

  async heartbeatAfterSeconds(): Promise<number> {
    return (await this.frontDoor.heartbeatAfterSeconds?.(this.service)) ?? 0;
  }

  /** Asks every task of the service to stop. */
  async stopTasks(): Promise<string[]> {
    const { ecs } = this.service.account;
    const cluster = this.service.name;
    const { taskArns = [] } = await ecs.send(
      new ListTasksCommand({ cluster, family: this.service.name }),
    );
    for (const task of taskArns) {
      await ecs.send(new StopTaskCommand({ cluster, task }));
    }
    return taskArns;
  }

  /**
   * Waits until something has failed for good, and tells how many did: they
   * are kept in a queue, or their senders were told.
   */
  async untilGivenUp(): Promise<number> {
    return until(
      'something has failed for good',
      async () => {
        const queue = this.frontDoor.deadLetterQueue?.(this.service);
        return queue
          ? messagesIn(this.service.account, queue)
          : this.refused.length;
      },
      given => given > 0,
    );
  }

  /** Waits until so many events of the service's own came out, and tells which. */
  async untilPublished(count: number): Promise<string[]> {
    const published: string[] = [];
    return until(
      `${count} events are published`,
      async () => {
        published.push(
          ...((await this.frontDoor.published?.(this.service)) ?? []),
        );
        return published;
      },
      ids => new Set(ids).size >= count,
    );
  }

  async stop(): Promise<void> {
    this.service.account.close();
    await this.service.sandbox.close();
  }
}
