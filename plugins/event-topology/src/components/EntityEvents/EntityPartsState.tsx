import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityTopologyResponse } from '@ecs-eda/plugin-event-topology-common';
import { ReactNode } from 'react';
import { isForbidden } from '../../live/is-forbidden';
import { EntityTopologyState } from '../../live/use-entity-topology';
import { eventTopologyTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  text: { fontSize: 14 },
  subtle: { fontSize: 14, color: theme.palette.textSubtle },
  problems: { marginBottom: theme.spacing(1.5) },
  long: { overflowWrap: 'anywhere' },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** @internal */
export interface EntityPartsStateProps {
  state: EntityTopologyState;
  /** What to show of an entity that has a part in the topology. */
  children: (topology: EntityTopologyResponse) => ReactNode;
  /** What to show of one that has none. */
  notLinked?: ReactNode;
}

/** Loading, failing, not linked or there: what an entity's events are in. */
export function EntityPartsState(props: EntityPartsStateProps) {
  const { state, children, notLinked } = props;
  const { topology, loading, error, reload } = state;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);

  if (!topology && error) {
    return (
      <Alert
        severity={isForbidden(error) ? 'info' : 'error'}
        action={
          !isForbidden(error) && (
            <Button size="small" color="inherit" onClick={reload}>
              {t('state.retry')}
            </Button>
          )
        }
      >
        {isForbidden(error) ? (
          t('state.forbiddenHint')
        ) : (
          <>
            <strong>{t('entity.failed')}</strong> {error.message}
          </>
        )}
      </Alert>
    );
  }
  if (loading || !topology) {
    return (
      <div role="status" aria-label={t('entity.loading')}>
        <Skeleton height={28} width="60%" />
        <Skeleton height={28} />
        <Skeleton height={28} width="80%" />
      </div>
    );
  }
  return (
    <>
      {error && (
        <Alert severity="warning" className={classes.problems}>
          {t('state.updateFailed')}: {error.message}
        </Alert>
      )}
      {topology.problems.length > 0 && (
        <Alert severity="warning" className={classes.problems}>
          <strong>{t('entity.problems')}</strong>
          <ul className={classes.list}>
            {topology.problems.map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Alert>
      )}
      {topology.refused && (
        <Alert severity="warning" className={classes.problems}>
          <strong>{t('entity.refused')}</strong>
          <ul className={classes.list}>
            {topology.refused.map(({ annotation, arn, message }) => (
              <li key={`${annotation} ${arn}`} className={classes.long}>
                {message}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {topology.restricted && (
        <Alert severity="info" className={classes.problems}>
          {t('state.restricted')}. {t('state.restrictedHint')}
        </Alert>
      )}
      {content(topology)}
    </>
  );

  function content(loaded: EntityTopologyResponse): ReactNode {
    if (loaded.snapshotVersion === undefined) {
      return (
        <Typography className={classes.subtle}>
          {t('state.noStructure')}
        </Typography>
      );
    }
    if (loaded.nodeIds.length === 0) {
      return (
        notLinked ?? (
          <Typography className={classes.subtle}>
            {t('entity.notLinked')}
          </Typography>
        )
      );
    }
    return children(loaded);
  }
}
