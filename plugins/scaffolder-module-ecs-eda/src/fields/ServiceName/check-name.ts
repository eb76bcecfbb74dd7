import { ApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  checkServiceName,
  findCollisions,
  GoldenPathValues,
} from '@ecs-eda/plugin-event-topology-common';
import { knownTopology } from '../../form/known-topology';

/** The rules by which a name can be refused without asking anybody. */
export function checkRules(
  name: string,
  goldenPath: string | undefined,
): string | undefined {
  return name === '' ? undefined : checkServiceName(name, goldenPath);
}

/**
 * Says who has the name already, in the catalog or in AWS, or nothing. What
 * cannot be asked is left to the template's own validation step.
 */
export async function findHolder(
  apiHolder: ApiHolder,
  values: GoldenPathValues & { name: string },
  goldenPath: string | undefined,
): Promise<string | undefined> {
  const [entity, snapshot] = await Promise.all([
    knownComponent(apiHolder, values.name),
    knownTopology(apiHolder),
  ]);
  if (entity) {
    return `The catalog already has the component ${values.name}: choose another name`;
  }
  const [taken] = snapshot
    ? findCollisions(goldenPath ?? '', values, snapshot.nodes).filter(
        finding => finding.field === 'name',
      )
    : [];
  return taken?.message;
}

async function knownComponent(apiHolder: ApiHolder, name: string) {
  try {
    return await apiHolder
      .get(catalogApiRef)
      ?.getEntityByRef({ kind: 'component', namespace: 'default', name });
  } catch {
    return undefined;
  }
}
