import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  eventTopologyAgentPermission,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/** The zod that the actions registry hands in. */
export type Zod = Parameters<
  Parameters<ActionsRegistryService['register']>[0]['schema']['input']
>[0];

/** An agent reads every word of an answer, so there are never more than this. */
export const MOST_NODES = 40;

/** As many as make sense of the nodes. */
export const MOST_EDGES = 60;

/** A person who mends annotations mends one after the other. */
export const MOST_PROBLEMS = 5;

/** What all actions have in common: they change nothing, and need a permission. */
export const READ_ONLY = {
  visibilityPermission: eventTopologyAgentPermission,
  attributes: { readOnly: true, destructive: false, idempotent: true },
};

export function briefNodeSchema(z: Zod) {
  return z.object({
    id: z.string().describe('The ARN where AWS has one, else a URN'),
    kind: z.string().describe('Such as queue, rule or ecs-service'),
    name: z.string(),
    accountId: z.string(),
    region: z.string(),
    entityRef: z
      .string()
      .optional()
      .describe('The entity of the software catalog that stands for it'),
    owner: z.string().optional().describe('Entity ref of who owns it'),
    stale: z
      .boolean()
      .optional()
      .describe('True when it could not be read lately: its last good state'),
  });
}

/** What an agent needs to know of a node to talk about it. */
export function briefNode(node: TopologyNode) {
  const { id, kind, name, accountId, region, catalog, stale } = node;
  return {
    id,
    kind,
    name,
    accountId,
    region,
    ...(catalog && { entityRef: catalog.entityRef }),
    ...(catalog?.owner && { owner: catalog.owner }),
    ...(stale && { stale }),
  };
}

export function briefEdgeSchema(z: Zod) {
  return z.object({
    from: z.string().describe('Id of the node that emits'),
    kind: z.string().describe('What happens: publishes, delivers, polls, …'),
    to: z.string().describe('Id of the node that receives'),
    confidence: z
      .string()
      .describe(
        'configured: AWS says so; declared: a tag says so; inferred: a role or an environment variable suggests it',
      ),
    evidence: z.string().describe('The AWS call and field that it rests on'),
  });
}

/** An edge with the first fact that it rests on. */
export function briefEdge({
  from,
  kind,
  to,
  confidence,
  evidence,
}: TopologyEdge) {
  const [{ operation, field }] = evidence;
  return { from, kind, to, confidence, evidence: `${operation} ${field}` };
}

export function leftOutSchema(z: Zod) {
  return z
    .string()
    .optional()
    .describe('What was left out to keep the answer short, and how to get it');
}

export function restrictedSchema(z: Zod) {
  return z
    .boolean()
    .optional()
    .describe(
      'True when the user may see a part of the map only: what is not here may exist',
    );
}

/** Says what a list that was cut has lost; nothing for one that was not. */
export function leftOut(
  counts: Record<string, { all: number; shown: number }>,
  advice: string,
): { leftOut?: string } {
  const cut = Object.entries(counts)
    .filter(([, { all, shown }]) => all > shown)
    .map(([what, { all, shown }]) => `${all - shown} of ${all} ${what}`);
  return cut.length > 0 ? { leftOut: `${cut.join(', ')}. ${advice}` } : {};
}
