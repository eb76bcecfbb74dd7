import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  HealthStatus,
  ScopeReport,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useMemo } from 'react';
import { accountStates } from '../../graph/account-states';
import { useNow } from '../../live/use-now';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthBadge/HealthIcon';
import { ProblemList, scopeProblemEntry } from '../StatusBanners';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: 14,
    fontFamily: theme.typography.fontFamily,
    overflowWrap: 'anywhere',
  },
  account: {
    padding: theme.spacing(1.25, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
  },
  heading: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    fontSize: 15,
    margin: 0,
  },
  state: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    marginLeft: 'auto',
  },
  services: { color: theme.palette.textSubtle, margin: theme.spacing(0.5, 0) },
}));

const LOOKS_LIKE: Record<ScopeReport['status'], HealthStatus> = {
  complete: 'healthy',
  partial: 'warning',
  failed: 'critical',
};

/** @internal */
export interface AccountsDialogProps {
  snapshot: TopologySnapshot;
  open: boolean;
  onClose: () => void;
}

/** How far each account has been read, and what to change where it has not. */
export function AccountsDialog(props: AccountsDialogProps) {
  const { snapshot, open, onClose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const states = useMemo(() => accountStates(snapshot), [snapshot]);
  const now = useNow(10);
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      aria-labelledby={id}
      maxWidth="md"
      fullWidth
    >
      <DialogTitle id={id}>{t('accounts.title')}</DialogTitle>
      <DialogContent>
        <ul className={classes.list}>
          {states.map(state => (
            <li
              key={`${state.accountId} ${state.region}`}
              className={classes.account}
            >
              <h3 className={classes.heading}>
                {t('accounts.place', {
                  account: state.accountId,
                  region: state.region,
                })}
                <span className={classes.state}>
                  <HealthIcon status={LOOKS_LIKE[state.status]} />
                  {t(`accounts.status.${state.status}`)}
                </span>
              </h3>
              <p className={classes.services}>
                {t('page.resources', { count: state.resources })}
                {state.completeServices.length > 0 &&
                  `. ${t('accounts.services', {
                    services: state.completeServices.join(', '),
                  })}`}
              </p>
              {state.problems.length > 0 && (
                <ProblemList
                  problems={state.problems.map(problem =>
                    scopeProblemEntry(t, problem, now),
                  )}
                />
              )}
            </li>
          ))}
        </ul>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} color="primary">
          {t('help.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
