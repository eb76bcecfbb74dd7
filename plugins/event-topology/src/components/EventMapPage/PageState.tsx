import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CloudOffIcon from '@material-ui/icons/CloudOff';
import LockIcon from '@material-ui/icons/Lock';
import SearchIcon from '@material-ui/icons/Search';
import SettingsIcon from '@material-ui/icons/Settings';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { isForbidden } from '../../live/is-forbidden';
import { ReadingsStore } from '../../live/ReadingsStore';
import { TopologyState } from '../../live/use-topology';
import { eventTopologyTranslationRef } from '../../translation';
import { StatusBanners } from '../StatusBanners';

const useStyles = makeStyles(theme => ({
  place: {
    flex: 1,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    padding: theme.spacing(3),
    overflow: 'auto',
  },
  card: { maxWidth: 620, width: '100%' },
  icon: { fontSize: 40, color: theme.palette.textSubtle, display: 'flex' },
  title: { fontSize: 22, fontWeight: 700, margin: theme.spacing(1, 0) },
  text: { fontSize: 15, marginBottom: theme.spacing(2) },
  code: {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: 13,
    lineHeight: 1.5,
    padding: theme.spacing(1.5, 2),
    borderRadius: 8,
    overflow: 'auto',
    backgroundColor:
      theme.palette.code?.background ?? theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
  },
  progress: { height: 6, borderRadius: 3, margin: theme.spacing(2, 0) },
}));

const EXAMPLE_CONFIG = `eventTopology:
  aws:
    accounts:
      - accountId: '123456789012'
        regions: [eu-central-1]

aws:
  accounts:
    - accountId: '123456789012'
      roleName: event-topology-read`;

/** @internal */
export interface PageStateProps {
  topology: TopologyState;
  readings: ReadingsStore;
}

/** What stands on the page while there is no map: why, and what to do. */
export function PageState({ topology, readings }: PageStateProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { snapshot, status, error, loading, restricted, reload } = topology;
  const progress = status?.progress;

  if (loading) {
    return (
      <Card title={t('state.loading')} live>
        <LinearProgress
          className={classes.progress}
          aria-label={t('state.loading')}
        />
      </Card>
    );
  }
  if (error && isForbidden(error)) {
    return (
      <Card
        icon={<LockIcon fontSize="inherit" />}
        title={t('state.forbidden')}
        text={t('state.forbiddenHint')}
      />
    );
  }
  if (error) {
    return (
      <Card
        icon={<CloudOffIcon fontSize="inherit" />}
        title={t('state.failed')}
        text={error.message}
        live
      >
        <Button variant="contained" color="primary" onClick={reload}>
          {t('state.retry')}
        </Button>
      </Card>
    );
  }
  if (status?.unconfigured) {
    return (
      <Card
        icon={<SettingsIcon fontSize="inherit" />}
        title={t('state.unconfigured')}
        text={t('state.unconfiguredHint')}
      >
        <pre className={classes.code}>{EXAMPLE_CONFIG}</pre>
      </Card>
    );
  }
  if (!snapshot && status?.lastError && !status.refreshing) {
    return (
      <Card
        icon={<CloudOffIcon fontSize="inherit" />}
        title={t('state.readFailed')}
        text={status.lastError}
        live
      >
        <Button variant="contained" color="primary" onClick={topology.refresh}>
          {t('freshness.refresh')}
        </Button>
      </Card>
    );
  }
  if (!snapshot) {
    return (
      <Card
        title={t('state.firstRead')}
        text={
          progress?.total
            ? t('freshness.readingProgress', {
                done: String(progress.done),
                total: String(progress.total),
              })
            : t('freshness.reading')
        }
        live
      >
        <LinearProgress
          className={classes.progress}
          aria-label={t('state.firstRead')}
          variant={progress?.total ? 'determinate' : 'indeterminate'}
          value={
            progress?.total ? (progress.done / progress.total) * 100 : undefined
          }
        />
        <Typography className={classes.text}>
          {t('state.firstReadHint')}
        </Typography>
      </Card>
    );
  }
  return (
    <>
      <StatusBanners
        snapshot={snapshot}
        status={status}
        readings={readings}
        updateError={topology.updateError}
        restricted={false}
      />
      {restricted ? (
        <Card
          icon={<LockIcon fontSize="inherit" />}
          title={t('state.nothingForYou')}
          text={`${t('state.restricted')}. ${t('state.restrictedHint')}`}
        />
      ) : (
        <Card
          icon={<SearchIcon fontSize="inherit" />}
          title={t('state.empty')}
          text={t('state.emptyHint')}
        />
      )}
    </>
  );
}

function Card(props: {
  title: string;
  icon?: ReactNode;
  text?: string;
  /** Said aloud when it appears. */
  live?: boolean;
  children?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.place}>
      <section
        className={classes.card}
        role={props.live ? 'status' : undefined}
      >
        {props.icon && <span className={classes.icon}>{props.icon}</span>}
        <Typography component="h2" className={classes.title}>
          {props.title}
        </Typography>
        {props.text && (
          <Typography className={classes.text}>{props.text}</Typography>
        )}
        {props.children}
      </section>
    </div>
  );
}
