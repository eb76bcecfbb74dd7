import {
  BrokerFigures,
  FunctionFigures,
  KafkaTopicFigures,
  Reading,
  StreamFigures,
  streamReaderLags,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { formatBytes } from './format-bytes';
import { formatCount } from './format-count';
import { formatDuration } from './format-duration';
import { Translate } from './Translate';

/** What stands large on a node, and what stands beside it. */
export interface KeyFigure {
  text: string;
  detail?: string;
}

/** The figure that says most about a node, in words with its unit. */
export function keyFigure(
  t: Translate,
  node: TopologyNode,
  reading: Reading | undefined,
  /** All edges that leave the node; absent where not all of them are known. */
  outgoing?: TopologyEdge[],
): KeyFigure | undefined {
  switch (node.kind) {
    case 'queue':
      return reading?.kind === 'queue'
        ? queueFigure(t, reading.figures, node.attributes.deadLetterQueue)
        : { text: t('figure.none') };
    case 'ecs-service':
      return reading?.kind === 'ecs-service'
        ? serviceFigure(t, reading.figures)
        : { text: t('figure.none') };
    case 'rule':
      return reading?.kind === 'rule'
        ? {
            text: t('figure.perMinute', {
              rate: formatCount(reading.figures.invocationsPerMinute),
            }),
            detail: failures(t, reading.figures.failedPerMinute),
          }
        : { text: t('figure.none') };
    case 'topic':
      return reading?.kind === 'topic'
        ? {
            text: t('figure.publishedPerMinute', {
              rate: formatCount(reading.figures.publishedPerMinute),
            }),
            detail: failures(t, reading.figures.failedPerMinute),
          }
        : { text: t('figure.none') };
    case 'activity':
      return reading?.kind === 'activity'
        ? {
            text: t('figure.startedPerMinute', {
              rate: formatCount(reading.figures.startedPerMinute),
            }),
            detail: failures(
              t,
              reading.figures.failedPerMinute +
                reading.figures.heartbeatTimedOutPerMinute,
            ),
          }
        : { text: t('figure.none') };
    case 'state-machine':
      return reading?.kind === 'state-machine'
        ? {
            text: t('figure.startedPerMinute', {
              rate: formatCount(reading.figures.startedPerMinute),
            }),
            detail: failures(
              t,
              reading.figures.failedPerMinute +
                reading.figures.timedOutPerMinute,
            ),
          }
        : { text: t('figure.none') };
    case 'function':
      return reading?.kind === 'function'
        ? {
            text: t('figure.invokedPerMinute', {
              rate: formatCount(reading.figures.invocationsPerMinute),
            }),
            detail: functionDetail(t, reading.figures),
          }
        : { text: t('figure.none') };
    case 'stream':
      return reading?.kind === 'stream'
        ? {
            text: t('figure.recordsPerMinute', {
              rate: formatCount(reading.figures.incomingRecordsPerMinute),
            }),
            detail: streamDetail(t, reading.figures),
          }
        : { text: t('figure.none') };
    case 'kafka-topic':
      return reading?.kind === 'kafka-topic'
        ? kafkaTopicFigure(t, reading.figures)
        : { text: t('figure.none') };
    case 'broker':
      return reading?.kind === 'broker'
        ? brokerFigure(t, reading.figures)
        : { text: t('figure.none') };
    default:
      return standingFigure(t, node, outgoing);
  }
}

function queueFigure(
  t: Translate,
  figures: { visible: number; inFlight: number; oldestAgeSeconds?: number },
  deadLetterQueue: boolean | undefined,
): KeyFigure {
  if (deadLetterQueue) {
    return {
      text: t('figure.deadLetters', {
        count: figures.visible,
      }),
    };
  }
  return {
    text: t('figure.visible', { value: formatCount(figures.visible) }),
    detail: t('figure.inFlight', { value: formatCount(figures.inFlight) }),
  };
}

function serviceFigure(
  t: Translate,
  figures: {
    desired: number;
    running: number;
    pending: number;
    backlogPerTask?: number;
  },
): KeyFigure {
  let detail: string | undefined;
  if (figures.pending > 0) {
    detail = t('figure.pending', { value: formatCount(figures.pending) });
  } else if (figures.backlogPerTask !== undefined) {
    detail = t('figure.backlogPerTask', {
      backlog: formatCount(figures.backlogPerTask),
    });
  }
  return {
    text: t('figure.running', {
      running: formatCount(figures.running),
      desired: formatCount(figures.desired),
    }),
    detail,
  };
}

function functionDetail(
  t: Translate,
  { errorsPerMinute, iteratorAgeSeconds }: FunctionFigures,
): string | undefined {
  if (errorsPerMinute > 0) {
    return t('figure.errorsPerMinute', { rate: formatCount(errorsPerMinute) });
  }
  return iteratorAgeSeconds === undefined
    ? undefined
    : t('figure.lag', { age: formatDuration(t, iteratorAgeSeconds) });
}

/** That records are refused is worse than that a reader is behind. */
function streamDetail(
  t: Translate,
  figures: StreamFigures,
): string | undefined {
  if (figures.throttledRecordsPerMinute > 0) {
    return t('figure.refusedPerMinute', {
      rate: formatCount(figures.throttledRecordsPerMinute),
    });
  }
  const [slowest] = streamReaderLags(figures);
  return (
    slowest && t('figure.lag', { age: formatDuration(t, slowest.seconds) })
  );
}

function kafkaTopicFigure(
  t: Translate,
  { bytesInPerSecond, sumOffsetLag }: KafkaTopicFigures,
): KeyFigure {
  const behind =
    sumOffsetLag === undefined
      ? t('figure.noReader')
      : t('figure.recordsBehind', {
          count: sumOffsetLag,
          value: formatCount(sumOffsetLag),
        });
  return bytesInPerSecond === undefined
    ? { text: behind }
    : { text: bytesPerSecond(t, bytesInPerSecond), detail: behind };
}

/** A cluster has traffic, a broker has messages. */
function brokerFigure(
  t: Translate,
  { bytesInPerSecond, messages, consumers }: BrokerFigures,
): KeyFigure {
  if (messages === undefined) {
    return { text: bytesPerSecond(t, bytesInPerSecond ?? 0) };
  }
  return {
    text: t('figure.messages', {
      count: messages,
      value: formatCount(messages),
    }),
    detail:
      consumers === undefined
        ? undefined
        : t('figure.consumers', { count: consumers }),
  };
}

function bytesPerSecond(t: Translate, bytes: number): string {
  return t('figure.bytesPerSecond', { size: formatBytes(t, bytes) });
}

function failures(t: Translate, perMinute: number): string | undefined {
  return perMinute > 0
    ? t('figure.failedPerMinute', { rate: formatCount(perMinute) })
    : undefined;
}

/** Kinds that AWS gives no figures for: what of their configuration says most. */
function standingFigure(
  t: Translate,
  node: TopologyNode,
  outgoing: TopologyEdge[] | undefined,
): KeyFigure | undefined {
  switch (node.kind) {
    case 'event-bus':
      return (
        outgoing && {
          text: t('figure.rulesOnBus', {
            count: new Set(
              outgoing
                .filter(edge => edge.kind === 'matches')
                .map(edge => edge.to),
            ).size,
          }),
        }
      );
    case 'global-endpoint':
      return {
        text: node.attributes.state,
        detail:
          node.attributes.replicationState === 'ENABLED'
            ? t('figure.replicating')
            : t('figure.failoverOnly'),
      };
    case 'archive':
      return {
        text: node.attributes.retentionDays
          ? t('figure.days', { value: String(node.attributes.retentionDays) })
          : t('figure.forEver'),
      };
    case 'schedule':
      return { text: node.attributes.scheduleExpression };
    case 'pipe':
      return { text: node.attributes.currentState };
    case 'api-destination':
      return {
        text: node.attributes.httpMethod,
        detail:
          node.attributes.invocationRateLimitPerSecond === undefined
            ? undefined
            : t('figure.rateLimit', {
                rate: formatCount(node.attributes.invocationRateLimitPerSecond),
              }),
      };
    case 'rest-api':
      return {
        text: t('figure.methods', {
          count: node.attributes.integratedMethods.length,
        }),
      };
    case 'task-definition':
      return node.attributes.cpu && node.attributes.memory
        ? {
            text: t('figure.cpuMemory', {
              cpu: node.attributes.cpu,
              memory: node.attributes.memory,
            }),
          }
        : undefined;
    case 'external':
      return { text: node.attributes.protocol };
    default:
      return undefined;
  }
}
