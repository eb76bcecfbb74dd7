import { InfoCard, Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityTopologyResponse } from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import { useEntityTopology } from '../../live/use-entity-topology';
import { useNow } from '../../live/use-now';
import { useReadingsStore, useReadingsSummary } from '../../live/use-readings';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useWatch } from '../../live/use-watch';
import { eventTopologyTranslationRef } from '../../translation';
import { formatAge } from '../../wording/format-duration';
import { EntityMap } from './EntityMap';
import { EntityPartsState } from './EntityPartsState';
import { HowToLink } from './HowToLink';
import { QueueList } from './QueueList';
import { TaskList } from './TaskList';
import { useCurrentEntity } from './use-current-entity';
import { useMapLink } from '../map-link/use-map-link';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    marginBottom: theme.spacing(1.5),
    fontFamily: theme.typography.fontFamily,
  },
  title: { fontSize: 20, fontWeight: 700 },
  note: {
    fontSize: 13,
    color: theme.palette.textSubtle,
    fontVariantNumeric: 'tabular-nums',
  },
  link: { marginLeft: 'auto', fontSize: 14 },
  lists: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(340px, 1fr))',
    gap: theme.spacing(3),
    marginTop: theme.spacing(3),
    alignItems: 'start',
  },
}));

/** The tab *Events* of an entity. */
export function EntityEventsContent() {
  const entity = useCurrentEntity();
  const state = useEntityTopology(entity);
  const readings = useReadingsStore();
  return (
    <EntityPartsState state={state} notLinked={<HowToLink entity={entity} />}>
      {topology => (
        <Events topology={topology} readings={readings} title={entity.name} />
      )}
    </EntityPartsState>
  );
}

function Events(props: {
  topology: EntityTopologyResponse;
  readings: ReadingsStore;
  title: string;
}) {
  const { topology, readings, title } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const mapLink = useMapLink();
  const summary = useReadingsSummary(readings);
  const now = useNow(1);
  useWatch(
    useMemo(
      () => [...topology.nodeIds, ...topology.nodes.map(node => node.id)],
      [topology],
    ),
  );

  return (
    <>
      <div className={classes.head}>
        <Typography component="h2" className={classes.title}>
          {t('entity.eventsTitle')}
        </Typography>
        <span className={classes.note}>
          {[
            summary.at
              ? t('entity.figuresAt', { age: formatAge(t, summary.at, now) })
              : t('freshness.noFigures'),
            ...(topology.generatedAt
              ? [
                  t('freshness.structure', {
                    age: formatAge(t, topology.generatedAt, now),
                  }),
                ]
              : []),
            t('entity.matched', {
              matchedBy: [
                ...new Set(topology.matches.map(match => match.matchedBy)),
              ].join(', '),
            }),
          ].join(', ')}
        </span>
        {mapLink && (
          <Link className={classes.link} to={mapLink(topology.nodeIds[0])}>
            {t('entity.openMap')}
          </Link>
        )}
      </div>
      <EntityMap topology={topology} title={title} readings={readings} />
      <div className={classes.lists}>
        <InfoCard title={t('entity.queuesTitle')}>
          <QueueList topology={topology} readings={readings} />
        </InfoCard>
        <InfoCard title={t('entity.tasksTitle')}>
          <TaskList topology={topology} readings={readings} />
        </InfoCard>
      </div>
    </>
  );
}
