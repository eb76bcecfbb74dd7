import path from 'node:path';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/**
 * Has the catalog look again into the locations that read below a directory.
 *
 * @returns the refs of the locations; empty when the catalog reads nothing there
 */
export async function refreshLocationsBelow(
  directory: string,
  services: { catalog: CatalogService; credentials: BackstageCredentials },
): Promise<string[]> {
  const { catalog, credentials } = services;
  const { items } = await catalog.getEntities(
    { filter: { kind: 'Location' } },
    { credentials },
  );
  const refs = items
    .filter(location =>
      targetsOf(location).some(target =>
        target.startsWith(`${directory}${path.sep}`),
      ),
    )
    .map(stringifyEntityRef);
  for (const ref of refs) {
    await catalog.refreshEntity(ref, { credentials });
  }
  return refs;
}

/** The files that a Location entity reads, as absolute paths; patterns included. */
function targetsOf({ metadata, spec = {} }: Entity): string[] {
  const base = metadata.annotations?.[ANNOTATION_LOCATION];
  const { type, target } = base
    ? parseLocationRef(base)
    : { type: undefined, target: '' };
  if ((spec.type ?? type) !== 'file') {
    return [];
  }
  return [spec.target, spec.targets]
    .flat()
    .filter((one): one is string => typeof one === 'string')
    .map(one => path.resolve(path.dirname(target), one));
}
