import { InfoCard } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { DriftResponse } from '@ecs-eda/plugin-event-topology-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useDrift } from '../../live/use-drift';
import { driftRouteRef } from '../../routes';
import { eventTopologyTranslationRef } from '../../translation';
import { Paging, usePaging } from '../Paging';
import { DriftStateView } from './DriftStateView';
import { FindingItem } from './FindingItem';
import { UnjudgedList } from './UnjudgedList';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  note: { fontSize: 14, color: theme.palette.textSubtle },
}));

/** The card *Declared against actual* on an entity's overview. */
export function EntityDriftCard() {
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { entity } = useEntity();
  const state = useDrift(stringifyEntityRef(entity));
  const page = useRouteRef(driftRouteRef);
  return (
    <InfoCard
      title={t('drift.title')}
      deepLink={page && { title: t('drift.openPage'), link: page() }}
    >
      <DriftStateView state={state}>
        {drift => <Differences drift={drift} />}
      </DriftStateView>
    </InfoCard>
  );
}

function Differences({ drift }: { drift: DriftResponse }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const paging = usePaging(drift.findings);
  return (
    <>
      {drift.findings.length === 0 ? (
        <Typography className={classes.note}>
          {t('drift.emptyEntity')}
        </Typography>
      ) : (
        <ul className={classes.list}>
          {paging.rows.map(finding => (
            <FindingItem key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      <Paging paging={paging} />
      <UnjudgedList unjudged={drift.unjudged} />
    </>
  );
}
