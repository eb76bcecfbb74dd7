import { createDocumentRoutes } from './document-routes';
import { createDriftRoutes } from './drift-routes';
import { createEntityRoutes } from './entity-routes';
import { createReadingsRoutes } from './readings-routes';
import { createTopologyRoutes } from './topology-routes';
import { Route } from './Route';

/** All that any of the routes needs. */
export type RouteServices = Parameters<typeof createTopologyRoutes>[0] &
  Parameters<typeof createReadingsRoutes>[0] &
  Parameters<typeof createEntityRoutes>[0];

/** Every route of the plugin. */
export function createRoutes(services: RouteServices): Route[] {
  return [
    ...createTopologyRoutes(services),
    ...createReadingsRoutes(services),
    ...createEntityRoutes(services),
    ...createDriftRoutes(services),
    ...createDocumentRoutes(),
  ];
}
