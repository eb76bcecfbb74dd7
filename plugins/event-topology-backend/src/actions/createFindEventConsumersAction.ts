import {
  findEventConsumers,
  MatchingRule,
} from '../graph/find-event-consumers';
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

/** More rules than one event is likely to match. */
const MOST_RULES = 15;

/** Who gets an event. */
export function createFindEventConsumersAction(services: ActionServices): void {
  services.actionsRegistry.register({
    name: 'find-event-consumers',
    title: 'Find the consumers of an event',
    description: `
Tells which EventBridge rules let an event through and which services, tasks, functions and state machines get it in the end, by the rules' own event patterns.

**When to use:** before an event is changed or given up, to find out who relies on it; or to find out why a consumer does not get one.

**Notes**
- The verdict is \`depends\` where a pattern looks at a field that was not given; \`dependsOn\` names the fields. Give \`detail\`, \`accountId\` or \`region\` for a verdict.
- Events are matched with rules. Filter policies of SNS subscriptions and filters of pipes further on are not applied, so a consumer behind one may get fewer.
- A rule whose \`state\` is \`DISABLED\` lets nothing through until it is enabled.
    `.trim(),
    schema: {
      input: z =>
        z.object({
          source: z
            .string()
            .describe("The event's source, such as shop.order or aws.s3"),
          detailType: z
            .string()
            .describe("The event's detail-type, such as OrderCreated"),
          detail: z
            .record(z.unknown())
            .optional()
            .describe("The event's detail, as an object"),
          accountId: z
            .string()
            .optional()
            .describe('The account that the event comes from'),
          region: z
            .string()
            .optional()
            .describe('The region that the event comes from'),
          bus: z
            .string()
            .optional()
            .describe(
              'Name or ARN of the bus that the event is put on; all buses when left out',
            ),
        }),
      output: z =>
        z.object({
          rules: z.array(
            z.object({
              rule: briefNodeSchema(z),
              bus: z.string().optional().describe('Id of its bus'),
              state: z.string().describe('ENABLED or DISABLED'),
              verdict: z.enum(['matches', 'depends']),
              dependsOn: z
                .array(z.string())
                .describe('Fields that decide and were not given'),
              consumers: z.array(
                briefNodeSchema(z).extend({
                  via: z
                    .array(z.string())
                    .describe('Names of what lies between rule and consumer'),
                }),
              ),
            }),
          ),
          unreadableRules: z
            .array(z.string())
            .describe('Ids of rules whose pattern could not be understood'),
          generatedAt: z.string(),
          leftOut: leftOutSchema(z),
          restricted: restrictedSchema(z),
        }),
    },
    examples: [
      {
        title: 'Who gets an order',
        input: { source: 'shop.order', detailType: 'OrderCreated' },
      },
      {
        title: 'Who gets a long video, on one bus',
        input: {
          source: 'shop.media',
          detailType: 'VideoUploaded',
          detail: { durationSeconds: 180 },
          bus: 'shop',
        },
      },
    ],
    ...READ_ONLY,
    action: async ({ input, credentials }) =>
      answerFor(
        credentials,
        services,
        { eventId: 'topology-fetch', queryType: 'agent-event-consumers' },
        async ({ view, snapshot }) => {
          const { bus, ...event } = input;
          const buses = snapshot.nodes.filter(
            ({ kind }) => kind === 'event-bus',
          );
          const found = findEventConsumers(
            snapshot,
            event,
            bus === undefined ? undefined : findNode(buses, bus).id,
          );
          const rules = found.rules.slice(0, MOST_RULES).map(briefRule);
          const unreadable = found.unreadable.slice(0, MOST_RULES);
          return {
            output: {
              rules: rules.map(({ shown }) => shown),
              unreadableRules: unreadable.map(({ id }) => id),
              generatedAt: snapshot.generatedAt,
              ...leftOut(
                {
                  rules: { all: found.rules.length, shown: rules.length },
                  consumers: {
                    all: rules.reduce((sum, { all }) => sum + all, 0),
                    shown: rules.reduce(
                      (sum, { shown }) => sum + shown.consumers.length,
                      0,
                    ),
                  },
                  'unreadable rules': {
                    all: found.unreadable.length,
                    shown: unreadable.length,
                  },
                },
                'Ask about one bus, or with the detail of the event.',
              ),
              ...(view.restricted && { restricted: true }),
            },
          };
        },
      ),
  });
}

/** Each rule gets its share of the nodes that an answer may have. */
const MOST_CONSUMERS = Math.floor(MOST_NODES / 4);

function briefRule(match: MatchingRule) {
  const { rule, bus, verdict, dependsOn, consumers } = match;
  return {
    all: consumers.length,
    shown: {
      rule: briefNode(rule),
      ...(bus && { bus: bus.id }),
      state: rule.attributes.state,
      verdict,
      dependsOn,
      consumers: consumers.slice(0, MOST_CONSUMERS).map(({ node, via }) => ({
        ...briefNode(node),
        via: via.map(({ name }) => name),
      })),
    },
  };
}
