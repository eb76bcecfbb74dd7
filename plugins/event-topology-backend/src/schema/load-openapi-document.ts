import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';

/** The OpenAPI document of the plugin's routes. */
export function loadOpenApiDocument(): JsonObject {
  const path = resolvePackagePath(
    '@ecs-eda/plugin-event-topology-backend',
    'src/schema/openapi.yaml',
  );
  return parse(readFileSync(path, 'utf8'));
}
