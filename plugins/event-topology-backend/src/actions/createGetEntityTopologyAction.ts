import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { entityTopology } from '../catalog/entity-topology';
import { distances, stepsByNode } from '../graph/distances';
import { ActionServices } from './ActionServices';
import { answerFor } from './answer-for';
import {
  briefEdge,
  briefEdgeSchema,
  briefNode,
  briefNodeSchema,
  leftOut,
  leftOutSchema,
  MOST_EDGES,
  MOST_NODES,
  MOST_PROBLEMS,
  READ_ONLY,
  restrictedSchema,
} from './brief';

/** The map around an entity of the catalog. */
export function createGetEntityTopologyAction(services: ActionServices): void {
  const { actionsRegistry, catalog } = services;
  actionsRegistry.register({
    name: 'get-entity-topology',
    title: 'Get the event topology around an entity',
    description: `
Tells which AWS resources a component, system or resource of the software catalog has on the event map, and how events flow between these and what is next to them: buses, rules, queues, topics, streams, state machines and ECS services.

**When to use:** to find out what a service consumes and publishes, which queue it polls, which rule feeds that queue, and by which evidence that is known.

**Notes**
- An edge points the way that events flow, so \`polls\` goes from a queue to the service that polls it.
- \`problems\` tells what is wrong with the entity's annotations, when nothing is found for it.
    `.trim(),
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe(
              'Entity ref, such as component:default/loyalty; a name alone means a component',
            ),
          steps: z
            .number()
            .int()
            .min(1)
            .max(3)
            .optional()
            .describe('How many edges around its nodes: 1 when left out'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          ownNodeIds: z
            .array(z.string())
            .describe('Ids of the nodes that are the entity'),
          nodes: z
            .array(briefNodeSchema(z))
            .describe('Those and what is around them, nearest first'),
          edges: z.array(briefEdgeSchema(z)),
          problems: z.array(z.string()),
          generatedAt: z.string().optional(),
          leftOut: leftOutSchema(z),
          restricted: restrictedSchema(z),
        }),
    },
    examples: [
      {
        title: 'What a service consumes and publishes',
        input: { entityRef: 'component:default/loyalty' },
      },
      {
        title: 'Two steps around it',
        input: { entityRef: 'component:default/loyalty', steps: 2 },
      },
    ],
    ...READ_ONLY,
    action: async ({ input, credentials }) =>
      answerFor(
        credentials,
        services,
        { eventId: 'topology-fetch', queryType: 'agent-entity-topology' },
        async ({ view }) => {
          const entityRef = stringifyEntityRef(
            parseEntityRef(input.entityRef, {
              defaultKind: 'component',
              defaultNamespace: 'default',
            }),
          );
          const entity = await catalog.getEntityByRef(entityRef, {
            credentials,
          });
          if (!entity) {
            throw new NotFoundError(
              `There is no entity ${entityRef}, or you may not see it`,
            );
          }
          const found = entityTopology(entity, view, input.steps ?? 1);
          const far = distances(
            found.nodeIds,
            stepsByNode(found.edges, 'both'),
          );
          const nodes = [...found.nodes]
            .sort((a, b) => (far.get(a.id) ?? 0) - (far.get(b.id) ?? 0))
            .slice(0, MOST_NODES);
          const shown = new Set(nodes.map(({ id }) => id));
          const edges = found.edges
            .filter(({ from, to }) => shown.has(from) && shown.has(to))
            .slice(0, MOST_EDGES);
          return {
            output: {
              entityRef,
              ownNodeIds: found.nodeIds.filter(id => shown.has(id)),
              nodes: nodes.map(briefNode),
              edges: edges.map(briefEdge),
              problems: [
                ...found.problems,
                ...(found.refused ?? []).map(({ message }) => message),
              ].slice(0, MOST_PROBLEMS),
              generatedAt: found.generatedAt,
              ...leftOut(
                {
                  nodes: { all: found.nodes.length, shown: nodes.length },
                  edges: { all: found.edges.length, shown: edges.length },
                },
                'The nearest are here; ask with fewer steps, or about a part of the system.',
              ),
              ...(view.restricted && { restricted: true }),
            },
          };
        },
      ),
  });
}
