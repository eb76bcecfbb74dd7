import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  EntityTopologyResponse,
  matchEntityNodes,
  neighbourhood,
} from '@ecs-eda/plugin-event-topology-common';
import { Request } from 'express';
import {
  accountsRead,
  refuseForeignArns,
} from '../catalog/refuse-foreign-arns';
import { toLinkableEntity } from '../catalog/to-linkable-entity';
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
        const { snapshot, restricted } = await views.of(caller);
        const graph = snapshot ?? { nodes: [], edges: [], scopes: [] };
        const annotated = refuseForeignArns(
          toLinkableEntity(entity),
          accountsRead(graph),
        );
        const { matches, problems } = matchEntityNodes(
          annotated.entity,
          graph.nodes,
        );
        const nodeIds = [...new Set(matches.flatMap(match => match.nodeIds))];
        const body: EntityTopologyResponse = {
          nodeIds,
          ...neighbourhood(graph, nodeIds, 1),
          matches,
          // Before the first read nothing is known, so nothing is wrong yet.
          problems: snapshot ? problems : [],
          ...(snapshot &&
            annotated.refused.length > 0 && { refused: annotated.refused }),
          ...(restricted && { restricted }),
          ...(snapshot && {
            snapshotVersion: snapshot.version,
            generatedAt: snapshot.generatedAt,
          }),
        };
        response.json(body);
      },
    },
  ];
}
