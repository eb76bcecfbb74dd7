import {
  Confidence,
  EdgeDetails,
  EdgeKind,
  Evidence,
  TopologyEdge,
  edgeId,
} from '@ecs-eda/plugin-event-topology-common';

const MAX_VALUE_LENGTH = 512;

/** An edge, with its id made and its evidence cut to size. */
export function makeEdge(edge: {
  from: string;
  kind: EdgeKind;
  to: string;
  confidence: Confidence;
  evidence: Evidence | Evidence[];
  details?: EdgeDetails;
  /** Tells apart edges of one kind between the same nodes. */
  discriminator?: string;
}): TopologyEdge {
  const details = edge.details && withoutUndefined(edge.details);
  return {
    id: edgeId(edge.from, edge.kind, edge.to, edge.discriminator),
    from: edge.from,
    to: edge.to,
    kind: edge.kind,
    confidence: edge.confidence,
    evidence: [edge.evidence].flat().map(shorten),
    ...(details && Object.keys(details).length > 0 && { details }),
  };
}

function shorten(evidence: Evidence): Evidence {
  const { value, ...rest } = withoutUndefined(evidence);
  return value === undefined
    ? rest
    : {
        ...rest,
        value:
          value.length > MAX_VALUE_LENGTH
            ? `${value.slice(0, MAX_VALUE_LENGTH - 1)}…`
            : value,
      };
}

/** Leaves absent what is undefined, so that equal things compare equal over the wire too. */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as T;
}
