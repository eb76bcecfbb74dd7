import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Evidence } from '@ecs-eda/plugin-event-topology-common';
import { eventTopologyTranslationRef } from '../../translation';
import { Fact } from '../../wording/Fact';
import { FactList } from './FactList';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    padding: theme.spacing(0.75, 1.25),
    marginBottom: theme.spacing(1),
  },
}));

/** The facts that a connection was read from. */
export function EvidenceList({ evidence }: { evidence: Evidence[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const facts = (item: Evidence): Fact[] => [
    {
      label: t('panel.source'),
      value: t(`evidenceSource.${item.source}`),
    },
    { label: t('panel.call'), value: item.operation },
    { label: t('panel.field'), value: item.field },
    ...(item.value ? [{ label: t('panel.value'), value: item.value }] : []),
    ...(item.resourceArn
      ? [{ label: t('panel.resource'), value: item.resourceArn }]
      : []),
    { label: t('panel.scope'), value: item.scope },
  ];
  return (
    <ul className={classes.list}>
      {evidence.map((item, index) => (
        <li key={index} className={classes.item}>
          <FactList facts={facts(item)} />
        </li>
      ))}
    </ul>
  );
}
