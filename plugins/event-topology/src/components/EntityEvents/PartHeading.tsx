import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import HistoryIcon from '@material-ui/icons/History';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isNodeOfKind,
  NodeHealth,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReadingIsOld } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthBadge } from '../HealthBadge';
import { KindIcon } from '../KindIcon';
import { useMapLink } from '../map-link/use-map-link';

const useStyles = makeStyles(theme => ({
  heading: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    fontSize: 15,
  },
  icon: { fontSize: 20, display: 'flex', color: theme.palette.textSubtle },
  name: { fontWeight: 700, overflowWrap: 'anywhere' },
  health: { fontSize: 13, marginLeft: 'auto' },
  note: { fontSize: 13, color: theme.palette.textSubtle },
  old: { fontSize: 16, color: theme.palette.textSubtle },
  finding: { fontSize: 13, margin: theme.spacing(0.25, 0, 0) },
}));

/** @internal */
export interface PartHeadingProps {
  node: TopologyNode;
  own: boolean;
  health: NodeHealth;
  readings: ReadingsStore;
}

/** The name of a resource of an entity, with its health and a link to the map. */
export function PartHeading(props: PartHeadingProps) {
  const { node, own, health, readings } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const mapLink = useMapLink();
  const isOld = useReadingIsOld(readings, node.id);
  const deadLetterQueue =
    isNodeOfKind(node, 'queue') && node.attributes.deadLetterQueue === true;

  return (
    <>
      <div className={classes.heading}>
        <span className={classes.icon}>
          <KindIcon kind={node.kind} deadLetterQueue={deadLetterQueue} />
        </span>
        {mapLink ? (
          <Link to={mapLink(node.id)} className={classes.name}>
            {node.name}
          </Link>
        ) : (
          <span className={classes.name}>{node.name}</span>
        )}
        {!own && <span className={classes.note}>{t('entity.nearby')}</span>}
        {(node.stale || isOld) && (
          <HistoryIcon className={classes.old} titleAccess={t('map.stale')} />
        )}
        <HealthBadge status={health.status} className={classes.health} />
      </div>
      {health.findings.map(finding => (
        <p key={finding.id} className={classes.finding}>
          <strong>{finding.title}.</strong> {finding.explanation}
        </p>
      ))}
    </>
  );
}
