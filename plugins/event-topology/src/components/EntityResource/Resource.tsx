import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityTopologyResponse,
  isNodeOfKind,
  isReadableKind,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useNodeHealth } from '../../live/use-node-health';
import { eventTopologyTranslationRef } from '../../translation';
import { nodeFacts } from '../../wording/facts';
import { HealthBadge } from '../HealthBadge';
import { KindIcon } from '../KindIcon';
import { FactList, Findings } from '../SidePanel';
import { NeighbourFigures } from './NeighbourFigures';
import { ResourceFigures } from './ResourceFigures';

const useStyles = makeStyles(theme => ({
  heading: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    fontSize: 15,
    marginBottom: theme.spacing(1.5),
  },
  icon: { fontSize: 20, display: 'flex', color: theme.palette.textSubtle },
  name: { fontWeight: 700, overflowWrap: 'anywhere' },
  kind: { fontSize: 13, color: theme.palette.textSubtle },
  health: { fontSize: 13, marginLeft: 'auto' },
  stale: {
    fontSize: 14,
    padding: theme.spacing(1, 1.25),
    borderRadius: 8,
    border: `1px dashed ${theme.palette.status.warning}`,
    marginBottom: theme.spacing(1.5),
  },
  note: {
    fontSize: 14,
    color: theme.palette.textSubtle,
    marginBottom: theme.spacing(1),
  },
}));

/** @internal */
export interface ResourceProps {
  node: TopologyNode;
  topology: EntityTopologyResponse;
  readings: ReadingsStore;
}

/**
 * One AWS resource: what is wrong with it, its figures, and those next to it. A
 * kind that AWS gives no figures for shows what is configured.
 */
export function Resource({ node, topology, readings }: ResourceProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { health } = useNodeHealth(readings, node);
  const facts = useMemo(
    () => nodeFacts(t, node).filter(({ code }) => !code),
    [t, node],
  );
  const deadLetterQueue =
    isNodeOfKind(node, 'queue') && node.attributes.deadLetterQueue === true;

  return (
    <>
      <div className={classes.heading}>
        <span className={classes.icon}>
          <KindIcon kind={node.kind} deadLetterQueue={deadLetterQueue} />
        </span>
        <span className={classes.name}>{node.name}</span>
        <span className={classes.kind}>
          {deadLetterQueue ? t('deadLetterQueue') : t(`kind.${node.kind}`)},{' '}
          {node.region}
        </span>
        <HealthBadge status={health.status} className={classes.health} />
      </div>
      {node.stale && (
        <Typography className={classes.stale} role="status">
          {t('panel.staleUnknown', { scope: node.scope })}
        </Typography>
      )}
      <Findings findings={health.findings} />
      {isReadableKind(node.kind) ? (
        <ResourceFigures node={node} readings={readings} />
      ) : (
        <>
          <Typography className={classes.note}>
            {t('panel.noFiguresKind')}
          </Typography>
          <FactList facts={facts} />
        </>
      )}
      <NeighbourFigures node={node} topology={topology} readings={readings} />
    </>
  );
}
