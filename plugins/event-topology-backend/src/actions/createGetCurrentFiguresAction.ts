import {
  nodeHealth,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { findNode } from '../graph/find-node';
import { ActionServices } from './ActionServices';
import { answerFor } from './answer-for';
import {
  briefNode,
  briefNodeSchema,
  READ_ONLY,
  restrictedSchema,
} from './brief';

/** More than one question is about. */
const MOST_ASKED = 20;

/** How full and how fast nodes are right now. */
export function createGetCurrentFiguresAction(services: ActionServices): void {
  const { actionsRegistry, interests, now, poller, readings } = services;
  actionsRegistry.register({
    name: 'get-current-figures',
    title: 'Get the current figures of resources',
    description: `
Tells how full and how fast nodes of the event map are right now, and whether anything is wrong with them: messages visible and in flight of queues, tasks desired and running of ECS services with their backlog per task, invocations and failures a minute of rules, and so on.

**When to use:** to see whether a queue drains, whether a service keeps up, or what is wrong with one of them.

**Notes**
- \`ageSeconds\` is how old the figures are. To be asked about makes nodes be read every few seconds for a while, so that a second question some seconds later gets newer ones.
- Without \`figures\` the kind has none, or none are known yet.
    `.trim(),
    schema: {
      input: z =>
        z.object({
          nodes: z
            .array(z.string())
            .min(1)
            .max(MOST_ASKED)
            .describe(
              `ARNs, or names where these are unique; at most ${MOST_ASKED}`,
            ),
        }),
      output: z =>
        z.object({
          nodes: z.array(
            briefNodeSchema(z).extend({
              health: z
                .string()
                .describe('critical, warning, healthy, idle or unknown'),
              findings: z.array(
                z.object({
                  severity: z.string(),
                  title: z.string(),
                  explanation: z.string(),
                  remedy: z.string(),
                }),
              ),
              figures: z.record(z.number()).optional(),
              ageSeconds: z.number().optional(),
              source: z
                .string()
                .optional()
                .describe('The AWS call that gave them'),
            }),
          ),
          restricted: restrictedSchema(z),
        }),
    },
    examples: [
      {
        title: 'Does the queue drain, and does its service keep up',
        input: {
          nodes: [
            'arn:aws:sqs:eu-central-1:123456789012:loyalty',
            'arn:aws:ecs:eu-central-1:123456789012:service/shop/loyalty',
          ],
        },
      },
    ],
    ...READ_ONLY,
    action: async ({ input, credentials }) =>
      answerFor(
        credentials,
        services,
        { eventId: 'readings-fetch', queryType: 'agent-figures' },
        async ({ view, snapshot }) => {
          const asked = input.nodes.map(node => findNode(snapshot.nodes, node));
          const nodes = [...new Set(asked)];
          await readings.sync();
          const isNew = await Promise.all([
            interests.viewMap(),
            interests.watch(nodes.map(({ id }) => id)),
          ]);
          if (isNew.includes(true)) {
            poller.wake();
          }
          const describe = (node: TopologyNode) => {
            const known = readings.get(node.id);
            const [reading] = known ? view.readingsOf(node.id, [known]) : [];
            const { status, findings } = nodeHealth(node, reading);
            return {
              ...briefNode(node),
              health: status,
              findings: findings.map(
                ({ severity, title, explanation, remedy }) => ({
                  severity,
                  title,
                  explanation,
                  remedy,
                }),
              ),
              ...(reading && {
                figures: { ...reading.figures },
                ageSeconds: Math.max(
                  0,
                  Math.round((now() - Date.parse(reading.at)) / 1000),
                ),
                source: reading.source,
              }),
            };
          };
          return {
            output: {
              nodes: nodes.map(describe),
              ...(view.restricted && { restricted: true }),
            },
          };
        },
      ),
  });
}
