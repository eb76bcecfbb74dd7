import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Request } from 'express';
import { entityTopology } from '../catalog/entity-topology';
import { TopologyViews } from '../visibility/TopologyViews';
import { Route } from './Route';

function entityRefOf(request: Request): string {
  const { kind, namespace, name } = request.params;
  return stringifyEntityRef({ kind, namespace, name });
}

/** What a catalog entity has on the map. */
export function createEntityRoutes(services: {
  views: TopologyViews;
  catalog: CatalogService;
}): Route[] {
  const { views, catalog } = services;
  return [
    {
      method: 'get',
      path: '/v1/entities/:kind/:namespace/:name/topology',
      async audit(request) {
        return {
          eventId: 'topology-fetch',
          severityLevel: 'low',
          meta: { queryType: 'by-entity', entityRef: entityRefOf(request) },
        };
      },
      async answer(request, response, caller) {
        const { credentials } = caller;
        const entityRef = entityRefOf(request);
        // With the caller's credentials: whoever may not see the entity in the
        // catalog does not learn here that it exists.
        const entity = await catalog.getEntityByRef(entityRef, { credentials });
        if (!entity) {
          throw new NotFoundError(
            `There is no entity ${entityRef}, or you may not see it`,
          );
        }
        response.json(entityTopology(entity, await views.of(caller), 1));
      },
    },
  ];
}
