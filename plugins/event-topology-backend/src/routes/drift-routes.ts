import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DriftReport,
  DriftResponse,
  findDrift,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { Request } from 'express';
import { z } from 'zod';
import { ComparableEntities, unique } from '../catalog/ComparableEntities';
import { TopologyViews } from '../visibility/TopologyViews';
import { parseRequest } from './parse-request';
import { Route } from './Route';

const driftQuery = z.object({ entityRef: z.string().min(1).optional() });

/** The entity that is asked for; undefined for all. */
function askedFor(request: Request): string | undefined {
  const { entityRef } = parseRequest(driftQuery, request.query);
  if (entityRef === undefined) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(entityRef));
  } catch (error) {
    throw new InputError(
      `Invalid request: entityRef: write it like component:default/loyalty. ${stringifyError(
        error,
      )}`,
    );
  }
}

/**
 * What of a comparison is about one entity. Who is likely to own a resource
 * depends on who owns its neighbours, which are read when that is asked.
 */
async function driftAbout(
  entityRef: string,
  snapshot: TopologySnapshot,
  comparable: ComparableEntities,
  restricted: boolean,
): Promise<DriftReport> {
  const entities = await comparable.about(entityRef);
  const compare = (more: typeof entities) =>
    findDrift(snapshot, unique([...entities, ...more]), {
      restricted,
      entityRef,
    });
  const report = compare([]);
  const ownerless = new Set(
    report.findings
      .filter(({ mend }) => mend.entityRef === undefined)
      .flatMap(({ nodeIds }) => nodeIds.slice(-1)),
  );
  const neighbours = neighboursOf(snapshot, ownerless);
  return neighbours.length > 0
    ? compare(await comparable.madeFrom(neighbours))
    : report;
}

function neighboursOf(
  { edges }: TopologySnapshot,
  nodeIds: ReadonlySet<string>,
): string[] {
  const neighbours = edges.flatMap(({ from, to }) => [
    ...(nodeIds.has(from) ? [to] : []),
    ...(nodeIds.has(to) ? [from] : []),
  ]);
  return [...new Set(neighbours)];
}

/** What the catalog says beside what AWS shows. */
export function createDriftRoutes(services: {
  views: TopologyViews;
  catalog: CatalogService;
}): Route[] {
  const { views, catalog } = services;
  return [
    {
      method: 'get',
      path: '/v1/drift',
      async audit(request) {
        const entityRef = request.query.entityRef?.toString();
        return {
          eventId: 'topology-fetch',
          severityLevel: 'low',
          meta: {
            queryType: 'drift',
            ...(entityRef !== undefined && { entityRef }),
          },
        };
      },
      async answer(request, response, caller) {
        const asked = askedFor(request);
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
        const comparable = new ComparableEntities({
          catalog,
          credentials: caller.credentials,
        });
        const report =
          asked === undefined
            ? findDrift(snapshot, await comparable.all(), { restricted })
            : await driftAbout(asked, snapshot, comparable, restricted);
        const body: DriftResponse = {
          ...report,
          snapshotVersion: snapshot.version,
          generatedAt: snapshot.generatedAt,
          ...isPart,
        };
        response.json(body);
      },
    },
  ];
}
