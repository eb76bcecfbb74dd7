import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityTopologyResponse } from '@ecs-eda/plugin-event-topology-common';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReadingsSummary } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { usePartStyles } from '../EntityEvents/use-part-styles';
import { Resource } from './Resource';

/** @internal */
export interface ResourceListProps {
  topology: EntityTopologyResponse;
  readings: ReadingsStore;
}

/** The AWS resources that an entity is: most often one. */
export function ResourceList({ topology, readings }: ResourceListProps) {
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { error } = useReadingsSummary(readings);
  const own = new Set(topology.nodeIds);
  return (
    <>
      {error && (
        <Typography className={classes.note} role="status">
          {t('state.readingsFailed')}: {error.message}
        </Typography>
      )}
      <ul className={classes.list}>
        {topology.nodes
          .filter(node => own.has(node.id))
          .map(node => (
            <li key={node.id} className={classes.part}>
              <Resource node={node} topology={topology} readings={readings} />
            </li>
          ))}
      </ul>
    </>
  );
}
