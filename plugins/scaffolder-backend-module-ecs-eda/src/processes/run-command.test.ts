import { createMockDirectory } from '@backstage/backend-test-utils';
import { runCommand } from './run-command';

describe('runCommand', () => {
  const directory = createMockDirectory();
  const run = (script: string, signal?: AbortSignal, lines: string[] = []) =>
    runCommand({
      command: process.execPath,
      args: ['-e', script],
      directory: directory.path,
      env: {},
      signal,
      onLine: line => lines.push(line),
    });

  it('passes on what is written, line by line', async () => {
    const lines: string[] = [];
    await run(
      'console.log("one\\ntwo"); console.error("three")',
      undefined,
      lines,
    );
    expect(lines.sort()).toEqual(['one', 'three', 'two']);
  });

  it('repeats the beginning and the end of what a failing program wrote', async () => {
    const failing = run(
      'for (let i = 0; i < 100; i++) console.log("line " + i + ";"); process.exit(2)',
    );
    await expect(failing).rejects.toThrow('ended with exit code 2');
    await expect(failing).rejects.toThrow('line 0;');
    await expect(failing).rejects.toThrow('line 99;');
    await expect(failing).rejects.not.toThrow('line 50;');
  });

  it('ends the program, and what the program started, when it is aborted', async () => {
    const controller = new AbortController();

    const running = runCommand({
      command: `${process.execPath} -e "console.log('runs'); setInterval(() => {}, 1000)" & wait`,
      shell: true,
      directory: directory.path,
      env: {},
      signal: controller.signal,
      onLine: () => controller.abort(new Error('enough')),
    });

    // It only ends once nobody holds its output any more, so the child is gone too.
    await expect(running).rejects.toThrow('enough');
  });

  it('does not even begin when it is aborted already', async () => {
    await expect(
      run('', AbortSignal.abort(new Error('before'))),
    ).rejects.toThrow('before');
  });
});
