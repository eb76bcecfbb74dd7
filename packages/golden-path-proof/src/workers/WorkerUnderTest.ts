import fs from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import {
  CloudWatchLogsClient,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs';
import { SandboxAccount } from '../deployed/SandboxAccount';
import { createGiven } from '../deployed/create-given';
import { createStack } from '../deployed/stacks';
import { SandboxProcess } from '../processes/SandboxProcess';
import { runProgram } from '../processes/run-program';
import { StampedVariants } from '../stamping/StampedVariants';
import { Variant } from '../variants/read-variants';
import { DeployedService, FrontDoor, Job } from './FrontDoor';
import {
  JobRecord,
  PROOF_JOB,
  createJobRecords,
  readJobRecords,
} from './JobRecords';
import { messagesIn } from './front-doors/queue-jobs';
import { until } from './until';

/** A burst of tasks takes turns, so that each gets on. */
const STANDALONE_TASKS_AT_A_TIME = 2 * availableParallelism();
/** What a task has in hand at most: its share of this machine is small. */
const CONCURRENCY = '10';
const MOST_COMPLAINTS = 50;

/** A stamped worker that runs as processes behind its own, deployed stack. */
export class WorkerUnderTest {
  /** Jobs that producers were told are refused for good. */
  private readonly refused: Job[] = [];

  private constructor(
    private readonly sandbox: SandboxProcess,
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
    const sandbox = await SandboxProcess.start(project, {
      standaloneTasksAtATime: STANDALONE_TASKS_AT_A_TIME,
      containers: [
        {
          family: variant.serviceName,
          // As the image's entry point runs it.
          command: [process.execPath, '--enable-source-maps', 'dist/main.js'],
          cwd: project,
          environment: { CONCURRENCY },
        },
      ],
    });
    const account = new SandboxAccount(sandbox.url);
    const service = { name: variant.serviceName, account };
    const worker = new WorkerUnderTest(sandbox, service, frontDoor);
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
      () => this.countDone(jobs),
      done => done >= count,
    );
  }

  /** Waits until all jobs are done though tasks were stopped, by what the runbook says where one must. */
  async untilDoneAfterAll(jobs: Job[]): Promise<void> {
    await until(
      `${jobs.length} jobs are done after all`,
      async () => {
        await this.frontDoor.bringBack?.(this.service);
        return this.countDone(jobs);
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

  /** Which of the jobs were not begun, or not done, exactly once, and when they were. */
  async notOnce(
    what: keyof JobRecord,
    jobs: Job[],
  ): Promise<Record<string, JobRecord>> {
    const records = await this.recordsOf(jobs);
    return Object.fromEntries(
      [...records].filter(([, record]) => record[what].length !== 1),
    );
  }

  /** How many of the jobs are done at least once. */
  async countDone(jobs: Job[]): Promise<number> {
    const records = await this.recordsOf(jobs);
    return [...records.values()].filter(({ done }) => done.length > 0).length;
  }

  /** The jobs that were begun before the one ahead of them, in their group, was done. */
  async begunTooEarly(jobs: Job[]): Promise<Job[]> {
    const records = await this.recordsOf(jobs);
    const ahead = new Map<string, Job>();
    return jobs.filter(job => {
      const before = ahead.get(job.group);
      ahead.set(job.group, job);
      const [begun = ''] = records.get(job.id)!.begun;
      const [done] = (before && records.get(before.id)!.done) ?? [];
      return before && !(done && timeOf(begun) >= timeOf(done));
    });
  }

  private async recordsOf(jobs: Job[]): Promise<Map<string, JobRecord>> {
    const records = await readJobRecords(this.service.account);
    return new Map(
      jobs.map(({ id }) => [id, records.get(id) ?? { begun: [], done: [] }]),
    );
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

  /** The last lines that its tasks wrote of what went wrong, oldest first. */
  async complaints(): Promise<string[]> {
    const logs = new CloudWatchLogsClient(this.service.account.config);
    const complaints: string[] = [];
    try {
      for await (const { events = [] } of paginateFilterLogEvents(
        { client: logs },
        { logGroupName: `/ecs/${this.service.name}` },
      )) {
        const messages = events.map(({ message = '' }) => message);
        complaints.push(
          ...messages.filter(text => !/"level":"(debug|info|warn)"/.test(text)),
        );
      }
    } finally {
      logs.destroy();
    }
    return complaints.slice(-MOST_COMPLAINTS);
  }

  async stop(): Promise<void> {
    this.service.account.close();
    await this.sandbox.stop();
  }
}

/** The time of an entry of a record; texts of it sort by time. */
function timeOf(entry: string): string {
  return entry.split(' ')[0];
}
