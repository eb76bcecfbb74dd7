import { setTimeout as sleep } from 'node:timers/promises';
import { parseEntityRef } from '@backstage/catalog-model';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { TopologyClient } from '../topology/TopologyClient';
import { examples } from './topology-wait.examples';

/** What the action waits with. */
export interface TopologyWaitServices {
  topology: TopologyClient;
  /** `app.baseUrl`. */
  appBaseUrl: string;
  /** How long to wait between two looks. */
  pollMilliseconds?: number;
}

const DEFAULT_TIMEOUT_SECONDS = 300;
const POLL_MILLISECONDS = 2_000;

/** What the link to the map shows first, when there is one: what runs, then what it works on. */
const MOST_TELLING = [
  'ecs-service',
  'task-definition',
  'queue',
  'activity',
  'event-bus',
];

/** `ecs-eda:topology:wait`: waits until the event map shows a component. */
export function createTopologyWaitAction(services: TopologyWaitServices) {
  const {
    topology,
    appBaseUrl,
    pollMilliseconds = POLL_MILLISECONDS,
  } = services;
  return createTemplateAction({
    id: 'ecs-eda:topology:wait',
    description:
      'Waits until the event map shows resources of a component, and links to them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        component: z =>
          z.string({ description: 'The entity reference of the component.' }),
        timeoutSeconds: z =>
          z
            .number({
              description: `How long to wait. Default: ${DEFAULT_TIMEOUT_SECONDS}.`,
            })
            .optional(),
      },
      output: {
        mapUrl: z =>
          z.string({ description: 'The address of the map, showing it.' }),
        nodeIds: z =>
          z.array(z.string(), {
            description: 'The nodes that are the component.',
          }),
      },
    },
    async handler(ctx) {
      const ref = parseEntityRef(ctx.input.component, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      });
      const mapUrl = new URL('event-map', `${appBaseUrl.replace(/\/$/, '')}/`);
      if (ctx.isDryRun) {
        ctx.logger.info('The task would wait for the event map here');
        ctx.output('mapUrl', mapUrl.toString());
        ctx.output('nodeIds', []);
        return;
      }
      const timeoutSeconds =
        ctx.input.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
      const until = Date.now() + timeoutSeconds * 1000;
      const credentials = await ctx.getInitiatorCredentials();
      let mayRefresh = true;
      let known = false;
      for (;;) {
        ctx.signal?.throwIfAborted();
        const found = await topology.entityTopology(
          ref,
          credentials,
          ctx.signal,
        );
        if (found && found.nodeIds.length > 0) {
          mapUrl.searchParams.set(
            'node',
            mostTelling(found.nodes, found.nodeIds),
          );
          ctx.logger.info(
            `The event map shows ${found.nodeIds.length} resources of ${ctx.input.component}`,
          );
          ctx.output('mapUrl', mapUrl.toString());
          ctx.output('nodeIds', found.nodeIds);
          return;
        }
        if (found && !known) {
          known = true;
          ctx.logger.info('The catalog has the component; waiting for the map');
        }
        if (Date.now() >= until) {
          throw new Error(
            known
              ? `The event map shows nothing of ${ctx.input.component} after ${timeoutSeconds} seconds. Is the stack deployed, and does eventTopology.aws.accounts have its account and region?`
              : `The catalog has no ${ctx.input.component} after ${timeoutSeconds} seconds. Is there a location that reads the repository?`,
          );
        }
        // The backend reads no more often than it wants to, however often it is asked.
        mayRefresh =
          mayRefresh && (await topology.refresh(credentials, ctx.signal));
        await sleep(pollMilliseconds, undefined, { signal: ctx.signal });
      }
    },
  });
}

function mostTelling(nodes: TopologyNode[], nodeIds: string[]): string {
  const own = nodes.filter(({ id }) => nodeIds.includes(id));
  const best = MOST_TELLING.map(kind =>
    own.find(node => node.kind === kind),
  ).find(Boolean);
  return best?.id ?? nodeIds[0];
}
