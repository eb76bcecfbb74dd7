import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ReadingProblem,
  RefreshStatus,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { ReactNode, useId, useMemo, useState } from 'react';
import { scopeProblems } from '../../graph/scope-problems';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useNow } from '../../live/use-now';
import { useReadingsSummary } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { formatAge } from '../../wording/format-duration';
import { ProblemList } from './ProblemList';
import { scopeProblemEntry } from './scope-problem-entry';

const useStyles = makeStyles(theme => ({
  alert: {
    borderRadius: 0,
    padding: theme.spacing(0.25, 3),
    '& .MuiAlert-message': { padding: theme.spacing(0.5, 0), flex: 1 },
    '& .MuiAlert-icon': { padding: theme.spacing(0.5, 0) },
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
  },
  details: { maxHeight: '32vh', overflow: 'auto' },
}));

/** @internal */
export interface StatusBannersProps {
  snapshot: TopologySnapshot;
  status?: RefreshStatus;
  readings: ReadingsStore;
  /** Why the map could not be brought up to date. */
  updateError?: Error;
  /** True when there may be more than the reader is allowed to see. */
  restricted: boolean;
}

/** What the reader must know about what is shown: what is old, and what is missing. */
export function StatusBanners(props: StatusBannersProps) {
  const { snapshot, status, readings, updateError, restricted } = props;
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const summary = useReadingsSummary(readings);
  const now = useNow(10);
  const problems = useMemo(() => scopeProblems(snapshot), [snapshot]);

  const readAt = status?.lastFinishedAt ?? snapshot.generatedAt;
  const old =
    status !== undefined &&
    !status.refreshing &&
    now - Date.parse(readAt) > status.staleAfterSeconds * 1000;

  return (
    <>
      {restricted && (
        <Banner severity="info" title={t('state.restricted')}>
          {t('state.restrictedHint')}
        </Banner>
      )}
      {updateError && (
        <Banner severity="error" title={t('state.updateFailed')}>
          {updateError.message} {t('state.updateFailedHint')}
        </Banner>
      )}
      {status?.lastError && (
        <Banner severity="error" title={t('state.readFailed')}>
          {status.lastError}
        </Banner>
      )}
      {old && (
        <Banner
          severity="warning"
          title={t('state.staleTitle', { age: formatAge(t, readAt, now) })}
        >
          {t('state.staleHint')}
        </Banner>
      )}
      {problems.length > 0 && (
        <Banner
          severity="warning"
          title={t('state.partialTitle', { count: problems.length })}
          details={
            <ProblemList
              problems={problems.map(problem =>
                scopeProblemEntry(t, problem, now),
              )}
            />
          }
        >
          {t('state.partialHint')}
        </Banner>
      )}
      {summary.problems.length > 0 && (
        <Banner
          severity="warning"
          title={t('state.readingsProblems', {
            count: summary.problems.length,
          })}
          details={<ProblemList problems={summary.problems.map(asProblem)} />}
        />
      )}
      {summary.error && !updateError && (
        <Banner severity="warning" title={t('state.readingsFailed')}>
          {summary.error.message}
        </Banner>
      )}
    </>
  );

  function asProblem(problem: ReadingProblem, index: number) {
    return {
      id: `${problem.scope} ${index}`,
      title: problem.scope,
      notes: [t('state.affected', { count: problem.nodeIds.length })],
      errors: [problem],
    };
  }
}

function Banner(props: {
  severity: 'error' | 'warning' | 'info';
  title: string;
  children?: ReactNode;
  details?: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Alert className={classes.alert} severity={props.severity}>
      <div className={classes.line}>
        <strong>{props.title}</strong>
        {props.children && <span>{props.children}</span>}
        {props.details && (
          <Button
            size="small"
            color="inherit"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {open ? t('state.hideProblems') : t('state.showProblems')}
          </Button>
        )}
      </div>
      {props.details && (
        <div id={id}>
          <Collapse in={open} unmountOnExit>
            <div className={classes.details}>{props.details}</div>
          </Collapse>
        </div>
      )}
    </Alert>
  );
}
