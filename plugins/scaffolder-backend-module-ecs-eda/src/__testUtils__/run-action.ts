import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';

/** What an action did. */
export interface ActionRun {
  output: Record<string, unknown>;
  /** Keys of the checkpoints, in the order they were reached. */
  checkpoints: string[];
}

/**
 * Runs an action as a task does, with what the mock context of Backstage leaves
 * out: outputs, checkpoints, dry runs and cancellation.
 */
export async function runAction(
  action: TemplateAction<any, any, 'v2'>,
  options: {
    input: JsonObject;
    isDryRun?: boolean;
    signal?: AbortSignal;
    workspacePath?: string;
    templateUrl?: string;
    onLog?(line: string): void;
  },
): Promise<ActionRun> {
  const { input, isDryRun, signal, workspacePath, templateUrl, onLog } =
    options;
  const run: ActionRun = { output: {}, checkpoints: [] };
  const context = createMockActionContext({
    input,
    ...(workspacePath && { workspacePath }),
    ...(templateUrl && {
      templateInfo: {
        entityRef: 'template:default/test',
        baseUrl: templateUrl,
      },
    }),
  });
  if (onLog) {
    jest
      .spyOn(context.logger, 'info')
      .mockImplementation(message => onLog(String(message)));
    jest
      .spyOn(context.logger, 'warn')
      .mockImplementation(message => onLog(String(message)));
  }
  const temporary = await fs.mkdtemp(path.join(os.tmpdir(), 'run-action-'));
  const running = action.handler({
    ...context,
    isDryRun,
    signal,
    // That of the mock context is the workspace itself.
    createTemporaryDirectory: () => fs.mkdtemp(path.join(temporary, 'tmp-')),
    output: (name: string, value: unknown) => {
      run.output[name] = value;
    },
    checkpoint: async ({ key, fn }) => {
      run.checkpoints.push(key);
      return fn();
    },
  });
  await running.finally(() => fs.rm(temporary, { recursive: true }));
  return run;
}
