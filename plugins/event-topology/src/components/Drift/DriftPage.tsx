import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import {
  DriftFinding,
  DriftResponse,
} from '@ecs-eda/plugin-event-topology-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  countedBy,
  DriftFilters,
  filterFindings,
  NONE,
  readDriftFilters,
  writeDriftFilters,
} from '../../drift/filter-findings';
import { useDrift } from '../../live/use-drift';
import { useNow } from '../../live/use-now';
import { useOwnedFindings } from '../../live/use-owned-findings';
import { rootRouteRef } from '../../routes';
import { eventTopologyTranslationRef } from '../../translation';
import { formatAge } from '../../wording/format-duration';
import { FilterMenu } from '../MapToolbar/FilterMenu';
import { DriftStateView } from './DriftStateView';
import { FindingSection } from './FindingSection';
import { UnjudgedList } from './UnjudgedList';

const useStyles = makeStyles(theme => ({
  page: {
    minHeight: '100vh',
    backgroundColor: theme.palette.background.default,
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
    '& .MuiButton-root': { textTransform: 'none' },
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1, 3),
    borderBottom: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
  },
  title: { fontSize: 22, lineHeight: 1.3, fontWeight: 700, margin: 0 },
  subtitle: { fontSize: 13, color: theme.palette.textSubtle },
  map: { marginLeft: 'auto', fontSize: 14 },
  body: { padding: theme.spacing(2, 3), maxWidth: 1200 },
  filters: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  },
  showing: { fontSize: 14, color: theme.palette.textSubtle },
  alert: { marginBottom: theme.spacing(1.5) },
}));

const KINDS: DriftFinding['kind'][] = [
  'undeclared-consumer',
  'declared-relation-gone',
  'resource-without-owner',
];

/** What `catalog-info.yaml` files say beside what AWS shows, as a page. */
export function DriftPage() {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const state = useDrift();
  const map = useRouteRef(rootRouteRef);
  const now = useNow(10);
  const readAt = state.drift?.generatedAt;
  return (
    <main className={classes.page} aria-label={t('drift.title')}>
      <header className={classes.header}>
        <div>
          <Typography component="h1" className={classes.title}>
            {t('drift.title')}
          </Typography>
          <Typography className={classes.subtitle}>
            {[
              t('drift.subtitle'),
              ...(readAt
                ? [t('freshness.structure', { age: formatAge(t, readAt, now) })]
                : []),
            ].join(', ')}
          </Typography>
        </div>
        {map && (
          <Link className={classes.map} to={map()}>
            {t('entity.openMap')}
          </Link>
        )}
      </header>
      <div className={classes.body}>
        <DriftStateView state={state}>
          {drift => <Comparison drift={drift} />}
        </DriftStateView>
      </div>
    </main>
  );
}

function Comparison({ drift }: { drift: DriftResponse }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readDriftFilters(params), [params]);
  const { owned, error } = useOwnedFindings(drift.findings);
  const shown = useMemo(() => filterFindings(owned, filters), [owned, filters]);
  const change = (next: Partial<DriftFilters>) =>
    setParams(
      current =>
        writeDriftFilters({ ...readDriftFilters(current), ...next }, current),
      { replace: true },
    );
  const options = (key: 'owner' | 'system') =>
    countedBy(owned, key).map(({ value, count }) => ({
      value,
      count,
      label:
        value === NONE ? t(`drift.none.${key}`) : <EntityTitle value={value} />,
    }));
  const isFiltered = filters.owners.length + filters.systems.length > 0;

  if (drift.findings.length === 0) {
    return (
      <>
        <Alert severity="success" className={classes.alert}>
          {t('drift.empty')}
        </Alert>
        <UnjudgedList unjudged={drift.unjudged} />
      </>
    );
  }
  return (
    <>
      {error && (
        <Alert severity="warning" className={classes.alert}>
          <strong>{t('drift.ownersFailed')}</strong> {error.message}
        </Alert>
      )}
      <div
        className={classes.filters}
        role="group"
        aria-label={t('drift.filters')}
      >
        <FilterMenu
          label={t('drift.owner')}
          options={options('owner')}
          selected={filters.owners}
          onChange={owners => change({ owners })}
        />
        <FilterMenu
          label={t('drift.system')}
          options={options('system')}
          selected={filters.systems}
          onChange={systems => change({ systems })}
        />
        {isFiltered && (
          <Button
            color="primary"
            onClick={() => change({ owners: [], systems: [] })}
          >
            {t('filter.clear')}
          </Button>
        )}
        <span className={classes.showing} role="status">
          {t('drift.showing', {
            shown: String(shown.length),
            total: String(owned.length),
          })}
        </span>
      </div>
      {shown.length === 0 && <Typography>{t('filter.nothing')}</Typography>}
      {KINDS.map(kind => {
        const findings = shown.filter(({ finding }) => finding.kind === kind);
        return (
          findings.length > 0 && (
            <FindingSection key={kind} kind={kind} findings={findings} />
          )
        );
      })}
      <UnjudgedList unjudged={drift.unjudged} />
    </>
  );
}

function EntityTitle({ value }: { value: string }) {
  return <>{useEntityPresentation(value).primaryTitle}</>;
}
