import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityTopologyResponse,
  isNodeOfKind,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { entityWorkers } from '../../graph/entity-parts';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReading } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { formatCount } from '../../wording/format-count';
import { BacklogBar } from './BacklogBar';
import { FigureRow } from './FigureRow';
import { FiguresAge } from './FiguresAge';
import { PartChart } from './PartChart';
import { PartList } from './PartList';
import { usePartStyles } from './use-part-styles';

/** @internal */
export interface TaskListProps {
  topology: EntityTopologyResponse;
  readings: ReadingsStore;
}

/** The services and tasks of an entity with their counts. */
export function TaskList({ topology, readings }: TaskListProps) {
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  return (
    <PartList
      parts={entityWorkers(topology)}
      readings={readings}
      none={t('entity.noTasks')}
    >
      {node => <TaskFigures node={node} readings={readings} />}
    </PartList>
  );
}

function TaskFigures(props: { node: TopologyNode; readings: ReadingsStore }) {
  const { node, readings } = props;
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const reading = useReading(readings, node.id);

  if (isNodeOfKind(node, 'task-definition')) {
    return (
      <Typography className={classes.note}>
        {t('entity.taskPerEvent')}
      </Typography>
    );
  }
  if (reading?.kind !== 'ecs-service') {
    return <Typography className={classes.note}>{t('figure.none')}</Typography>;
  }
  const { running, desired, pending, backlogPerTask, targetBacklogPerTask } =
    reading.figures;
  return (
    <>
      <FigureRow
        figures={[
          { label: t('figureName.running'), text: formatCount(running) },
          { label: t('figureName.desired'), text: formatCount(desired) },
          { label: t('figureName.pending'), text: formatCount(pending) },
        ]}
      />
      {backlogPerTask !== undefined && (
        <BacklogBar backlog={backlogPerTask} target={targetBacklogPerTask} />
      )}
      <PartChart
        nodeId={node.id}
        readings={readings}
        figure="running"
        label={t('figureName.running')}
      />
      <FiguresAge at={reading.at} />
    </>
  );
}
