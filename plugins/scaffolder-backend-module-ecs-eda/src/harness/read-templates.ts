import fs from 'node:fs/promises';
import path from 'node:path';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { parse } from 'yaml';

/**
 * Reads the templates of a collection: the `template.yaml` of each folder in
 * it, as the catalog would have them.
 */
export async function readTemplates(
  templatesDirectory: string,
): Promise<TemplateEntityV1beta3[]> {
  const folders = await fs.readdir(templatesDirectory, { withFileTypes: true });
  const templates = await Promise.all(
    folders
      .filter(folder => folder.isDirectory())
      .map(folder =>
        readTemplate(
          path.join(templatesDirectory, folder.name, 'template.yaml'),
        ),
      ),
  );
  return templates.flat();
}

async function readTemplate(file: string): Promise<TemplateEntityV1beta3[]> {
  const text = await fs.readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
  if (text === undefined) {
    return [];
  }
  const template: TemplateEntityV1beta3 = parse(text);
  const location = `file:${file}`;
  return [
    {
      ...template,
      metadata: {
        ...template.metadata,
        namespace: template.metadata.namespace ?? 'default',
        annotations: {
          ...template.metadata.annotations,
          [ANNOTATION_LOCATION]: location,
          [ANNOTATION_ORIGIN_LOCATION]: location,
        },
      },
    },
  ];
}
