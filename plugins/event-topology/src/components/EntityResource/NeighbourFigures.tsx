import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityTopologyResponse,
  isNodeOfKind,
  isReadableKind,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReading } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { keyFigure } from '../../wording/key-figure';
import { KindIcon } from '../KindIcon';
import { Paging, usePaging } from '../Paging';
import { useMapLink } from '../map-link/use-map-link';
import { PanelSection } from '../SidePanel';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    fontSize: 14,
  },
  icon: { fontSize: 18, color: theme.palette.textSubtle, display: 'flex' },
  name: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  figure: { fontVariantNumeric: 'tabular-nums', textAlign: 'right' },
  detail: { color: theme.palette.textSubtle },
}));

/** @internal */
export interface NeighbourFiguresProps {
  node: TopologyNode;
  topology: EntityTopologyResponse;
  readings: ReadingsStore;
}

/** The figures of what stands next to a resource: the rules of a bus, the service that drains a queue. */
export function NeighbourFigures(props: NeighbourFiguresProps) {
  const { node, topology, readings } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const neighbours = useMemo(
    () => readableNeighbours(node, topology),
    [node, topology],
  );
  const paging = usePaging(neighbours);
  if (neighbours.length === 0) {
    return null;
  }
  return (
    <PanelSection title={t('entity.figuresNearby')}>
      <ul className={classes.list}>
        {paging.rows.map(neighbour => (
          <Neighbour key={neighbour.id} node={neighbour} readings={readings} />
        ))}
      </ul>
      <Paging paging={paging} />
    </PanelSection>
  );
}

function Neighbour(props: { node: TopologyNode; readings: ReadingsStore }) {
  const { node, readings } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const mapLink = useMapLink();
  const figure = keyFigure(t, node, useReading(readings, node.id));
  const deadLetterQueue =
    isNodeOfKind(node, 'queue') && node.attributes.deadLetterQueue === true;
  return (
    <li className={classes.item}>
      <span className={classes.icon}>
        <KindIcon kind={node.kind} deadLetterQueue={deadLetterQueue} />
      </span>
      <span className={classes.name}>
        {mapLink ? <Link to={mapLink(node.id)}>{node.name}</Link> : node.name}
      </span>
      <span className={classes.figure}>
        {figure?.text}
        {figure?.detail && (
          <span className={classes.detail}>, {figure.detail}</span>
        )}
      </span>
    </li>
  );
}

/** Its neighbours that AWS gives figures for, by name. */
function readableNeighbours(
  { id }: TopologyNode,
  { nodes, edges }: EntityTopologyResponse,
): TopologyNode[] {
  const joined = new Set(
    edges.flatMap(({ from, to }) => {
      if (from === id) {
        return to;
      }
      return to === id ? from : [];
    }),
  );
  return nodes
    .filter(node => joined.has(node.id) && isReadableKind(node.kind))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
