import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import { KNOWN_RELATION_PAIRS, KNOWN_RELATIONS } from './relations';

const catalogGraphApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: catalogGraphApiRef,
      deps: {},
      factory: () =>
        new DefaultCatalogGraphApi({
          knownRelations: KNOWN_RELATIONS,
          knownRelationPairs: KNOWN_RELATION_PAIRS,
          defaultRelationTypes: { exclude: [] },
        }),
    }),
});

/**
 * Teaches the relation graph of the catalog the relations of the event map,
 * such as `deliversTo` and `receivesFrom`, so that both show the same. An app
 * that has relations of its own makes an API like this one with all of them.
 *
 * @public
 */
export const relationGraphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [catalogGraphApi],
});
