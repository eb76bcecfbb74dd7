import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { ProcessReaper } from './ProcessReaper';

/** What a process needs to be started. */
export interface ProcessSpec {
  command: string[];
  cwd: string;
  environment: Record<string, string>;
  onLine(stream: 'stdout' | 'stderr', message: string): void;
}

/** Exit codes of what a signal ended, as shells and Docker have them. */
const SIGNAL_BASE = 128;

/** A container as a process of this machine, the leader of a process group of its own. */
export class ContainerProcess {
  /** The exit code, once it has ended and all that it wrote has been read. */
  readonly ended: Promise<number>;
  #isOver = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly pid: number,
    private readonly reaper: ProcessReaper,
  ) {
    this.ended = this.#waitForEnd();
  }

  /** @throws Error when the program or the folder is not there */
  static async start(
    spec: ProcessSpec,
    reaper: ProcessReaper,
  ): Promise<ContainerProcess> {
    const [program, ...parameters] = spec.command;
    const child = spawn(program, parameters, {
      cwd: spec.cwd,
      env: spec.environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid === undefined) {
      const [error] = await once(child, 'error');
      throw new Error(
        `exec ${program} in ${spec.cwd} failed: ${(error as Error).message}`,
      );
    }
    reaper.watch(child.pid);
    forwardLines(child.stdout, line => spec.onLine('stdout', line));
    forwardLines(child.stderr, line => spec.onLine('stderr', line));
    return new ContainerProcess(child, child.pid, reaper);
  }

  /** SIGTERM to the process itself, as Docker does; SIGKILL to all of its group when the time is over. */
  async stop(timeoutMilliseconds: number): Promise<void> {
    if (this.#isOver) {
      return;
    }
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), timeoutMilliseconds);
    await this.ended;
    clearTimeout(timer);
  }

  /** SIGKILL to it and to all that it started. */
  kill(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch (error) {
      // The group is gone already.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }

  async #waitForEnd(): Promise<number> {
    const closed = once(this.child, 'close');
    const [code, signal] = await once(this.child, 'exit');
    this.#isOver = true;
    // A container takes with it what it started.
    this.kill();
    this.reaper.forget(this.pid);
    await closed;
    return (
      code ??
      SIGNAL_BASE + constants.signals[signal as keyof typeof constants.signals]
    );
  }
}

function forwardLines(
  stream: Readable | null,
  onLine: (line: string) => void,
): void {
  if (stream) {
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', onLine);
  }
}
