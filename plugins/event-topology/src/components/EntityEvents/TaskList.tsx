import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityTopologyResponse,
  isNodeOfKind,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { entityWorkers } from '../../graph/entity-parts';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useNodeHealth } from '../../live/use-node-health';
import { useNow } from '../../live/use-now';
import { eventTopologyTranslationRef } from '../../translation';
import { formatCount } from '../../wording/format-count';
import { formatAge } from '../../wording/format-duration';
import { BacklogBar } from './BacklogBar';
import { FigureRow } from './FigureRow';
import { PartChart } from './PartChart';
import { PartHeading } from './PartHeading';
import { usePartStyles } from './use-part-styles';

/** @internal */
export interface TaskListProps {
  topology: EntityTopologyResponse;
  readings: ReadingsStore;
}

/** The services and tasks of an entity with their counts. */
export function TaskList({ topology, readings }: TaskListProps) {
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const workers = entityWorkers(topology);
  if (workers.length === 0) {
    return (
      <Typography className={classes.note}>{t('entity.noTasks')}</Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {workers.map(({ node, own }) => (
        <TaskPart key={node.id} node={node} own={own} readings={readings} />
      ))}
    </ul>
  );
}

function TaskPart(props: {
  node: TopologyNode;
  own: boolean;
  readings: ReadingsStore;
}) {
  const { node, own, readings } = props;
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { reading, health } = useNodeHealth(readings, node);
  const now = useNow(1);

  return (
    <li className={classes.part}>
      <PartHeading node={node} own={own} health={health} readings={readings} />
      {figures()}
    </li>
  );

  function figures() {
    if (isNodeOfKind(node, 'task-definition')) {
      return (
        <Typography className={classes.note}>
          {t('entity.taskPerEvent')}
        </Typography>
      );
    }
    if (reading?.kind !== 'ecs-service') {
      return (
        <Typography className={classes.note}>{t('figure.none')}</Typography>
      );
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
        <div className={classes.age}>
          {t('entity.figuresAt', { age: formatAge(t, reading.at, now) })}
        </div>
      </>
    );
  }
}
