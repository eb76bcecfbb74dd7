import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityTopologyResponse,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { entityQueues } from '../../graph/entity-parts';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useNodeHealth } from '../../live/use-node-health';
import { useNow } from '../../live/use-now';
import { useReading } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { formatCount } from '../../wording/format-count';
import { formatAge } from '../../wording/format-duration';
import { nameOfArn } from '../../wording/name-of-arn';
import { readingFigures } from '../../wording/reading-figures';
import { FigureRow } from './FigureRow';
import { PartChart } from './PartChart';
import { PartHeading } from './PartHeading';
import { usePartStyles } from './use-part-styles';

/** @internal */
export interface QueueListProps {
  topology: EntityTopologyResponse;
  readings: ReadingsStore;
}

/** The queues of an entity with their depth. */
export function QueueList({ topology, readings }: QueueListProps) {
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const queues = entityQueues(topology);
  if (queues.length === 0) {
    return (
      <Typography className={classes.note}>{t('entity.noQueues')}</Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {queues.map(({ node, own }) => (
        <QueuePart key={node.id} node={node} own={own} readings={readings} />
      ))}
    </ul>
  );
}

function QueuePart(props: {
  node: TopologyNodeOf<'queue'>;
  own: boolean;
  readings: ReadingsStore;
}) {
  const { node, own, readings } = props;
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { reading, health } = useNodeHealth(readings, node);
  const now = useNow(1);
  const deadLetterArn = node.attributes.redrivePolicy?.deadLetterTargetArn;

  return (
    <li className={classes.part}>
      <PartHeading node={node} own={own} health={health} readings={readings} />
      {reading?.kind === 'queue' ? (
        <>
          <FigureRow
            figures={readingFigures(
              t,
              reading,
              node.attributes.deadLetterQueue,
            )}
          />
          <PartChart
            nodeId={node.id}
            readings={readings}
            figure="visible"
            label={t('figureName.visible')}
          />
          <div className={classes.age}>
            {t('entity.figuresAt', { age: formatAge(t, reading.at, now) })}
          </div>
        </>
      ) : (
        <Typography className={classes.note}>{t('figure.none')}</Typography>
      )}
      {deadLetterArn && <DeadLetters arn={deadLetterArn} readings={readings} />}
    </li>
  );
}

/** Its dead-letter queue may be two steps away, but its figures are known. */
function DeadLetters(props: { arn: string; readings: ReadingsStore }) {
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const reading = useReading(props.readings, props.arn);
  if (reading?.kind !== 'queue') {
    return null;
  }
  const name = nameOfArn(props.arn);
  const { visible } = reading.figures;
  return (
    <Typography className={visible > 0 ? classes.alarm : classes.note}>
      {visible > 0
        ? t('entity.deadLettersIn', { value: formatCount(visible), name })
        : t('entity.emptyDeadLetters', { name })}
    </Typography>
  );
}
