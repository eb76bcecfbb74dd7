import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityTopologyResponse,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { entityQueues } from '../../graph/entity-parts';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReading } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { formatCount } from '../../wording/format-count';
import { nameOfArn } from '../../wording/name-of-arn';
import { readingFigures } from '../../wording/reading-figures';
import { FigureRow } from './FigureRow';
import { FiguresAge } from './FiguresAge';
import { PartChart } from './PartChart';
import { PartList } from './PartList';
import { usePartStyles } from './use-part-styles';

/** @internal */
export interface QueueListProps {
  topology: EntityTopologyResponse;
  readings: ReadingsStore;
}

/** The queues of an entity with their depth. */
export function QueueList({ topology, readings }: QueueListProps) {
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  return (
    <PartList
      parts={entityQueues(topology)}
      readings={readings}
      none={t('entity.noQueues')}
    >
      {node => <QueueFigures node={node} readings={readings} />}
    </PartList>
  );
}

function QueueFigures(props: {
  node: TopologyNodeOf<'queue'>;
  readings: ReadingsStore;
}) {
  const { node, readings } = props;
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const reading = useReading(readings, node.id);
  const deadLetterArn = node.attributes.redrivePolicy?.deadLetterTargetArn;

  return (
    <>
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
          <FiguresAge at={reading.at} />
        </>
      ) : (
        <Typography className={classes.note}>{t('figure.none')}</Typography>
      )}
      {deadLetterArn && <DeadLetters arn={deadLetterArn} readings={readings} />}
    </>
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
