import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DriftResponse,
  findDrift,
} from '@ecs-eda/plugin-event-topology-common';
import { Caller } from '../permissions/authorize-caller';
import { TopologyViews } from '../visibility/TopologyViews';
import { Route } from './Route';

const PAGE = 500;

/** What a comparison needs of entities; definitions of APIs are large. */
const FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.type',
  'spec.owner',
  'spec.consumesApis',
  'spec.providesApis',
  'spec.dependsOn',
];

/** What the catalog says beside what AWS shows. */
export function createDriftRoutes(services: {
  views: TopologyViews;
  catalog: CatalogService;
}): Route[] {
  const { views, catalog } = services;

  async function readable(
    { credentials }: Caller,
    kinds: string[],
    fields: string[],
  ): Promise<Entity[]> {
    const entities: Entity[] = [];
    const pages = catalog.streamEntities(
      { filter: { kind: kinds }, fields, pageSize: PAGE },
      { credentials },
    );
    for await (const page of pages) {
      entities.push(...page);
    }
    return entities;
  }

  return [
    {
      method: 'get',
      path: '/v1/drift',
      async audit() {
        return {
          eventId: 'topology-fetch',
          severityLevel: 'low',
          meta: { queryType: 'drift' },
        };
      },
      async answer(_request, response, caller) {
        const { snapshot, restricted } = await views.of(caller);
        const isPart = restricted && { restricted };
        if (!snapshot) {
          const nothing: DriftResponse = {
            findings: [],
            unjudged: [],
            incompleteScopes: [],
            ...isPart,
          };
          response.json(nothing);
          return;
        }
        // With the caller's credentials: a finding names entities.
        const entities = [
          ...(await readable(caller, ['component', 'resource'], FIELDS)),
          ...(await readable(caller, ['api'], [...FIELDS, 'spec.definition'])),
        ];
        const body: DriftResponse = {
          ...findDrift(snapshot, entities, { restricted }),
          snapshotVersion: snapshot.version,
          generatedAt: snapshot.generatedAt,
          ...isPart,
        };
        response.json(body);
      },
    },
  ];
}
