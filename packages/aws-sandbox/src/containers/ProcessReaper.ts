import { ChildProcessByStdio, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';

/**
 * A small process beside the sandbox that kills the process groups that it was
 * told of when the sandbox dies without having ended them, by a crash or by
 * SIGKILL. Nothing else lets a process of ours outlive us by no more than a
 * moment on all systems.
 */
export class ProcessReaper {
  #process?: ChildProcessByStdio<Writable, null, null>;

  /** @param pid - leader of a process group */
  watch(pid: number): void {
    this.#process ??= start();
    this.#process.stdin.write(`watch ${pid}\n`);
  }

  forget(pid: number): void {
    this.#process?.stdin.write(`forget ${pid}\n`);
  }

  /** Ends it, and kills what is still watched. */
  close(): void {
    this.#process?.stdin.end();
    this.#process = undefined;
  }
}

function start(): ChildProcessByStdio<Writable, null, null> {
  const packageRoot = dirname(
    require.resolve('@ecs-eda/aws-sandbox/package.json'),
  );
  const reaper = spawn(
    process.execPath,
    [join(packageRoot, 'bin', 'container-reaper.js')],
    // Of its own group, so that what ends the sandbox's group does not end it too.
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {} },
  );
  reaper.unref();
  // Without it containers still end with the sandbox's own `close`.
  reaper.stdin.on('error', () => {});
  return reaper;
}
