import fs from 'node:fs/promises';
import path from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';

const ACTION_ID = 'golden-path-harness:capture';

/** A template that ends with a step that keeps its workspace. */
export function capturing(
  template: TemplateEntityV1beta3,
): TemplateEntityV1beta3 {
  return {
    ...template,
    spec: {
      ...template.spec,
      steps: [
        ...template.spec.steps,
        { id: ACTION_ID, name: 'Keep the workspace', action: ACTION_ID },
      ],
    },
  };
}

/** The action behind that step: copies the workspace of a task to `<directory>/<task id>`. */
export function captureModule(directory: string) {
  return createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'golden-path-harness',
    register(env) {
      env.registerInit({
        deps: { actions: scaffolderActionsExtensionPoint },
        async init({ actions }) {
          actions.addActions(
            createTemplateAction({
              id: ACTION_ID,
              supportsDryRun: true,
              async handler(ctx) {
                await fs.cp(
                  ctx.workspacePath,
                  path.join(directory, ctx.task.id),
                  { recursive: true },
                );
              },
            }),
          );
        },
      });
    },
  });
}

/** The files of a directory by their paths in it; links and empty folders aside. */
export async function readFiles(
  directory: string,
): Promise<Record<string, string>> {
  const entries = await fs.readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const files = await Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async (entry): Promise<[string, string]> => {
        const file = path.join(entry.parentPath, entry.name);
        return [
          path.relative(directory, file).split(path.sep).join('/'),
          await fs.readFile(file, 'utf8'),
        ];
      }),
  );
  return Object.fromEntries(
    files.sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
