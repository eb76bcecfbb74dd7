import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { SnapshotState } from '../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../translation';

/** Why there is nothing to choose from, and what to do instead. */
export function TopologyNotice(props: {
  topology: SnapshotState;
  /** True when the topology has nothing of the kind. */
  empty: boolean;
}) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { topology, empty } = props;
  const again = (
    <Button color="inherit" size="small" onClick={topology.retry}>
      {t('topology.retry')}
    </Button>
  );
  if (topology.loading) {
    return null;
  }
  if (topology.error) {
    return (
      <Alert severity="warning" action={again}>
        {t('topology.failed', { message: topology.error.message })}
      </Alert>
    );
  }
  if (topology.unconfigured) {
    return <Alert severity="info">{t('topology.unconfigured')}</Alert>;
  }
  if (!topology.snapshot) {
    return (
      <Alert severity="info" action={again}>
        {t('topology.notYet')}
      </Alert>
    );
  }
  return empty ? <Alert severity="info">{t('topology.empty')}</Alert> : null;
}
