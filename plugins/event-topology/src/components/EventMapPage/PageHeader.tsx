import IconButton from '@material-ui/core/IconButton';
import { alpha, makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import CloudDoneIcon from '@material-ui/icons/CloudDoneOutlined';
import CompareArrowsIcon from '@material-ui/icons/CompareArrows';
import LinkIcon from '@material-ui/icons/Link';
import ListIcon from '@material-ui/icons/List';
import MapIcon from '@material-ui/icons/DeviceHub';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import {
  toastApiRef,
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { ViewState } from '../../graph/view-state';
import { ReadingsStore } from '../../live/ReadingsStore';
import { TopologyState } from '../../live/use-topology';
import { driftRouteRef } from '../../routes';
import { eventTopologyTranslationRef } from '../../translation';
import { AccountsDialog } from '../AccountsDialog';
import { Freshness } from '../Freshness';
import { HelpDialog } from '../HelpDialog';
import { usePageKeys } from '../page-keys/use-page-keys';

const useStyles = makeStyles(theme => ({
  header: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1, 3),
    borderBottom: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
  },
  title: { fontSize: 22, lineHeight: 1.3, fontWeight: 700, margin: 0 },
  subtitle: { fontSize: 13, color: theme.palette.textSubtle },
  end: {
    marginLeft: 'auto',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  toggle: {
    height: 36,
    textTransform: 'none',
    color: theme.palette.text.primary,
    padding: theme.spacing(0, 1.5),
    gap: theme.spacing(0.75),
    '&.Mui-selected': {
      backgroundColor: alpha(theme.palette.link, 0.12),
      color: theme.palette.link,
    },
  },
  button: { width: 36, height: 36, padding: 6 },
}));

/** @internal */
export interface PageHeaderProps {
  topology: TopologyState;
  readings: ReadingsStore;
  view: ViewState;
  onView: (view: ViewState['view']) => void;
}

/** The page's title, how fresh the map is, and how to look at it. */
export function PageHeader(props: PageHeaderProps) {
  const { topology, readings, view, onView } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const toasts = useApi(toastApiRef);
  const drift = useRouteRef(driftRouteRef);
  const [accountsOpen, setAccountsOpen] = useState(false);
  const [help, setHelp] = useState(false);
  usePageKeys({ '?': () => setHelp(true) });

  const copyLink = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () =>
        toasts.post({
          title: t('page.linkCopied'),
          status: 'success',
          timeout: 3000,
        }),
      () => toasts.post({ title: t('page.linkNotCopied'), status: 'warning' }),
    );

  return (
    <header className={classes.header}>
      <div>
        <Typography component="h1" className={classes.title}>
          {t('page.title')}
        </Typography>
        <Typography className={classes.subtitle}>{subtitle()}</Typography>
      </div>
      <div className={classes.end}>
        <Freshness
          readings={readings}
          status={topology.status}
          onRefresh={topology.refresh}
        />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={view.view}
          aria-label={t('page.viewLabel')}
          onChange={(_event, next) => next && onView(next)}
        >
          <ToggleButton className={classes.toggle} value="map">
            <MapIcon fontSize="small" />
            {t('page.viewMap')}
          </ToggleButton>
          <ToggleButton className={classes.toggle} value="table">
            <ListIcon fontSize="small" />
            {t('page.viewTable')}
          </ToggleButton>
        </ToggleButtonGroup>
        {topology.snapshot && (
          <IconButton
            className={classes.button}
            aria-label={t('accounts.open')}
            title={t('accounts.open')}
            onClick={() => setAccountsOpen(true)}
          >
            <CloudDoneIcon />
          </IconButton>
        )}
        {drift && (
          <IconButton
            className={classes.button}
            component={Link}
            to={drift()}
            aria-label={t('drift.open')}
            title={t('drift.open')}
          >
            <CompareArrowsIcon />
          </IconButton>
        )}
        <IconButton
          className={classes.button}
          aria-label={t('page.copyLink')}
          title={t('page.copyLink')}
          onClick={copyLink}
        >
          <LinkIcon />
        </IconButton>
        <IconButton
          className={classes.button}
          aria-label={t('page.help')}
          title={`${t('page.help')} (?)`}
          onClick={() => setHelp(true)}
        >
          <HelpOutlineIcon />
        </IconButton>
      </div>
      {topology.snapshot && (
        <AccountsDialog
          snapshot={topology.snapshot}
          open={accountsOpen}
          onClose={() => setAccountsOpen(false)}
        />
      )}
      <HelpDialog open={help} onClose={() => setHelp(false)} />
    </header>
  );

  function subtitle(): string {
    const { snapshot } = topology;
    if (!snapshot) {
      return t('page.subtitle');
    }
    const accounts = new Set(snapshot.scopes.map(scope => scope.accountId));
    return [
      t('page.resources', { count: snapshot.nodes.length }),
      t('page.connections', { count: snapshot.edges.length }),
      t('page.accounts', { count: accounts.size }),
    ].join(', ');
  }
}
