import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DriftResponse } from '@ecs-eda/plugin-event-topology-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { eventTopologyTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  alert: { marginBottom: theme.spacing(1.5), overflowWrap: 'anywhere' },
}));

/** Why the comparison may not be all there is to say. */
export function DriftNotices(props: { drift: DriftResponse; error?: Error }) {
  const { drift, error } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  return (
    <>
      {error && (
        <Alert severity="warning" className={classes.alert}>
          <strong>{t('drift.updateFailed')}</strong> {error.message}
        </Alert>
      )}
      {drift.restricted && (
        <Alert severity="info" className={classes.alert}>
          <strong>{t('state.restricted')}.</strong> {t('drift.restrictedHint')}
        </Alert>
      )}
      {drift.incompleteScopes.length > 0 && (
        <Alert severity="warning" className={classes.alert}>
          <strong>{t('drift.incomplete')}</strong>{' '}
          {t('drift.incompleteHint', {
            scopes: drift.incompleteScopes.join(', '),
          })}
        </Alert>
      )}
    </>
  );
}
