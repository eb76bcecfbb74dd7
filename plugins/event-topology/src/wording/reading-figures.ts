import {
  BrokerQueueDepth,
  brokerQueueDepths,
  ConsumerGroupLag,
  consumerGroupLags,
  consumerOfFigure,
  MAX_TIME_LAG_PREFIX,
  QUEUE_CONSUMERS_PREFIX,
  QUEUE_MESSAGES_PREFIX,
  Reading,
  streamReaderLags,
  SUM_OFFSET_LAG_PREFIX,
} from '@ecs-eda/plugin-event-topology-common';
import { formatBytes } from './format-bytes';
import { formatCount } from './format-count';
import { formatDuration } from './format-duration';
import { Translate } from './Translate';

/** One figure of a reading: its name, its value in words, and the number. */
export interface NamedFigure {
  id: string;
  label: string;
  text: string;
  value: number;
}

/** Figures of a queue, service, rule, … in the order that people ask for them. */
const ORDER = [
  'visible',
  'running',
  'inFlight',
  'desired',
  'delayed',
  'pending',
  'oldestAgeSeconds',
  'backlogPerTask',
  'targetBacklogPerTask',
  'publishedPerMinute',
  'deliveredPerMinute',
  'invocationsPerMinute',
  'scheduledPerMinute',
  'startedPerMinute',
  'succeededPerMinute',
  'incomingRecordsPerMinute',
  'throttledRecordsPerMinute',
  'iteratorAgeSeconds',
  'bytesInPerSecond',
  'sumOffsetLag',
  'estimatedMaxTimeLagSeconds',
  'messages',
  'unacknowledged',
  'consumers',
  'failedPerMinute',
  'errorsPerMinute',
  'timedOutPerMinute',
  'heartbeatTimedOutPerMinute',
] as const;

type FigureId = (typeof ORDER)[number];

/** Every figure that a reading has, by name and in words. */
export function readingFigures(
  t: Translate,
  reading: Reading,
  deadLetterQueue = false,
): NamedFigure[] {
  const figures: Partial<Record<string, number>> = { ...reading.figures };
  const named: NamedFigure[] = [];
  for (const id of ORDER) {
    const value = figures[id];
    if (value !== undefined) {
      named.push({
        id,
        label: label(t, id, deadLetterQueue),
        text: inWords(t, id, value),
        value,
      });
    }
  }
  return [...named, ...partFigures(t, reading)];
}

function inWords(t: Translate, id: FigureId, value: number): string {
  if (id === 'bytesInPerSecond') {
    return formatBytes(t, value);
  }
  return id.endsWith('Seconds') ? formatDuration(t, value) : formatCount(value);
}

/** Figures of the parts of a resource: consumers, consumer groups, queues. */
function partFigures(t: Translate, reading: Reading): NamedFigure[] {
  switch (reading.kind) {
    case 'kafka-topic':
      return consumerGroupLags(reading.figures).flatMap(lag =>
        groupFigures(t, lag),
      );
    case 'broker':
      return brokerQueueDepths(reading.figures).flatMap(depth =>
        queueFigures(t, depth),
      );
    default:
      return consumerFigures(t, reading);
  }
}

function groupFigures(
  t: Translate,
  { consumerGroup: name, sumOffsetLag, ...more }: ConsumerGroupLag,
): NamedFigure[] {
  const { estimatedMaxTimeLagSeconds: seconds } = more;
  return [
    {
      id: `${SUM_OFFSET_LAG_PREFIX}${name}`,
      label: t('figureName.groupRecords', { name }),
      text: formatCount(sumOffsetLag),
      value: sumOffsetLag,
    },
    ...(seconds === undefined
      ? []
      : [
          {
            id: `${MAX_TIME_LAG_PREFIX}${name}`,
            label: t('figureName.groupTime', { name }),
            text: formatDuration(t, seconds),
            value: seconds,
          },
        ]),
  ];
}

function queueFigures(
  t: Translate,
  { queueName: name, messages, consumers }: BrokerQueueDepth,
): NamedFigure[] {
  return [
    {
      id: `${QUEUE_MESSAGES_PREFIX}${name}`,
      label: t('figureName.queueMessages', { name }),
      text: formatCount(messages),
      value: messages,
    },
    ...(consumers === undefined
      ? []
      : [
          {
            id: `${QUEUE_CONSUMERS_PREFIX}${name}`,
            label: t('figureName.queueConsumers', { name }),
            text: formatCount(consumers),
            value: consumers,
          },
        ]),
  ];
}

/** Each registered consumer of a stream, the slowest first. */
function consumerFigures(t: Translate, reading: Reading): NamedFigure[] {
  if (reading.kind !== 'stream') {
    return [];
  }
  const consumerFigureOf = new Map(
    Object.keys(reading.figures).map(id => [consumerOfFigure(id), id]),
  );
  return streamReaderLags(reading.figures).flatMap(
    ({ consumerName, seconds }) => {
      const id = consumerFigureOf.get(consumerName);
      return consumerName && id
        ? {
            id,
            label: t('figureName.consumerLag', { name: consumerName }),
            text: formatDuration(t, seconds),
            value: seconds,
          }
        : [];
    },
  );
}

function label(t: Translate, id: FigureId, deadLetterQueue: boolean): string {
  return id === 'visible' && deadLetterQueue
    ? t('figureName.deadLetters')
    : t(`figureName.${id}`);
}

/** One figure over a history of readings, oldest first; gaps are left out. */
export function figureSeries(
  readings: Reading[],
  id: string,
): {
  at: number;
  value: number;
}[] {
  return readings.flatMap(reading => {
    const figures: Partial<Record<string, number>> = { ...reading.figures };
    const value = figures[id];
    return value === undefined ? [] : [{ at: Date.parse(reading.at), value }];
  });
}
