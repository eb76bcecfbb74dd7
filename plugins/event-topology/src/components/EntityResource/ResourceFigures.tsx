import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReading, useReadingsSummary } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { usePartStyles } from '../EntityEvents/use-part-styles';
import { FigureTiles } from '../SidePanel';

/** @internal */
export interface ResourceFiguresProps {
  node: TopologyNode;
  readings: ReadingsStore;
}

/** The figures of a resource with their course, or why there are none. */
export function ResourceFigures({ node, readings }: ResourceFiguresProps) {
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const reading = useReading(readings, node.id);
  const { loaded, problems } = useReadingsSummary(readings);
  const problem = problems.find(({ nodeIds }) => nodeIds.includes(node.id));

  return (
    <>
      {problem && (
        <Alert severity="warning" style={{ marginBottom: 12 }}>
          {problem.message} {problem.remedy}
        </Alert>
      )}
      {reading && (
        <FigureTiles node={node} reading={reading} readings={readings} />
      )}
      {!reading && loaded && !problem && (
        <Typography className={classes.note}>{t('panel.noFigures')}</Typography>
      )}
      {!reading && !loaded && (
        <div role="status" aria-label={t('entity.loadingFigures')}>
          <Skeleton variant="rect" height={72} />
        </div>
      )}
    </>
  );
}
