import CircularProgress from '@material-ui/core/CircularProgress';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  eventTopologyRefreshPermission,
  RefreshStatus,
} from '@ecs-eda/plugin-event-topology-common';
import { useState } from 'react';
import { asError } from '../../live/as-error';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useNow } from '../../live/use-now';
import { useReadingsSummary } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { formatAge } from '../../wording/format-duration';

const useStyles = makeStyles(theme => ({
  freshness: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    whiteSpace: 'nowrap',
  },
  text: {
    fontSize: 13,
    lineHeight: 1.3,
    color: theme.palette.textSubtle,
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'right',
  },
  dot: { width: 9, height: 9, borderRadius: '50%', flexShrink: 0 },
  button: { width: 36, height: 36, padding: 6 },
}));

/** @internal */
export interface FreshnessProps {
  readings: ReadingsStore;
  status?: RefreshStatus;
  onRefresh: () => Promise<void>;
}

/** How old what is shown is, and the button that asks for newer. */
export function Freshness({ readings, status, onRefresh }: FreshnessProps) {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const toasts = useApi(toastApiRef);
  const { allowed, loading } = usePermission({
    permission: eventTopologyRefreshPermission,
  });
  const summary = useReadingsSummary(readings);
  const now = useNow(1);
  const [asking, setAsking] = useState(false);

  const old =
    summary.at === undefined ||
    now - Date.parse(summary.at) > summary.staleAfterSeconds * 1000;
  const reading = asking || status?.refreshing === true;
  const progress = status?.refreshing ? status.progress : undefined;

  const refresh = async () => {
    setAsking(true);
    try {
      await onRefresh();
    } catch (error) {
      toasts.post({
        title: t('freshness.refreshFailed'),
        description: asError(error).message,
        status: 'danger',
      });
    } finally {
      setAsking(false);
    }
  };

  const label = buttonLabel();
  return (
    <div className={classes.freshness}>
      <span
        className={classes.dot}
        style={{
          backgroundColor: old
            ? theme.palette.status.warning
            : theme.palette.status.ok,
        }}
        aria-hidden
      />
      <div className={classes.text}>
        <div data-testid="figures-age">
          {summary.at
            ? t('freshness.figures', { age: formatAge(t, summary.at, now) })
            : t('freshness.noFigures')}
        </div>
        <div>{structureAge()}</div>
      </div>
      <IconButton
        className={classes.button}
        aria-label={label}
        title={label}
        disabled={reading || loading || !allowed}
        onClick={refresh}
      >
        {reading ? (
          <CircularProgress
            size={22}
            variant={progress?.total ? 'determinate' : 'indeterminate'}
            value={
              progress?.total
                ? (progress.done / progress.total) * 100
                : undefined
            }
          />
        ) : (
          <RefreshIcon />
        )}
      </IconButton>
    </div>
  );

  function structureAge(): string {
    if (progress?.total) {
      return t('freshness.readingProgress', {
        done: String(progress.done),
        total: String(progress.total),
      });
    }
    if (reading) {
      return t('freshness.reading');
    }
    return status?.lastFinishedAt
      ? t('freshness.structure', {
          age: formatAge(t, status.lastFinishedAt, now),
        })
      : '';
  }

  function buttonLabel(): string {
    if (reading) {
      return t('freshness.reading');
    }
    return allowed || loading
      ? t('freshness.refresh')
      : t('freshness.notAllowed');
  }
}
