import fs from 'node:fs/promises';
import path from 'node:path';
import { ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs';
import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { SandboxAccount } from '../deployed/SandboxAccount';
import { createGiven } from '../deployed/create-given';
import { createStack } from '../deployed/stacks';
import { runProgram } from '../processes/run-program';
import { StampedVariants } from '../stamping/StampedVariants';
import { Variant } from '../variants/read-variants';
import { FrontDoor, Job } from './FrontDoor';
import { PROOF_JOB, createJobRecords, readJobRecords } from './JobRecords';
import { messagesIn } from './front-doors/queue-jobs';
import { until } from './until';

/** A stamped worker that runs as processes behind its own, deployed stack. */
export class WorkerUnderTest {
  private constructor(
    readonly sandbox: Sandbox,
    readonly account: SandboxAccount,
    private readonly variant: Variant,
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
    await fs.cp(stamped.project(variant).directory, project, {
      recursive: true,
    });
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
    const worker = new WorkerUnderTest(sandbox, account, variant, frontDoor);
    try {
      await createJobRecords(account);
      await createGiven(account, variant.given);
      await createStack(account, stack);
      return worker;
    } catch (error) {
      await worker.stop();
      throw error;
    }
  }

  send(jobs: Job[]): Promise<void> {
    return this.frontDoor.send(this.account, this.variant.serviceName, jobs);
  }

  async sendTwice(jobs: Job[]): Promise<void> {
    await this.frontDoor.sendTwice?.(
      this.account,
      this.variant.serviceName,
      jobs,
    );
  }

  /** Waits until so many of the jobs are done at least once. */
  async untilDone(jobs: Job[], count = jobs.length): Promise<void> {
    await until(
      `${count} of ${jobs.length} jobs are done`,
      async () => (await this.timesDone(jobs)).filter(Boolean).length,
      done => done >= count,
    );
  }

  /** Waits until nothing is on its way to the handler any more, nor in hand. */
  async untilIdle(): Promise<void> {
    await until(
      'the worker is idle',
      () => this.frontDoor.inFlight(this.account, this.variant.serviceName),
      events => events === 0,
    );
  }

  /** How many times each of the jobs was done. */
  async timesDone(jobs: Job[]): Promise<number[]> {
    const records = await readJobRecords(this.account);
    return jobs.map(({ id }) => records.get(id)?.done ?? 0);
  }

  /** How many times each of the jobs was begun. */
  async timesBegun(jobs: Job[]): Promise<number[]> {
    const records = await readJobRecords(this.account);
    return jobs.map(({ id }) => records.get(id)?.begun ?? 0);
  }

  async heartbeatAfterSeconds(): Promise<number> {
    return (
      (await this.frontDoor.heartbeatAfterSeconds?.(
        this.account,
        this.variant.serviceName,
      )) ?? 0
    );
  }

  /** Asks every task of the service to stop, which ECS then replaces. */
  async stopTasks(): Promise<string[]> {
    const { ecs } = this.account;
    const cluster = this.variant.serviceName;
    const { taskArns = [] } = await ecs.send(
      new ListTasksCommand({ cluster, serviceName: this.variant.serviceName }),
    );
    for (const task of taskArns) {
      await ecs.send(new StopTaskCommand({ cluster, task }));
    }
    return taskArns;
  }

  /** Waits until messages are in the queue of what failed, and tells how many. */
  async untilDeadLetters(): Promise<number> {
    return until(
      'something is in the dead-letter queue',
      () =>
        messagesIn(
          this.account,
          this.frontDoor.deadLetterQueue(this.variant.serviceName),
        ),
      messages => messages > 0,
    );
  }

  async stop(): Promise<void> {
    this.account.close();
    await this.sandbox.close();
  }
}
