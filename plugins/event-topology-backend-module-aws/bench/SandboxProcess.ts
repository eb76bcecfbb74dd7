import { ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { Behaviour } from '@ecs-eda/aws-sandbox';
import { FromSandbox, ToSandbox } from './sandbox-process';
import { EstateSize } from './seed-estate';

/** A sandbox that runs beside the benchmark. */
export class SandboxProcess {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** @throws Error when the process ends before it is ready */
  static async start(size: EstateSize): Promise<SandboxProcess> {
    // The flags that let this process read TypeScript go to the child too.
    const child = fork(resolve(__dirname, 'sandbox-process.ts'));
    const { url } = await ask(child, { type: 'start', size }, 'started');
    return new SandboxProcess(child, url);
  }

  async behave(behaviour: Behaviour): Promise<void> {
    await ask(this.#child, { type: 'behave', behaviour }, 'behaving');
  }

  async figures(): Promise<{ calls: number; throttled: number }> {
    return ask(this.#child, { type: 'figures' }, 'figures');
  }

  stop(): void {
    this.#child.disconnect();
  }
}

function ask<T extends FromSandbox['type']>(
  child: ChildProcess,
  message: ToSandbox,
  expected: T,
): Promise<Extract<FromSandbox, { type: T }>> {
  return new Promise((done, fail) => {
    const onExit = (code: number | null) =>
      fail(new Error(`The sandbox's process ended with ${code}`));
    const onMessage = (answer: FromSandbox) => {
      if (isAnswer(answer, expected)) {
        child.off('exit', onExit);
        child.off('message', onMessage);
        done(answer);
      }
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(message);
  });
}

function isAnswer<T extends FromSandbox['type']>(
  answer: FromSandbox,
  type: T,
): answer is Extract<FromSandbox, { type: T }> {
  return answer.type === type;
}
