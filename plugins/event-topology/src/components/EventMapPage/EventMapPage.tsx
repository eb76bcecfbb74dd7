import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useReadingsStore } from '../../live/use-readings';
import { useTopology } from '../../live/use-topology';
import { eventTopologyTranslationRef } from '../../translation';
import { EventMapView } from './EventMapView';
import { PageHeader } from './PageHeader';
import { PageState } from './PageState';
import { useViewState } from './use-view-state';

const useStyles = makeStyles(theme => ({
  page: {
    height: '100vh',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    backgroundColor: theme.palette.background.default,
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
    '& .MuiButton-root': { textTransform: 'none' },
  },
}));

/** The event map of all accounts, as a page of its own. */
export function EventMapPage() {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const topology = useTopology();
  const readings = useReadingsStore();
  const [view, changeView] = useViewState();
  const { snapshot } = topology;
  const hasNodes = snapshot !== undefined && snapshot.nodes.length > 0;

  return (
    <main className={classes.page} aria-label={t('page.title')}>
      <PageHeader
        topology={topology}
        readings={readings}
        view={view}
        onView={next => changeView(current => ({ ...current, view: next }))}
      />
      {hasNodes ? (
        <EventMapView
          snapshot={snapshot}
          status={topology.status}
          updateError={topology.updateError}
          restricted={topology.restricted}
          readings={readings}
          view={view}
          changeView={changeView}
        />
      ) : (
        <PageState topology={topology} readings={readings} />
      )}
    </main>
  );
}
