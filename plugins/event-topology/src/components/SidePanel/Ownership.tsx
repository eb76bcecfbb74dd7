import { makeStyles } from '@material-ui/core/styles';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  TOPOLOGY_ANNOTATIONS,
  TOPOLOGY_TAGS,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { eventTopologyTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, fontSize: 14 },
  fact: {
    display: 'grid',
    gridTemplateColumns: 'minmax(108px, 36%) 1fr',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0.5, 0),
  },
  label: { color: theme.palette.textSubtle, margin: 0 },
  value: { margin: 0, overflowWrap: 'anywhere', minWidth: 0 },
  none: { fontSize: 14, margin: 0, color: theme.palette.textSubtle },
}));

/** Who owns a resource, by the software catalog. */
export function Ownership({ node }: { node: TopologyNode }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { catalog } = node;
  if (!catalog) {
    return (
      <p className={classes.none}>
        {t('panel.noOwner', {
          annotation: TOPOLOGY_ANNOTATIONS.arn,
          tag: TOPOLOGY_TAGS.component,
        })}
      </p>
    );
  }
  return (
    <dl className={classes.list}>
      <div className={classes.fact}>
        <dt className={classes.label}>{t('panel.component')}</dt>
        <dd className={classes.value}>
          <EntityRefLink entityRef={catalog.entityRef} title={catalog.title} />
        </dd>
      </div>
      {catalog.owner && (
        <div className={classes.fact}>
          <dt className={classes.label}>{t('panel.owner')}</dt>
          <dd className={classes.value}>
            <EntityRefLink entityRef={catalog.owner} defaultKind="group" />
          </dd>
        </div>
      )}
      {catalog.system && (
        <div className={classes.fact}>
          <dt className={classes.label}>{t('panel.system')}</dt>
          <dd className={classes.value}>
            <EntityRefLink entityRef={catalog.system} defaultKind="system" />
          </dd>
        </div>
      )}
      <div className={classes.fact}>
        <dt className={classes.label}>{t('panel.matchedBy')}</dt>
        <dd className={classes.value}>{catalog.matchedBy}</dd>
      </div>
    </dl>
  );
}
