import { assessImpact } from '../graph/assess-impact';
import { findNode } from '../graph/find-node';
import { ActionServices } from './ActionServices';
import { answerFor } from './answer-for';
import {
  briefNode,
  briefNodeSchema,
  leftOut,
  leftOutSchema,
  MOST_NODES,
  READ_ONLY,
  restrictedSchema,
} from './brief';

/** What breaks when a node goes. */
export function createAssessImpactAction(services: ActionServices): void {
  const { actionsRegistry, readings } = services;
  actionsRegistry.register({
    name: 'assess-impact',
    title: 'Assess what breaks when a resource goes',
    description: `
Tells what would break if a queue, topic, bus, rule, service or other node of the event map were deleted or stood still: who would get no more events, who could not hand theirs over and what becomes of these, and what is in it now.

**When to use:** before a resource is deleted, renamed or taken over, or to judge an outage.

**Notes**
- \`starved\` is what lies behind it. \`loses: everything\` means that the map shows no other way for events to get there.
- \`blocked\` is what hands its events to it directly, each with what becomes of them.
- It knows what AWS configuration and tags show; a caller by other means, such as a script, is not on the map.
- Changes nothing.
    `.trim(),
    schema: {
      input: z =>
        z.object({
          node: z
            .string()
            .describe('ARN of the resource, or its name where that is unique'),
        }),
      output: z =>
        z.object({
          node: briefNodeSchema(z),
          starved: z.array(
            briefNodeSchema(z).extend({
              steps: z.number().describe('How many edges lie between'),
              loses: z.enum(['everything', 'a part']),
            }),
          ),
          blocked: z.array(
            briefNodeSchema(z).extend({
              how: z
                .string()
                .describe('The kind of edge: delivers, publishes…'),
              afterwards: z.string().describe('What becomes of its events'),
            }),
          ),
          upstreamCount: z
            .number()
            .describe('How many nodes lead to it, over any number of edges'),
          deadLettersFrom: z
            .array(briefNodeSchema(z))
            .describe('Those whose failed events end here, and would be lost'),
          scaledBy: z
            .array(briefNodeSchema(z))
            .describe('Services that scale by its figures, and would stop to'),
          figures: z
            .record(z.number())
            .optional()
            .describe(
              'Its figures now, such as visible messages that would go',
            ),
          generatedAt: z.string(),
          leftOut: leftOutSchema(z),
          restricted: restrictedSchema(z),
        }),
    },
    examples: [
      { title: 'What breaks if a queue goes', input: { node: 'loyalty' } },
      {
        title: 'The same, by ARN',
        input: { node: 'arn:aws:sqs:eu-central-1:123456789012:loyalty' },
      },
    ],
    ...READ_ONLY,
    action: async ({ input, credentials }) =>
      answerFor(
        credentials,
        services,
        { eventId: 'topology-fetch', queryType: 'agent-impact' },
        async ({ view, snapshot }) => {
          const gone = findNode(snapshot.nodes, input.node);
          const impact = assessImpact(snapshot, gone);
          const starved = impact.starved.slice(0, MOST_NODES);
          const blocked = impact.blocked.slice(0, MOST_NODES);
          const deadLettersFrom = impact.deadLettersFrom.slice(0, MOST_NODES);
          await readings.sync();
          const reading = readings.get(gone.id);
          const [shown] = reading ? view.readingsOf(gone.id, [reading]) : [];
          return {
            output: {
              node: briefNode(gone),
              starved: starved.map(({ node, steps, loses }) => ({
                ...briefNode(node),
                steps,
                loses,
              })),
              blocked: blocked.map(({ node, edge, afterwards }) => ({
                ...briefNode(node),
                how: edge.kind,
                afterwards,
              })),
              upstreamCount: impact.upstreamCount,
              deadLettersFrom: deadLettersFrom.map(briefNode),
              scaledBy: impact.scaledBy.slice(0, MOST_NODES).map(briefNode),
              ...(shown && { figures: { ...shown.figures } }),
              generatedAt: snapshot.generatedAt,
              ...leftOut(
                {
                  'starved nodes': {
                    all: impact.starved.length,
                    shown: starved.length,
                  },
                  'blocked nodes': {
                    all: impact.blocked.length,
                    shown: blocked.length,
                  },
                  'senders of dead letters': {
                    all: impact.deadLettersFrom.length,
                    shown: deadLettersFrom.length,
                  },
                },
                'The nearest are here; ask about one of them for what lies behind it.',
              ),
              ...(view.restricted && { restricted: true }),
            },
          };
        },
      ),
  });
}
