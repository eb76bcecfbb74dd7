import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DriftResponse } from '@ecs-eda/plugin-event-topology-common';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import { ReactNode } from 'react';
import { isForbidden } from '../../live/is-forbidden';
import { DriftState } from '../../live/use-drift';
import { eventTopologyTranslationRef } from '../../translation';
import { DriftNotices } from './DriftNotices';

/** @internal */
export interface DriftStateViewProps {
  state: DriftState;
  /** What to show of a comparison that there is. */
  children: (drift: DriftResponse) => ReactNode;
}

/** Loading, failing, not read yet or there: what a comparison is in. */
export function DriftStateView({ state, children }: DriftStateViewProps) {
  const { drift, loading, error, reload } = state;
  const { t } = useTranslationRef(eventTopologyTranslationRef);

  if (!drift && error) {
    return isForbidden(error) ? (
      <Alert severity="info">{t('state.forbiddenHint')}</Alert>
    ) : (
      <Alert
        severity="error"
        action={
          <Button size="small" color="inherit" onClick={reload}>
            {t('state.retry')}
          </Button>
        }
      >
        <strong>{t('drift.failed')}</strong> {error.message}
      </Alert>
    );
  }
  if (loading || !drift) {
    return (
      <div role="status" aria-label={t('drift.loading')}>
        <Skeleton height={28} width="60%" />
        <Skeleton height={28} />
        <Skeleton height={28} width="80%" />
      </div>
    );
  }
  return (
    <>
      <DriftNotices drift={drift} error={error} />
      {drift.snapshotVersion === undefined ? (
        <Typography>{t('state.noStructure')}</Typography>
      ) : (
        children(drift)
      )}
    </>
  );
}
